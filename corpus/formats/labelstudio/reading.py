"""Label Studio's tasks to graphs: a document per task, an annotator per annotation and prediction."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.graph import Graph
from corpus.formats.json_files import read_objects
from corpus.formats.labelstudio.keys import ANNOTATORS, DATA, DECLINED, LARGEST, TEXT, TOOL, dicts, is_word
from corpus.formats.labelstudio.results import Results, bounds_of, is_region, surface_of
from corpus.formats.labelstudio.tasks import task_of
from corpus.formats.labelstudio.texts import text_of
from corpus.formats.origins import DOCUMENT, ID, OTHERWISE, add_new, from_file, sound_fields
from corpus.formats.placing import place_regions
from corpus.formats.regions import Sheet
from corpus.formats.sheets import take_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.formats.graph import Annotations
    from corpus.formats.labelstudio.tasks import LabelTask, Pass
    from corpus.formats.offsets import Expected
    from corpus.formats.reports import Ledger


@dataclass(slots=True)
class _Found:
    """A document: its text and the tasks that are about it."""

    name: str
    key: str
    text: str
    tasks: list[LabelTask] = field(default_factory=list)


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a file of tasks, or a folder or ZIP of such files.

    Raises:
        FileError: there is no such path, or nothing of this format in it.
        OSError: a folder cannot be listed.
    """
    found: dict[tuple[str, str], _Found] = {}
    repeated: Counter[tuple[str, str]] = Counter()
    for one in read_objects(path, ledger):
        task = task_of(one)
        chosen = _text(task)
        if chosen is None:
            ledger.refuse("F103", "expected a task about a text, found none in its data", one.place, one.content)
            continue
        key, text = chosen
        repeated[one.file, text] += 1
        own = task.own.get(ID)
        named = own if is_word(own) else task.native
        which = f"id {named}" if named else f"number {repeated[one.file, text]}"
        found.setdefault((which, text), _Found(named or one.name, key, text)).tasks.append(task)
    for document in found.values():
        yield _graph(document, ledger)


def _text(task: LabelTask) -> tuple[str, str] | None:
    """Give the key and the text of a task; of one that we wrote there is no doubt."""
    if is_word(task.own.get(ID)) and isinstance(task.data.get(TEXT), str):
        return TEXT, task.data[TEXT]
    results = [one for some in task.passes for one in dicts(some.results) if is_region(one)]
    said: list[Expected] = []
    for one in results:
        bounds, surface = bounds_of(one.get("value")), surface_of(one.get("value"))
        if bounds is not None and surface is not None and 0 <= bounds[0] < bounds[1] < LARGEST:
            said.append(((bounds,), surface))
    sources = [one["source"].removeprefix("$") for one in results if is_word(one.get("source"))]
    return text_of(task.data, said, named=list(dict.fromkeys(sources)))


def _graph(document: _Found, ledger: Ledger) -> Graph:
    names: Counter[str] = Counter()
    made: list[Annotations] = []
    about: dict[str, Any] = {}
    declined: list[dict[str, Any]] = []
    for task in document.tasks:
        for content in task.strange:
            reason = "expected annotations as objects with a list `result`, found another value"
            ledger.quarantine("F101", reason, task.found.place, json.dumps(content, ensure_ascii=False))
        for one in task.passes:
            if one.refusal is not None:
                reason = f"{one.refusal}; it is kept in the document's extras"
                ledger.refuse("F110", reason, task.found.place, json.dumps(one.whole, ensure_ascii=False))
                declined.append(one.whole)
                continue
            names[one.annotator] += 1
            annotator = one.annotator if names[one.annotator] == 1 else f"{one.annotator}-{names[one.annotator]}"
            made.append(_annotations(document.text, one, annotator, task, ledger))
            about |= {annotator: one.fields} if one.fields else {}
    fields = _fields(document, {ANNOTATORS: about, DECLINED: declined})
    return Graph(document.name, document.text, tuple(made), sound_fields(fields, ledger, Place(document_id=document.name)))


def _fields(document: _Found, passes: dict[str, Any]) -> dict[str, Any]:
    outer: dict[str, Any] = {}
    inner: dict[str, Any] = {}
    data: dict[str, Any] = {}
    otherwise = []
    for task in document.tasks:
        rest = {key: value for key, value in task.data.items() if key != document.key or value != document.text}
        differing = add_new(outer, task.fields), add_new(data, rest)
        if any(differing):
            annotators = {ANNOTATORS: [one.annotator for one in task.passes]} if task.passes else {}
            otherwise.append({**annotators, **differing[0], **({DATA: differing[1]} if differing[1] else {})})
        own = task.own.get(DOCUMENT)
        inner = inner or (own if isinstance(own, dict) else {})
    said = {**passes, DATA: data, OTHERWISE: otherwise}
    return from_file({**outer, **{key: value for key, value in said.items() if value}}, inner, TOOL)


def _annotations(text: str, one: Pass, annotator: str, task: LabelTask, ledger: Ledger) -> Annotations:
    drafts = Results(one.results, ledger, task.found.place).drafts
    regions = place_regions(text, drafts.drafts, ledger=ledger, where=task.found.place)
    sheet = Sheet(regions, drafts.relations, drafts.attributes, drafts.notes)
    return take_sheet(sheet, annotator, ledger=ledger, file=task.found.file)
