"""Graphs to Prodigy's tasks: one per document and annotator, accepted, with tokens that every span fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Capabilities
from corpus.formats.json_files import write_lines
from corpus.formats.origins import ANNOTATOR, DOCUMENT, ID, OWN, to_file
from corpus.formats.prodigy.keys import ANNOTATORS, ATTRIBUTES, KIND, MADE, NOTES, OPTIONS, OWN_ID, ROLES, STRUCTURE, TOOL
from corpus.formats.prodigy.words import tokens_of
from corpus.formats.regions import FIRST, SECOND, Region, Relation, Sheet, as_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Attribute, Graph, Id, Note
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(
    further_labels=False,
    normalisations=False,
    groups=False,
    labels=r"(?s).+",
)
"""What Prodigy's tasks can carry."""


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - nothing is told of labels
    """Write documents into a file.

    Raises:
        FileError: something stands at the path.
        OSError: it cannot be written.
    """
    write_lines((task for graph in graphs for task in _tasks(graph)), path)


def _tasks(graph: Graph) -> Iterator[dict[str, Any]]:
    outer, inner = to_file(graph.fields, TOOL, reserved=STRUCTURE)
    own: dict[str, Any] = {ID: graph.document_id, **({DOCUMENT: inner} if inner else {})}
    if not graph.annotations:
        yield {"text": graph.text, **outer, OWN: {**own, ANNOTATOR: None}}
    for one in graph.annotations:
        writer = _Writer(graph.text, as_regions(one, graph.text))
        names = dict.fromkeys(ANNOTATORS, one.annotator)
        options = {} if OPTIONS in outer else writer.options()
        made = {MADE: list(options)} if options else {}
        task = {"text": graph.text, **outer, **writer.task(), **options, "answer": "accept", **names}
        yield {**task, OWN: {**own, **made}}


class _Writer:
    """One task in the making."""

    def __init__(self, text: str, sheet: Sheet) -> None:
        self.sheet = sheet
        categories = {one.id for one in sheet.categories}
        self.chosen = [one.label for one in sheet.categories]
        self.regions = {one.id: one for one in sheet.regions if one.id not in categories}
        self.tokens = tokens_of(text, [one.bounds for one in self.regions.values()])
        self.starts = {one["start"]: one["id"] for one in self.tokens}
        self.ends = {one["end"]: one["id"] for one in self.tokens}
        self.said = _by_target(sheet.attributes, "value"), _by_target(sheet.notes, "text")

    def task(self) -> dict[str, Any]:
        """Give the keys that say what was annotated."""
        made: dict[str, Any] = {
            "tokens": self.tokens,
            "spans": [self._span(one) for one in self.regions.values()],
            "relations": [self._relation(one) for one in self.sheet.relations],
        }
        return {**made, **({"accept": self.chosen} if self.chosen else {})}

    def options(self) -> dict[str, Any]:
        """Give the options to choose from, those that were chosen."""
        options = [{"id": label, "text": label} for label in dict.fromkeys(self.chosen)]
        return {OPTIONS: options} if options else {}

    def _place(self, region: Region) -> dict[str, int]:
        start, end = region.bounds
        first, last = self.starts.get(start), self.ends.get(end)
        tokens = {} if first is None or last is None else {"token_start": first, "token_end": last}
        return {"start": start, "end": end, **tokens}

    def _span(self, region: Region) -> dict[str, Any]:
        further: list[tuple[str, Any]] = [(KIND, region.kind if region.kind != "span" else None)]
        further += [(key, found.get(region.id)) for key, found in zip((ATTRIBUTES, NOTES), self.said, strict=True)]
        own = {key: value for key, value in further if value is not None}
        return {**self._place(region), "label": region.label, OWN_ID: region.id, **own}

    def _relation(self, one: Relation) -> dict[str, Any]:
        head, child = self.regions[one.source], self.regions[one.target]
        ends = {
            f"{name}_span": {**self._place(region), "label": region.label, OWN_ID: region.id}
            for name, region in (("head", head), ("child", child))
        }
        tokens = {name: self._place(region).get("token_end") for name, region in (("head", head), ("child", child))}
        roles = {} if one.roles == (FIRST, SECOND) else {ROLES: list(one.roles)}
        known = {name: number for name, number in tokens.items() if number is not None}
        return {**known, **ends, "label": one.label, OWN_ID: one.id, **roles}


def _by_target(items: Iterable[Attribute] | Iterable[Note], name: str) -> dict[Id, list[dict[str, Any]]]:
    found: dict[Id, list[dict[str, Any]]] = {}
    for one in items:
        found.setdefault(one.target, []).append({"label": one.label, name: getattr(one, name), OWN_ID: one.id})
    return found
