"""Graphs to Label Studio: a list of tasks with a prediction per annotator; in a folder, with the configuration beside it.

A path that ends in `.json` becomes the list alone; any other a folder with `tasks.json` and `config.xml`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Capabilities
from corpus.formats.json_files import refuse_taken
from corpus.formats.labelstudio.configuration import configuration
from corpus.formats.labelstudio.keys import DATA, NOTES, OBJECTS, SPANS, STRUCTURE, TEXT, TOOL
from corpus.formats.labelstudio.offers import Offer
from corpus.formats.labelstudio.results import BOTH_WAYS
from corpus.formats.origins import DOCUMENT, EXTRAS, ID, OWN, to_file
from corpus.formats.regions import FIRST, SECOND, Region, Relation, Sheet, as_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from corpus.formats.graph import Annotations, Graph, Id
    from corpus.formats.vocabularies import Vocabulary

TASKS, CONFIGURATION = "tasks.json", "config.xml"

CAPABILITIES = Capabilities(
    further_labels=False,
    normalisations=False,
    groups=False,
    labels=r"(?s).+",
)
"""What Label Studio's tasks can carry."""


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:
    """Write documents into a file (`.json`) or folder; in a folder, the configuration has the labels of the vocabulary.

    Raises:
        FileError: something stands at the path.
        OSError: it cannot be written.
    """
    if path.suffix.lower() == ".json":
        refuse_taken(path)
        _write_tasks(graphs, path, Offer(vocabulary))
        return
    if not (path.is_dir() and not any(path.iterdir())):
        refuse_taken(path)
    path.mkdir(parents=True, exist_ok=True)
    offer = Offer(vocabulary)
    _write_tasks(graphs, path / TASKS, offer)
    (path / CONFIGURATION).write_bytes(configuration(offer).encode())


def _write_tasks(graphs: Iterable[Graph], path: Path, offer: Offer) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        mark = "[\n"
        for graph in graphs:
            file.write(mark + json.dumps(_task(graph, offer), ensure_ascii=False, allow_nan=False))
            mark = ",\n"
        file.write("[]\n" if mark == "[\n" else "\n]\n")


def _task(graph: Graph, offer: Offer) -> dict[str, Any]:
    data, fields = _shown(graph.fields)
    outer, inner = to_file(fields, TOOL, reserved=STRUCTURE)
    own = {ID: graph.document_id, **({DOCUMENT: inner} if inner else {})}
    predictions = [_prediction(graph.text, one, offer) for one in graph.annotations]
    return {**outer, "data": {TEXT: graph.text, **data, OWN: own}, "predictions": predictions}


def _shown(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take what else a task showed out of the extras, so that it is shown again."""
    extras = fields.get(EXTRAS) or {}
    kept = extras.get(TOOL)
    kept = kept if isinstance(kept, dict) else {}
    data = kept.get(DATA)
    if not isinstance(data, dict) or not data or {TEXT, OWN} & data.keys():
        return {}, dict(fields)
    rest = {key: value for key, value in kept.items() if key != DATA}
    others = {key: value for key, value in extras.items() if key != TOOL}
    left = {**others, TOOL: rest} if rest else others
    without = {key: value for key, value in fields.items() if key != EXTRAS}
    return data, {**without, EXTRAS: left} if left else without


def _prediction(text: str, given: Annotations, offer: Offer) -> dict[str, Any]:
    sheet = as_regions(given, text)
    offer.learn(sheet)
    return {"model_version": given.annotator, "result": list(_Results(text, sheet).results())}


class _Results:
    """The results of one pass in the making."""

    def __init__(self, text: str, sheet: Sheet) -> None:
        self.text, self.sheet = text, sheet
        self.regions = {one.id: one for one in sheet.regions}
        taken = {one for one in sheet.ids() if isinstance(one, str)}
        self.names: dict[Id, str] = {one: one if isinstance(one, str) else _free(one, taken) for one in self.regions}

    def results(self) -> Iterator[dict[str, Any]]:
        """Give regions, what is said of them, and relations."""
        yield from map(self._region, self.sheet.regions)
        for one in self.sheet.attributes:
            yield self._said(one.target, one.label, one.id, "choices", {"choices": [] if one.value is None else [one.value]})
        for note in self.sheet.notes:
            yield self._said(note.target, note.label, note.id, NOTES, {"text": [note.text]})
        yield from map(self._relation, self.sheet.relations)

    def _place(self, region: Region) -> dict[str, Any]:
        start, end = region.bounds
        return {"start": start, "end": end, "text": self.text[start:end]}

    def _region(self, one: Region) -> dict[str, Any]:
        control = SPANS if one.kind == "span" else OBJECTS
        made = {"id": self.names[one.id], "from_name": control, "to_name": TEXT, "type": "labels"}
        meta = {"meta": {"placed": False}} if one.kind == "unplaced" else {}
        return {**made, "value": {**self._place(one), "labels": [one.label]}, **meta}

    def _said(self, target: Id, label: str, own: Id, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        region = self.regions[target]
        made = {"id": self.names[target], "from_name": f"{region.label}.{label}", "to_name": TEXT, "type": kind}
        meta = {"meta": {"id": own}} if isinstance(own, str) else {}
        return {**made, "value": {**self._place(region), **value}, **meta}

    def _relation(self, one: Relation) -> dict[str, Any]:
        direction = "bi" if one.roles == BOTH_WAYS else "right"
        ends = {"from_id": self.names[one.source], "to_id": self.names[one.target]}
        own = {"id": one.id} if isinstance(one.id, str) else {}
        roles = {} if one.roles in {(FIRST, SECOND), BOTH_WAYS} else {"roles": list(one.roles)}
        return {"type": "relation", **ends, "direction": direction, "labels": [one.label], **own, **roles}


def _free(number: int, taken: set[str]) -> str:
    """Give a number a name that no item has."""
    name = f"region-{number}"
    while name in taken:
        name += "-"
    return name
