from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import LAYERS, Cue
from corpus.model.columns import has_span, labels, schema
from corpus.model.cues import CUE_GROUPS
from corpus.model.derivation import derive
from corpus.model.rows import table_of
from corpus.testing import annotated_documents, records

if TYPE_CHECKING:
    from corpus.model import AnnotatedDocument

TEXT = "It may\u00a0rain,\r\nsay 😀 5,000."
SPAN = [{"start": 0, "end": 2, "text": "It"}]


@given(annotated_documents())
def test_start_end_and_surface_are_those_of_the_span(document: AnnotatedDocument) -> None:
    for layer in filter(has_span, LAYERS):
        found = document.layer(layer)
        spans = [record.span for record in found]  # type: ignore[attr-defined]
        table = found.to_arrow()
        assert table["start"].to_pylist() == [span.start for span in spans]
        assert table["end"].to_pylist() == [span.end for span in spans]
        assert table["surface"].to_pylist() == [span.surface for span in spans]


@given(st.lists(records("cues", TEXT), max_size=5, unique_by=lambda cue: cue.id))
def test_group_and_is_hedge_are_those_of_the_cue(cues: list[Cue]) -> None:
    table = derive("cues", table_of("cues", cues))
    by_id = {cue.id: cue for cue in cues}
    ordered = [by_id[cue_id] for cue_id in table["id"].to_pylist()]
    assert table["group"].to_pylist() == [cue.group for cue in ordered]
    assert table["is_hedge"].to_pylist() == [cue.is_hedge for cue in ordered]


@given(st.lists(records("mentions", TEXT), min_size=2, max_size=5), st.data())
def test_what_is_derived_from_a_slice_is_that_of_its_rows(mentions: list[object], data: st.DataObject) -> None:
    table = table_of("mentions", mentions)  # type: ignore[arg-type]
    first = data.draw(st.integers(0, len(mentions)))
    assert derive("mentions", table.slice(first)).to_pylist() == derive("mentions", table).slice(first).to_pylist()


@pytest.mark.parametrize("layer", LAYERS)
def test_columns_are_added_and_none_is_lost(layer: str) -> None:
    derived = derive(layer, schema(layer).empty_table())
    added = [name for name in derived.column_names if name not in schema(layer).names]
    beside_span = ["start", "end", "surface"] if has_span(layer) else []
    assert added == beside_span + (["group", "is_hedge"] if layer == "cues" else [])
    assert [name for name in derived.column_names if name not in added] == schema(layer).names


@pytest.mark.parametrize("kind", [*labels("cues")["type"], None])
@pytest.mark.parametrize("engagement", [*labels("cues")["engagement"], None])
def test_a_cue_hedges_if_it_is_of_the_group_or_shifts_the_claim_to_another_voice(kind: str, engagement: str) -> None:
    cue = Cue.model_validate({"id": "1", "document_id": "d", "span": SPAN, "type": kind, "engagement": engagement})
    shifts = kind in {"reportive", "verification"} and engagement not in {"endorse", "deny"}
    assert cue.is_hedge == (CUE_GROUPS.get(kind) == "hedge" or shifts)
    assert derive("cues", table_of("cues", [cue]))["is_hedge"].to_pylist() == [cue.is_hedge]


def test_every_cue_type_but_the_unspecified_has_a_group() -> None:
    assert set(labels("cues")["type"]) - set(CUE_GROUPS) == {"unspecified"}
