"""PolNeAR's articles with several annotators, as a corpus: just enough of brat to measure agreement.

Source, Cue and Content of each event become spans; several of one role on one event (brat writes Content, Content2, ...)
are fragments of one argument. Fragments out of order or overlapping are sorted and joined, and what stands on no event is
left out: it belongs to no attribution.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.attributions import Attribution
from corpus.model.cues import Cue
from corpus.model.rows import table_of
from corpus.model.sources import Source
from corpus.model.spans import Span

SHARED = Path(__file__).parents[3] / "shared" / "data" / "polnear"
NAME = re.compile(r"(?P<article>.+)_(?P<annotator>[0-9a-f]{4})\.ann")
LINE = re.compile(r"(?P<id>T\d+)\t(?P<role>\S+) (?P<bounds>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
EVENT = re.compile(r"E\d+\tAttribution\S*:T\d+(?P<arguments>.*)")
ARGUMENT = re.compile(r"(?P<role>Source|Cue|Content)\d*:(?P<id>T\d+)")
Bounds = list[tuple[int, int]]


def read_articles(*compartments: str, root: Path = SHARED) -> Corpus:
    """Read the articles that several people annotated; a set per annotator."""
    files: dict[tuple[Path, str], dict[str, Path]] = defaultdict(dict)
    for compartment in compartments:
        for path in sorted((root / compartment / "attributions").iterdir()):
            found = NAME.fullmatch(path.name)
            assert found is not None, path
            files[root / compartment / "text" / f"{found['article']}.txt", found["article"]][found["annotator"]] = path
    several = {key: paths for key, paths in files.items() if len(paths) > 1}
    documents = [Document.of(article, text.read_bytes().decode()) for text, article in several]
    layers: dict[str, dict[str, list[Any]]] = defaultdict(lambda: {"sources": [], "cues": [], "attributions": []})
    for document, paths in zip(documents, several.values(), strict=True):
        for annotator, path in paths.items():
            for layer, records in read_annotations(path.read_bytes().decode(), document).items():
                layers[annotator][layer] += records
    tables = {annotator: {layer: table_of(layer, found) for layer, found in one.items()} for annotator, one in layers.items()}
    sets = [
        AnnotationSet(id=annotator, role="import", annotator=Annotator(name=annotator, kind="human"), profile="import")
        for annotator in sorted(layers)
    ]
    return Corpus(CorpusMetadata(name="polnear", version="1.0.0", schema_version="1"), documents, sets, tables)


def read_annotations(written: str, document: Document) -> dict[str, list[Any]]:
    """Make records of one file."""
    text = document.text or ""
    spans = {
        found["id"]: [(int(start), int(end)) for start, end in (part.split() for part in found["bounds"].split(";"))]
        for found in map(LINE.match, written.split("\n"))
        if found is not None
    }
    records: dict[str, list[Any]] = {"sources": [], "cues": [], "attributions": []}
    for event in filter(None, map(EVENT.match, written.split("\n"))):
        arguments: dict[str, Bounds] = {"Source": [], "Cue": [], "Content": []}
        for argument in ARGUMENT.finditer(event["arguments"]):
            arguments[argument["role"]] += spans[argument["id"]]
        add(records, {role: span_of(text, bounds) for role, bounds in arguments.items()}, document.id)
    return records


def add(records: dict[str, list[Any]], spans: dict[str, Span | None], document_id: str) -> None:
    number = len(records["attributions"]) + 1
    source, cue = spans["Source"], spans["Cue"]
    if source is not None:
        records["sources"].append(Source(id=f"source-{number}", document_id=document_id))
    if cue is not None:
        records["cues"].append(Cue(id=f"cue-{number}", document_id=document_id, span=cue, type="unspecified"))
    records["attributions"].append(
        Attribution(
            id=f"attribution-{number}",
            document_id=document_id,
            sources=[{"source_id": f"source-{number}" if source else "@unspecified", "span": source and source.model_dump()}],
            cue_ids=[f"cue-{number}"] if cue else [],
            content=spans["Content"],
        )
    )


def span_of(text: str, bounds: Bounds) -> Span | None:
    """Make a span of fragments in any order: sorted, joined where they touch or overlap, trimmed of blanks at the edges."""
    joined: Bounds = []
    for start, end in sorted(bounds):
        while start < end and text[start].isspace():
            start += 1  # noqa: PLW2901 - trimming
        while end > start and text[end - 1].isspace():
            end -= 1  # noqa: PLW2901 - trimming
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return Span.of(text, *joined) if joined else None
