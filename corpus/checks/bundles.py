"""One document's annotations of one set, looked up by id without ever failing: what the practice checks look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from corpus.errors import Finding
from corpus.model import LAYERS, Annotation, Attribution, Claim, Commitment, Cue, Mention, Quantity
from corpus.model.rows import sound_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import AnnotationSet, Document
    from corpus.model.reading import Reading

EXPLAINED = " (explained in its note)"
"""Stands at the end of a warning whose annotation has a note."""


@dataclass
class Bundle:
    """The records of one document in one set, by layer and id, with the row of each."""

    reading: Reading
    record: AnnotationSet
    text: str | None
    language: str | None = None
    whole: frozenset[str] = frozenset(LAYERS)
    """The layers of which every line could be read."""
    records: dict[str, dict[str, Annotation]] = field(default_factory=lambda: {layer: {} for layer in LAYERS})
    rows: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def cues(self) -> dict[str, Cue]:
        """The cues by id."""
        return cast("dict[str, Cue]", self.records["cues"])

    @property
    def mentions(self) -> dict[str, Mention]:
        """The mentions by id."""
        return cast("dict[str, Mention]", self.records["mentions"])

    @property
    def quantities(self) -> dict[str, Quantity]:
        """The quantities by id."""
        return cast("dict[str, Quantity]", self.records["quantities"])

    @property
    def attributions(self) -> dict[str, Attribution]:
        """The attributions by id."""
        return cast("dict[str, Attribution]", self.records["attributions"])

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims by id."""
        return cast("dict[str, Claim]", self.records["claims"])

    @property
    def commitments(self) -> dict[str, Commitment]:
        """The commitments by id."""
        return cast("dict[str, Commitment]", self.records["commitments"])

    def cues_of(self, attribution: Attribution) -> list[Cue]:
        """Give the cues of an attribution that exist."""
        return [self.cues[one] for one in attribution.cue_ids or () if one in self.cues]

    def chain(self, attribution_id: str | None) -> Iterator[Attribution]:
        """Give an attribution and those around it, innermost first; a circle ends where it closes."""
        seen: set[str] = set()
        while attribution_id in self.attributions and attribution_id not in seen:
            seen.add(attribution_id)
            yield self.attributions[attribution_id]
            attribution_id = self.attributions[attribution_id].parent_id

    def warning(self, code: str, layer: str, one: Annotation, message: str, *, path: str | None = None) -> Finding:
        """Make a finding about one record."""
        place = self.reading.place(self.record.id, layer, self.rows[layer, one.id], path=path)
        return Finding(code, "warning", message + (EXPLAINED if one.note else ""), place)


def bundles(reading: Reading) -> Iterator[Bundle]:
    """Give every document of every set that has annotations; rows that make no record are left to the other checks."""
    documents = {document.id: document for document in reading.corpus.documents}
    for record in reading.corpus.sets:
        found: dict[str, Bundle] = {}
        whole = frozenset(layer for layer in LAYERS if reading.is_whole(record.id, layer))
        for layer in LAYERS:
            for row, one in sound_records(layer, reading.corpus.set(record.id).layer(layer).table).items():
                if one.document_id not in found:
                    found[one.document_id] = _empty(reading, record, documents.get(one.document_id), whole)
                bundle = found[one.document_id]
                bundle.records[layer][one.id] = one
                bundle.rows[layer, one.id] = row
        yield from found.values()


def _empty(reading: Reading, record: AnnotationSet, document: Document | None, whole: frozenset[str]) -> Bundle:
    if document is None:
        return Bundle(reading, record, None, whole=whole)
    return Bundle(reading, record, document.text if document.is_intact else None, document.language, whole)
