"""Prodigy's tasks to graphs: those of one text together, those of one annotator as one pass over it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.graph import Graph
from corpus.formats.json_files import read_objects
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.origins import ANNOTATOR, DOCUMENT, ID, OWN, add_new, from_file, own_part, sound_fields
from corpus.formats.placing import place_regions
from corpus.formats.prodigy.keys import (
    ANNOTATORS,
    ANSWER,
    ANSWERS,
    CHOICES,
    DECLINED,
    KEPT,
    MADE,
    OWN_ID,
    STRUCTURE,
    TASKS,
    TOOL,
    VOLATILE,
    is_declined,
    is_number,
)
from corpus.formats.prodigy.tasks import Task
from corpus.formats.regions import Sheet
from corpus.formats.sheets import take_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from corpus.formats.graph import Annotations, Id
    from corpus.formats.json_files import JsonObject
    from corpus.formats.regions import Region
    from corpus.formats.reports import Ledger

Key = tuple[str | None, str | None, str]
"""Our own id of a document, Prodigy's hash of its input, and the text."""


@dataclass(slots=True)
class _Found:
    """A text and the tasks about it."""

    name: str
    text: str
    inner: dict[str, Any] = field(default_factory=dict)
    outer: dict[str, Any] = field(default_factory=dict)
    tasks: dict[str, list[JsonObject]] = field(default_factory=lambda: defaultdict(list))


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a file of Prodigy's tasks, or a folder or ZIP of such files.

    Raises:
        FileError: there is no such path, or nothing of this format in it.
        OSError: a folder cannot be listed.
    """
    found: dict[Key, _Found] = {}
    for task in read_objects(path, ledger):
        text = task.value.get("text")
        if not isinstance(text, str):
            kinds = [key for key in ("image", "audio", "video", "html") if key in task.value]
            reason = f"expected a task about a text, found one about {kinds[0] if kinds else 'none'}"
            ledger.refuse("F103", reason, task.place, task.content)
            continue
        own = own_part(task.value)
        key = (_word(own.get(ID)), str(task.value.get("_input_hash")), text)
        document = found.setdefault(key, _Found(_name(task, own), text))
        _add(document, task, own, ledger)
    for document in found.values():
        yield _graph(document, ledger)


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _name(task: JsonObject, own: dict[str, Any]) -> str:
    """Name the document: as we did, else by Prodigy's hash, else by the line."""
    number = task.value.get("_input_hash")
    named = f"input-{number & 0xFFFFFFFF:08x}" if is_number(number) else task.name
    return _word(own.get(ID)) or named


def _add(document: _Found, task: JsonObject, own: dict[str, Any], ledger: Ledger) -> None:
    """Add a task to its document; one that was not accepted says nothing but of itself."""
    value = task.value
    inner = own.get(DOCUMENT)
    document.inner = document.inner or (inner if isinstance(inner, dict) else {})
    if is_declined(value):
        _differing(document, value, own)
        ledger.refuse("F110", f"{ANSWERS[value[ANSWER]]}; {KEPT}", task.place, task.content)
        document.outer.setdefault(DECLINED, []).append(value)
        return
    said = {key: value[key] for key in VOLATILE if value.get(key) is not None} | _differing(document, value, own)
    if said.keys() - set(ANNOTATORS):
        document.outer.setdefault(TASKS, []).append(said)
    spans = [one for one in _dicts(value.get("spans")) if is_declined(one)]
    if spans:
        by = {key: value[key] for key in ANNOTATORS if key in value}
        document.outer.setdefault(DECLINED, []).append({"spans": spans, **by})
    annotator = _annotator(value, own)
    if annotator is not None:
        document.tasks[annotator].append(task)


def _differing(document: _Found, value: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Add what a task says of its text to the document; give what an earlier task said otherwise."""
    made = own.get(MADE)
    known = {*STRUCTURE, OWN, *map(str, made if isinstance(made, list) else ())}
    return add_new(document.outer, {key: said for key, said in value.items() if key not in known})


def _annotator(value: dict[str, Any], own: dict[str, Any]) -> str | None:
    """Name the annotator; a task that nobody has answered has none."""
    named = next((word for word in (_word(value.get(key)) for key in ANNOTATORS) if word), None)
    is_bare = ANSWER not in value and not any(value.get(key) for key in ("spans", "relations", *CHOICES))
    if named is None and (is_bare or own.get(ANNOTATOR, "") is None):
        return None
    return named or ONLY_ANNOTATOR


def _graph(document: _Found, ledger: Ledger) -> Graph:
    fields = from_file(document.outer, document.inner, TOOL)
    made = tuple(_annotations(document.text, annotator, tasks, ledger) for annotator, tasks in document.tasks.items())
    return Graph(document.name, document.text, made, sound_fields(fields, ledger, Place(document_id=document.name)))


def _annotations(text: str, annotator: str, tasks: Sequence[JsonObject], ledger: Ledger) -> Annotations:
    numbers = count(1 + max((_highest(task.value) for task in tasks), default=0))
    sheet = Sheet()
    known: dict[tuple[str, tuple[int, int], str], Id] = {}
    for found in tasks:
        task = Task(found, ledger)
        made = task.draft(numbers)
        regions = place_regions(text, made.drafts, ledger=ledger, where=found.place, evidence=task.evidence)
        names = _seen_before(regions, known, ledger, found)
        sheet.regions += [one for one in regions if one.id not in names]
        sheet.relations += [
            one._replace(source=names.get(one.source, one.source), target=names.get(one.target, one.target))
            for one in made.relations
        ]
        sheet.attributes += [one._replace(target=names.get(one.target, one.target)) for one in made.attributes]
        sheet.notes += [one._replace(target=names.get(one.target, one.target)) for one in made.notes]
        known |= {(one.label, one.bounds, one.kind): one.id for one in regions if one.id not in names}
    return take_sheet(sheet, annotator, ledger=ledger, file=tasks[0].file)


def _seen_before(
    regions: list[Region], known: dict[tuple[str, tuple[int, int], str], Id], ledger: Ledger, task: JsonObject
) -> dict[Id, Id]:
    """Name the regions that an earlier task of the same annotator has, and what they are called there; refuse them here."""
    names: dict[Id, Id] = {}
    for one in regions:
        earlier = known.get((one.label, one.bounds, one.kind))
        if earlier is not None and isinstance(one.id, int):
            names[one.id] = earlier
            reason = (
                f"expected {one.label} at {one.bounds[0]} {one.bounds[1]} once, found it in an earlier task about this text too"
            )
            ledger.refuse("F106", reason, task.place)
    return names


def _highest(value: dict[str, Any]) -> int:
    """Give the highest number that is an id in a task."""
    found = [one for key in ("spans", "relations") for one in _dicts(value.get(key))]
    found += [said for one in found for key in ("attributes", "notes") for said in _dicts(one.get(key))]
    return max((one[OWN_ID] for one in found if is_number(one.get(OWN_ID))), default=0)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
