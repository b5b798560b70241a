from __future__ import annotations

import json

from corpus.formats.graph import Annotations, Attribute, Group, Link, Normalisation, Note, Span
from corpus.formats.items import by_id, contents

SPAN = Span(1, "cue", ((3, 6), (8, 9)), line=4)
PAIR = Link("R1", "scope", None, (("Arg1", 1), ("Arg2", 9)))
EVENT = Link(3, "entities", 1, (("mention", "R1"),))
ITEMS = (
    SPAN,
    PAIR,
    EVENT,
    Attribute(4, "sure", 3),
    Note("N1", "id", "R1", "x"),
    Normalisation(5, "Reference", 1, "Wikipedia:1", "Rain"),
    Group("same", (1, "R1")),
)
ONE = Annotations("ana", (SPAN,), (PAIR, EVENT), (ITEMS[3],), (ITEMS[4],), (ITEMS[5],), (ITEMS[6],))


def test_each_kind_of_item_says_what_it_is_and_what_it_is_about() -> None:
    cue = ["cue", [[3, 6], [8, 9]]]
    assert [json.loads(one) for one in contents(ONE.items(), by_id(ONE))] == [
        {"Span": "cue", "at": [[3, 6], [8, 9]]},
        {"Link": "scope", "arguments": [["Arg1", cue], ["Arg2", []]]},
        {"Link": "entities", "trigger": cue, "arguments": [["mention", ["scope", "R1"]]]},
        {"Attribute": "sure", "on": ["entities"], "value": None},
        {"Note": "id", "on": ["scope", "R1"], "text": "x"},
        {"Normalisation": "Reference", "on": cue, "entry": "Wikipedia:1", "text": "Rain"},
        {"Group": "same", "members": [cue, ["scope", "R1"]]},
    ]


def test_lines_and_numbers_that_another_reading_gives_otherwise_do_not_matter() -> None:
    moved = Span(7, "cue", SPAN.fragments, line=9)
    again = Annotations("ana", (moved,), attributes=(Attribute(8, "type", 7, "hedge"),))
    first = Annotations("ana", (SPAN,), attributes=(Attribute(2, "type", 1, "hedge"),))
    assert contents(again.items(), by_id(again)) == contents(first.items(), by_id(first))
