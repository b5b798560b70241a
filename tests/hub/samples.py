"""Small releases of one corpus, in versions that differ, and the clients that publish and load them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Section
from corpus.model.rows import table_of
from corpus.release import build_release

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = "It may rain, and it might snow."
HOME = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from corpus.cli import main; main()")
__all__ = ["COMMAND", "corpus_of", "environment", "release_of"]


def corpus_of(version: str = "1.0.0", *, cues: int = 2, name: str = "mine") -> Corpus:
    """Make a corpus of one sentence with one or two cues; without the second, a layer is missing as well."""
    about = CorpusMetadata(
        name=name, version=version, schema_version="1", language="en", text_release="included", text_rights="Ours."
    )
    rows = [_cue("cue-1", 3, 6, "may"), _cue("cue-2", 20, 25, "might")][:cues]
    one = AnnotationSet(id="s", role="raw", annotator=Annotator(name="rules", kind="rule"), profile="import")
    section = {"id": "section-1", "document_id": "d", "span": [{"start": 0, "end": 31, "text": TEXT}], "role": "body"}
    layers = {"cues": table_of("cues", rows)}
    if cues > 1:
        layers["sections"] = table_of("sections", [Section.model_validate(section)])
    return Corpus(about, [Document.of("d", TEXT)], [one], {"s": layers})


def release_of(folder: Path, version: str = "1.0.0", *, cues: int = 2, name: str = "mine") -> Path:
    """Build a release of it."""
    return build_release(corpus_of(version, cues=cues, name=name), folder)


def environment(home: Path, url: str, token: str | None) -> Mapping[str, str]:
    """Give the environment of a client that knows only this Hub, this token, and a cache of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    ours = {
        "HF_ENDPOINT": url,
        "HF_HOME": str(home),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "PYTHONPATH": str(HOME),
        "NO_PROXY": "127.0.0.1",
    }
    return kept | ours | ({} if token is None else {"HF_TOKEN": token})


def _cue(identity: str, start: int, end: int, text: str) -> Cue:
    span = [{"start": start, "end": end, "text": text}]
    return Cue.model_validate({"id": identity, "document_id": "d", "span": span, "type": "epistemic"})
