"""A corpus to BioScope's graphs: what came from there as it was, and of other corpora their hedges and negations.

BioScope's elements nest and stay inside a sentence; what does not is lost, whatever format the graph is written to.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.bioscope.names import CUE, PART, SCOPE
from corpus.formats.bioscope.rules import unfit
from corpus.formats.capabilities import Loss
from corpus.formats.graph import Annotations, Attribute, Graph, Span
from corpus.formats.origins import with_extras
from corpus.model.cues import CUE_GROUPS
from corpus.model.extras import decode_extras
from corpus.model.layers import LAYERS
from corpus.schemes.assembly import document_fields, sets_of_documents
from corpus.schemes.bioscope.labels import EXTRAS, REFERENCE, TYPE, TYPES, part_of, role_of
from corpus.schemes.comparing import rows_of
from corpus.schemes.reportedly.encoding import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.formats.graph import Id
    from corpus.model import Corpus, Document
    from corpus.model.rows import Row

SAID = {
    "cues": {"id", "document_id", "span", "type", "scope", "source_label", "extras"},
    "sections": {"id", "document_id", "span", "role", "source_label", "extras"},
}
KEPT = {"ref", "parts", "scope", "at", "attributes", "type"}
"""The extras that decoding makes."""
NOWHERE = "BioScope has no label for it"


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph with BioScope's labels, with what they cannot say."""
    sets = sets_of_documents(news)
    for document in news.documents:
        losses: list[Loss] = []
        extras = dict(document.extras or {})
        rest: Any = extras.pop(EXTRAS, {})
        fields = with_extras(document_fields(document), extras)
        made = []
        for set_id in sets[document.id]:
            encoder = _Encoder(news, document, set_id, rest.get(set_id) if isinstance(rest, dict) else None)
            made.append(replace(encoder.annotations(), kind=news.set(set_id).record.maker))
            losses += encoder.losses
        yield Graph(document.id, document.text or "", tuple(made), fields), losses


class _Encoder:
    """The items of one annotator in one document."""

    def __init__(self, news: Corpus, document: Document, set_id: str, rest: list[Any] | None) -> None:
        self.document, self.set_id, self.losses = document, set_id, list[Loss]()
        self.text = document.text or ""
        self.rows = rows_of(news, document.id, set_id)
        self.is_theirs = rest is not None
        kinds = {kind.__name__: kind for kind in (Span, Attribute)}
        found: list[Any] = [kinds[name](*map(_tuples, values)) for name, *values in rest or ()]
        self.spans: dict[Id, Span] = {one.id: one for one in found if isinstance(one, Span)}
        self.attributes: list[Attribute] = [one for one in found if isinstance(one, Attribute)]
        self.numbers = count(1 + max((one.id for one in found if isinstance(one.id, int)), default=0))
        self.owners: dict[Id, tuple[str, Row]] = {}
        """The record of each span that was made of one."""

    def annotations(self) -> Annotations:
        """Add every section and cue."""
        for number, row in enumerate(sorted(self.rows["sections"], key=lambda one: one["span"][0]["start"]), 1):
            self._add_section(number, row)
        for row in self.rows["cues"]:
            self._add_cue(row)
        for layer in LAYERS.keys() - {"cues", "sections"}:
            for row in self.rows[layer]:
                self._lose(layer, row, None, "BioScope has cues of hedging and negation alone")
        made = Annotations(self.set_id, tuple(self.spans.values()), attributes=tuple(self.attributes))
        return made if self.is_theirs else self._fitting(made)

    def _add_section(self, number: int, row: Row) -> None:
        extras: dict[str, Any] = dict(decode_extras(row["extras"] or "{}"))
        own = next(self.numbers) if row["id"] == f"part-{number}" else row["id"]
        self._span("sections", row, Span(own, PART, _tuples(extras.get("at")) or bounds(row["span"])))
        label = row["source_label"]
        label = label if label is not None and role_of(label) == row["role"] else part_of(row["role"])
        self._describe(own, {TYPE: label if label is not None else extras.get("type"), **extras.get("attributes", {})})
        self._tell("sections", row, label)

    def _add_cue(self, row: Row) -> None:
        extras: dict[str, Any] = dict(decode_extras(row["extras"] or "{}"))
        label = self._label(row)
        if label is None and row["type"] is not None:
            self._lose("cues", row, None, "BioScope has cues of hedging and negation alone")
            return
        fragments = bounds(row["span"])
        reference = extras.get("ref") if self.is_theirs else None
        alone = len(fragments) == 1 and row["scope"] is None and not reference
        reference = None if alone else reference or row["id"]
        given = extras.get("parts") if self.is_theirs else None
        name = row["id"] if alone and not row["id"].startswith("cue-") else None
        parts = given or [[name, [pair], {}] for pair in fragments]
        for own, place, others in parts:
            span = Span(own or next(self.numbers), CUE, _tuples(place))
            self._span("cues", row, span)
            self._describe(span.id, {TYPE: label, REFERENCE: reference, **others})
        if row["scope"] is not None and reference is not None and reference not in self.spans:
            self._span("cues", row, Span(reference, SCOPE, _tuples(extras.get("scope")) or bounds(row["scope"])))
        self._tell("cues", row, label)

    def _label(self, row: Row) -> str | None:
        label = row["source_label"]
        if label is not None and TYPES.get(label) == row["type"]:
            return str(label)
        if row["type"] == "negation":
            return "negation"
        return "speculation" if CUE_GROUPS.get(row["type"] or "") == "hedge" else None

    def _span(self, layer: str, row: Row, span: Span) -> None:
        self.spans[span.id] = span
        self.owners[span.id] = (layer, row)

    def _describe(self, target: Id, values: dict[str, str | None]) -> None:
        self.attributes += [
            Attribute(next(self.numbers), label, target, value) for label, value in values.items() if value is not None
        ]

    def _tell(self, layer: str, row: Row, label: str | None) -> None:
        """Say which fields are lost."""
        if not self.is_theirs or row["source_label"] != label:
            self._lose(layer, row, "source_label", "BioScope's own label stands there when it is read back")
        if layer == "cues" and row["type"] != TYPES.get(label or ""):
            self._lose(layer, row, "type", "BioScope has one kind of hedge")
        for field in sorted(row.keys() - SAID[layer]):
            if row[field] is not None:
                self._lose(layer, row, field, NOWHERE)
        if row["extras"] is not None and not (self.is_theirs and decode_extras(row["extras"]).keys() <= KEPT):
            self._lose(layer, row, "extras", NOWHERE)

    def _fitting(self, made: Annotations) -> Annotations:
        """Take away what BioScope has no place for, with all of its record that rests on it."""
        lost = unfit(Graph(self.document.id, self.text, (made,)), made)
        lost |= {one.id: "BioScope has no interrupted scopes" for one in made.spans if len(one.fragments) > 1}
        for own, reason in lost.items():
            if own in self.owners:
                layer, row = self.owners[own]
                self._lose(layer, row, "scope" if made_of(own, made.spans) == SCOPE else None, reason)
        spans = tuple(one for one in made.spans if one.id not in lost)
        kept = {one.id for one in spans}
        attributes = tuple(one for one in made.attributes if one.target in kept and one.id not in lost)
        return Annotations(self.set_id, spans, attributes=attributes)

    def _lose(self, layer: str, row: Row, field: str | None, reason: str) -> None:
        self.losses.append(Loss(self.document.id, self.set_id, layer, row["id"], field, reason))


def made_of(own: Id, spans: Sequence[Span]) -> str:
    """Give the label of a span."""
    return next(one.label for one in spans if one.id == own)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
