"""doccano to graphs: a document per text, an annotator per file or `user`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from corpus.formats.doccano.keeping import kept_items
from corpus.formats.doccano.rows import RELATIONS, STRUCTURE, RowSpan, Unreadable, name_of, spans_of, text_of
from corpus.formats.doccano.units import EXPECTED, likely
from corpus.formats.graph import Graph
from corpus.formats.json_files import read_objects
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.origins import ANNOTATOR, DOCUMENT, ID, OTHERWISE, OWN, add_new, from_file, own_part, sound_fields
from corpus.formats.placing import Draft, place_regions
from corpus.formats.regions import FIRST, SECOND, Region, Relation, Sheet, free_numbers
from corpus.formats.sheets import take_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.errors import Place
    from corpus.formats.graph import Annotations, Id
    from corpus.formats.json_files import JsonObject
    from corpus.formats.offsets import Convention
    from corpus.formats.reports import Ledger

EVERYBODY = ("all", "unknown", "admin")
"""Files of an export that name no annotator: everybody's, nobody's, and the administrator's who made it."""
TOOL = "doccano"
UNIT = "unit"
"""Under our own key: what the offsets count."""


@dataclass(slots=True)
class _Found:
    """A document and the rows about it."""

    name: str
    text: str
    place: Place
    outer: dict[str, Any] = field(default_factory=dict)
    inner: dict[str, Any] = field(default_factory=dict)
    otherwise: list[dict[str, Any]] = field(default_factory=list)
    rows: list[tuple[str | None, JsonObject]] = field(default_factory=list)


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a file, folder or ZIP of doccano's JSON Lines or JSON.

    Raises:
        FileError: there is no such path, or nothing of this format in it.
        OSError: a folder cannot be listed.
    """
    found: dict[tuple[str, str], _Found] = {}
    repeated: Counter[tuple[str, str]] = Counter()
    for row in read_objects(path, ledger):
        text = text_of(row.value)
        if text is None:
            ledger.quarantine("F103", "expected a text under `text` or `data`, found none", row.place, row.content)
            continue
        own = own_part(row.value)
        repeated[row.file, text] += 1
        named = name_of(own.get(ID)) or name_of(row.value.get("id"))
        key = f"id {named}" if named else f"number {repeated[row.file, text]}"
        document = found.setdefault((key, text), _Found(named or row.name, text, row.place))
        _add(document, row, own, _annotator(row, own, is_file=PurePath(row.file) == path))
    for document in found.values():
        yield Graph(document.name, document.text, tuple(_annotations(document, ledger)), _fields(document, ledger))


def _fields(document: _Found, ledger: Ledger) -> dict[str, Any]:
    outer = document.outer
    if document.otherwise:
        own = [{OTHERWISE: outer[OTHERWISE]}] if OTHERWISE in outer else []
        outer = {**outer, OTHERWISE: [*own, *document.otherwise]}
    return sound_fields(from_file(outer, document.inner, TOOL), ledger, document.place)


def _add(document: _Found, row: JsonObject, own: dict[str, Any], annotator: str | None) -> None:
    """Add a row to its document; what it says otherwise than an earlier one is its annotator's."""
    inner = own.get(DOCUMENT)
    document.inner = document.inner or (inner if isinstance(inner, dict) else {})
    said = {key: value for key, value in row.value.items() if key not in {*STRUCTURE, OWN, "id"}}
    if differing := add_new(document.outer, said):
        document.otherwise.append({ANNOTATOR: annotator, **differing})
    document.rows.append((annotator, row))


def _annotator(row: JsonObject, own: dict[str, Any], *, is_file: bool) -> str | None:
    if ANNOTATOR in own:
        return own[ANNOTATOR] if isinstance(own[ANNOTATOR], str) else None
    stem = PurePath(row.file).stem
    return ONLY_ANNOTATOR if is_file or stem in EVERYBODY else stem


def _annotations(document: _Found, ledger: Ledger) -> Iterator[Annotations]:
    """Give what each annotator left; rows that share one, one after the other."""
    shared: dict[str, list[JsonObject]] = defaultdict(list)
    for annotator, row in document.rows:
        if annotator is not None:
            shared[annotator].append(row)
    for annotator, rows in shared.items():
        first, *more = rows
        for row in more:
            reason = f"expected one row of each annotator about a text, found a second of {annotator} with the same text"
            ledger.refuse("F106", reason, row.place, row.content)
        yield from _Row(document.text, first, ledger).annotations(annotator)


class _Row:
    """One row, in the making."""

    def __init__(self, text: str, row: JsonObject, ledger: Ledger) -> None:
        self.text, self.row, self.ledger = text, row, ledger
        self.own = own_part(row.value)
        self.kept = kept_items(self.own)
        self.numbers = free_numbers(self.kept.ids)
        self.names: dict[str, Id] = {}

    def annotations(self, annotator: str) -> Iterator[Annotations]:
        """Give what stands in the row, the annotator's own and that of other users named in it."""
        drafts: dict[str | None, list[Draft]] = {}
        for span in spans_of(self.row.value):
            if isinstance(span, Unreadable):
                reason = "expected [start, end, label], or an object with start_offset, end_offset and label, found neither"
                self.ledger.quarantine("F101", reason, self.row.place, span.content)
            else:
                drafts.setdefault(span.user, []).append(self._draft(span))
        expected, relations = self._unit(drafts.values()), self._relations()
        for user, some in (drafts or {None: []}).items():
            regions = place_regions(
                self.text,
                some,
                ledger=self.ledger,
                where=self.row.place,
                expected=expected,
                is_sure=self._is_told,
            )
            yield take_sheet(Sheet(regions, relations), user or annotator, ledger=self.ledger, file=self.row.file)
            relations = []

    def _draft(self, span: RowSpan) -> Draft:
        kept = self.kept.item(span.label, span.bounds)
        own, kind = kept or (self._free(span.own), "span" if span.bounds else "unplaced")
        if span.own is not None:
            self.names.setdefault(span.own, own)
        return Draft(Region(own, span.label, span.bounds or (0, 0), kind, self.row.line), None, span.content)

    def _free(self, own: str | None) -> Id:
        return next(self.numbers) if own is None or own in self.kept.ids else own

    @property
    def _is_told(self) -> bool:
        """Whether the row says what its offsets count, as ours do."""
        return self.own.get(UNIT) == EXPECTED.unit

    def _unit(self, drafts: Iterable[list[Draft]]) -> Convention:
        if self._is_told:
            return EXPECTED
        return likely(self.text, [one.region.bounds for some in drafts for one in some if one.region.kind == "span"])[0]

    def _relations(self) -> list[Relation]:
        given = self.row.value.get(RELATIONS)
        made = (self._relation(one) for one in (given if isinstance(given, list) else []))
        return [one for one in made if one is not None]

    def _relation(self, one: Any) -> Relation | None:
        ends = [name_of(one.get(key)) for key in ("from_id", "to_id")] if isinstance(one, dict) else []
        label = name_of(one.get("type")) if ends else None
        if None in (*ends, label):
            reason = "expected a relation with from_id, to_id and type, found another"
            self.ledger.quarantine("F101", reason, self.row.place, json.dumps(one, ensure_ascii=False))
            return None
        source, target = (self.names.get(str(end), str(end)) for end in ends)
        own, roles = self.kept.relation(source, str(label), target) or (next(self.numbers), (FIRST, SECOND))
        return Relation(own, str(label), source, target, roles, self.row.line)
