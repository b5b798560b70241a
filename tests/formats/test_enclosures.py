"""Enclosures that somebody damaged: none of them is believed, and none raises."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corpus.formats.enclosures import enclosed, opened
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span

ONE = Annotations(
    "ana",
    spans=(Span("T1", "Cue", ((4, 8),)),),
    links=(Link("E1", "Said", "T1", (("Cue", "T1"),)),),
    attributes=(Attribute("A1", "neg", "E1", "x"),),
    notes=(Note("N1", "note", "E1", "hm"),),
)
GRAPH = Graph("d", "Ana says no", (ONE,), {"title": "Rain"})


def changed(kind: str, place: int, value: Any) -> str:
    told = json.loads(enclosed(GRAPH))
    told["annotations"][0][kind][0][place] = value
    return json.dumps(told)


def test_a_sound_one_is_opened() -> None:
    assert opened(enclosed(GRAPH), GRAPH.text) == GRAPH


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [
        ("spans", 2, [[4, 4]]),
        ("spans", 2, [[4, 8], [4, 8]]),
        ("spans", 2, [[4, 99]]),
        ("spans", 2, []),
        ("spans", 0, True),
        ("spans", 0, {}),
        ("spans", 1, None),
        ("links", 3, [[5, "T1"]]),
        ("links", 3, [["Cue", "T9"]]),
        ("links", 0, "T1"),
        ("attributes", 3, 5),
        ("notes", 3, None),
        ("notes", 3, "\ud800"),
    ],
)
def test_one_that_does_not_hold_is_not_opened(kind: str, place: int, value: Any) -> None:
    assert opened(changed(kind, place, value), GRAPH.text) is None


@pytest.mark.parametrize("field", ["NaN", "1e999", '"\\ud800"', "[" * 100_000])
def test_what_no_file_of_ours_holds_is_not_opened(field: str) -> None:
    assert opened(f'{{"id": "d", "fields": {{"x": {field}}}, "annotations": []}}', "") is None
