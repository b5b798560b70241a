"""Print the version of the corpus in a working folder: `python scripts/corpus_version.py annotations`."""

import json
import sys
from pathlib import Path

print(json.loads((Path(sys.argv[1]) / "corpus.json").read_text(encoding="utf-8"))["version"])
