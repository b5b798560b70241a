"""What a card tells its reader to type runs where the release lies."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document
from corpus.model.rows import table_of
from corpus.release import build_release


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small release."""
    metadata = CorpusMetadata(
        name="mine", version="1.0.0", schema_version="1", language="en", text_release="included", text_rights="Ours."
    )
    cue = {"id": "c", "document_id": "d", "span": [{"start": 3, "end": 6, "text": "may"}], "type": "epistemic"}
    one = AnnotationSet(id="s", role="raw", annotator=Annotator(name="rules", kind="rule"), profile="import")
    tables = {"s": {"cues": table_of("cues", [Cue.model_validate(cue)])}}
    news = Corpus(metadata, [Document.of("d", "It may rain.")], [one], tables)
    return build_release(news, tmp_path_factory.mktemp("dist"))


@pytest.mark.slow
def test_every_python_example_of_the_card_runs(release: Path) -> None:
    card = (release / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", card, flags=re.DOTALL | re.MULTILINE)
    assert len(examples) == 5
    home = Path(__file__).parents[2]
    environment = os.environ | {"HF_HOME": str(release.parent / "cache"), "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(examples)],
        cwd=release.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "d 1 cues, 1 of them hedges" in done.stdout
