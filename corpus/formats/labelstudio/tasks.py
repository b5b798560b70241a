"""Tasks in all the ways in which Label Studio writes them: each with its texts and passes (annotations, predictions).

>>> from corpus.formats.json_files import objects_of
>>> from corpus.formats.reports import Ledger
>>> line = '{"id": 7, "text": "Ana", "label": [{"start": 0, "end": 3, "labels": ["PER"]}], "annotator": 1, "annotation_id": 5}'
>>> task = task_of(next(objects_of(line, "d.json", Ledger())))
>>> task.native, task.passes[0].annotator, task.passes[0].results[0]["type"]
('7', '1', 'labels')
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.formats.labelstudio.keys import PASSES, STRUCTURE, dicts, is_number, is_word
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.origins import OWN, own_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.json_files import JsonObject

MINIMAL = ("id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement")
"""The keys of JSON-MIN that are no data and no results."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one annotator or model left in a task."""

    annotator: str
    results: list[Any]
    refusal: str | None = None
    """Why it is no judgement: it was cancelled, or is a draft."""
    fields: dict[str, Any] = field(default_factory=dict)
    """What it says of itself."""
    whole: dict[str, Any] = field(default_factory=dict)
    """The pass as it was written."""


@dataclass(frozen=True, slots=True)
class LabelTask:
    """A task: what it shows, what it says of itself, and the passes over it."""

    found: JsonObject
    native: str | None
    data: dict[str, Any]
    own: dict[str, Any]
    fields: dict[str, Any]
    passes: list[Pass]
    strange: list[Any] = field(default_factory=list)
    """What stands where a pass or its results should, and is none."""


def task_of(found: JsonObject) -> LabelTask:
    """Understand an object as a task, an annotation with its task inside, or a row of JSON-MIN."""
    value = found.value
    if "result" in value and isinstance(value.get("task"), dict):
        annotation = {key: said for key, said in value.items() if key != "task"}
        value = {**value["task"], "annotations": [annotation]}
    if isinstance(value.get("data"), dict):
        data = {key: said for key, said in value["data"].items() if key != OWN}
        fields = {key: said for key, said in value.items() if key not in STRUCTURE and key != OWN} | _named(value)
        passes, strange = list(_passes(value)), list(_strange(value))
        return LabelTask(found, _native(value), data, own_part(value["data"]), fields, passes, strange)
    if "annotation_id" in value or "annotator" in value:
        return _minimal(found)
    data = {key: said for key, said in value.items() if key != OWN}
    return LabelTask(found, None, data, own_part(value), {}, [])


def _native(value: dict[str, Any]) -> str | None:
    own = value.get("id")
    return str(own) if is_number(own) or is_word(own) else None


def _passes(value: dict[str, Any]) -> Iterator[Pass]:
    for kind in PASSES:
        for one in dicts(_list(value.get(kind))):
            results = one.get("result")
            fields = {key: said for key, said in one.items() if key not in {"result", "completed_by", "task"}}
            refusal = (
                "the annotation was cancelled: the annotator skipped the task" if one.get("was_cancelled") is True else None
            )
            if kind == "drafts":
                refusal = "the annotation is a draft: nobody submitted it"
            fields.pop("model_version" if kind == "predictions" else "", None)
            yield Pass(_annotator(one, kind), results if isinstance(results, list) else [], refusal, fields, one)


def _named(value: dict[str, Any]) -> dict[str, list[Any]]:
    """Give the passes that are only named by their numbers, as exports name predictions and drafts."""
    found = {kind: [one for one in _list(value.get(kind)) if is_number(one)] for kind in PASSES}
    return {kind: numbers for kind, numbers in found.items() if numbers}


def _strange(value: dict[str, Any]) -> Iterator[Any]:
    for kind in PASSES:
        for one in _list(value.get(kind)):
            if not isinstance(one, dict):
                yield from [] if is_number(one) else [one]
            elif not isinstance(one.get("result", []), list | None):
                yield one["result"]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _annotator(one: dict[str, Any], kind: str) -> str:
    """Name the annotator by e-mail, number or name; a prediction by the model's version."""
    given = one.get("model_version") if kind == "predictions" else one.get("completed_by", one.get("user"))
    if isinstance(given, dict):
        given = next((given[key] for key in ("email", "username", "id") if given.get(key)), None)
    if is_word(given) or is_number(given):
        return str(given)
    return "predictions" if kind == "predictions" else ONLY_ANNOTATOR


def _minimal(found: JsonObject) -> LabelTask:
    """Understand a row of JSON-MIN: each control is a key, its results without ids and types."""
    value = found.value
    results = [one for key, said in value.items() if key not in MINIMAL for one in _results(key, said)]
    controls = {one["from_name"] for one in results}
    data = {key: said for key, said in value.items() if key not in controls and key not in MINIMAL and key != OWN}
    fields = {key: value[key] for key in MINIMAL if key in value and key not in {"id", "annotator"}}
    annotator = _annotator({"completed_by": value.get("annotator")}, "annotations")
    return LabelTask(found, _native(value), data, own_part(value), {}, [Pass(annotator, results, None, fields)])


def _results(control: str, said: Any) -> Iterator[dict[str, Any]]:
    if isinstance(said, dict) and "choices" in said:
        yield {"from_name": control, "type": "choices", "value": said}
    for one in dicts(said):
        kind = next((key for key in ("labels", "hypertextlabels") if key in one), None)
        if kind is not None and "start" in one:
            yield {"from_name": control, "type": kind, "value": one}
