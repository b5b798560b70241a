"""Exports in which anything stands anywhere: an entry in the report or a clear error; what is read can be written and read."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.conversion.tables import format_module, scheme_module
from corpus.errors import FileError
from corpus.formats.capabilities import carry
from corpus.formats.names import fit_graphs
from corpus.formats.reports import Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "😀 Ana says <b>no</b>"
OWN = {
    "id": "d",
    "annotator": "ana",
    "unit": "UTF-16 units",
    "items": [[0, 2, "A", "T1", "object"]],
    "relations": [["T1", "of", "T1", "R1", "x", "y"]],
    "document": {"title": "x", "extras": {"doccano": {}}},
    "made": ["options"],
}
SPAN = {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "P", "id": "T1", "kind": "object", "text": "Ana"}
SAID = {"attributes": [{"label": "a", "value": "b", "id": 1}], "notes": [{"label": "a", "text": "b"}]}
REGION = {"id": "a", "from_name": "label", "type": "labels", "source": "$text", "meta": {"text": ["hm"], "placed": False}}
VALUE = {"start": 2, "end": 5, "text": "Ana", "labels": ["P"], "globalOffsets": {"start": 2, "end": 5}}
EXPORTS: dict[str, list[Any]] = {
    "doccano": [
        {"id": 1, "text": TEXT, "label": [[3, 6, "P"]], "cats": ["x"], "Comments": []},
        {
            "text": TEXT,
            "entities": [{"id": 1, "label": "A", "start_offset": 0, "end_offset": 2, "user": 1}],
            "relations": [{"id": 1, "from_id": 1, "to_id": 1, "type": "of"}],
            "reportedly": OWN,
        },
    ],
    "labelstudio": [
        {
            "id": 1,
            "data": {"text": TEXT, "reportedly": OWN},
            "annotations": [
                {
                    "completed_by": {"id": 1},
                    "was_cancelled": False,
                    "result": [
                        {**REGION, "value": VALUE},
                        {**REGION, "from_name": "reportedly-objects", "id": "b", "value": VALUE},
                        {"id": "a", "from_name": "sex", "type": "choices", "value": {"choices": ["f"]}},
                        {"id": "z", "from_name": "why", "type": "textarea", "value": {"text": ["f"]}},
                        {"from_id": "a", "to_id": "b", "type": "relation", "labels": ["@part"], "roles": ["x", "y"]},
                    ],
                }
            ],
            "predictions": [{"model_version": "m", "result": []}],
        },
        {"id": 4, "text": "Ana", "label": [{"start": 0, "end": 3, "labels": ["P"]}], "annotator": 1, "annotation_id": 5},
    ],
    "prodigy": [
        {
            "text": TEXT,
            "_input_hash": 3,
            "tokens": [{"text": "😀", "start": 0, "end": 1, "id": 0}, {"text": "Ana", "start": 2, "end": 5, "id": 1}],
            "spans": [{**SPAN, **SAID}, {"start": 2, "end": 5, "label": "Q", "source": "x"}],
            "relations": [{"head": 1, "child": 1, "label": "r", "head_span": SPAN, "roles": ["a", "b"], "id": "R"}],
            "accept": ["x"],
            "options": [],
            "answer": "accept",
            "_session_id": "s",
            "reportedly": OWN,
        }
    ],
}
JUNK: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        1,
        7,
        10**30,
        1.5,
        "",
        "x",
        "😀",
        "$text",
        "\x00",
        "../../x",
        "@part",
        "@trigger",
        "relation",
        "reject",
    ),
    *([], [1], [None], [[0, 1, "A"]], ["a", "b"], [[["x"]]]),
    *({}, {"id": 1}, {"start": 0, "end": 1}, {"a": {"b": [None]}}, {"label": "x", "start": 0, "end": 2}),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def put(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    made = copy.deepcopy(value)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = junk
    return made


@st.composite
def spoiled(draw: st.DrawFn, form: str) -> Any:
    """Draw an export in which something else stands in up to three places."""
    made = [draw(st.sampled_from(EXPORTS[form]))]
    for _ in range(draw(st.integers(1, 3))):
        made = put(made, draw(st.sampled_from([path for path in places(made) if path])), draw(st.sampled_from(JUNK)))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(EXPORTS))
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_an_export_it_is_read_or_told_of(form: str, data: st.DataObject) -> None:
    written = json.dumps(data.draw(spoiled(form))).encode()
    assert_told(form, written)


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_wherever_an_export_breaks_off_it_is_read_or_told_of(form: str) -> None:
    written = json.dumps(EXPORTS[form]).encode()
    for end in range(0, len(written), 7):
        assert_told(form, written[:end])


def assert_told(form: str, written: bytes) -> None:
    """Read, balance, decode, write what can be carried, and read it back as it was."""
    files, ledger = format_module(form), Ledger()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "export.json"), Path(folder, "made")
        source.write_bytes(written)
        try:
            graphs = list(fit_graphs(files.read(source, ledger), ledger))
        except FileError:
            return
        report = ledger.report()
        assert report.kept == sum(one.size for graph in graphs for one in graph.annotations)
        assert report.to_json().encode()
        scheme_module(None).decode(graphs, ledger)
        wanted = [carry(graph, files.CAPABILITIES)[0] for graph in graphs]
        files.write(wanted, target, Vocabulary())
        again = Ledger()
        found = list(files.read(target, again))
        assert again.report().is_clean
        assert [(one.document_id, one.text, one.fields) for one in found] == [
            (one.document_id, one.text, one.fields) for one in wanted
        ]
        assert sorted(path.name for path in Path(folder).iterdir()) == ["export.json", "made"]
