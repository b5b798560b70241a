"""Feature structures to graphs: for each text of a CAS the spans, links and attributes, or an entry in the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.cas.bounds import UNITS, Bounds, Misplaced
from corpus.formats.cas.characters import restored
from corpus.formats.cas.founding import Found
from corpus.formats.cas.names import DEPENDENT, GOVERNOR, KEPT, LINK_ID, SPAN_ID, TRIGGER, field_of, is_relation, label_of
from corpus.formats.cas.structures import Reference
from corpus.formats.cas.tracing import OWN, Tracing
from corpus.formats.enclosures import value_of
from corpus.formats.graph import Attribute, Group, Link, Normalisation, Note, Span
from corpus.formats.offsets import Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.formats.cas.structures import RawCas, Sofa, Structure
    from corpus.formats.graph import Id
    from corpus.formats.reports import Ledger

FIRST, SECOND = "Arg1", "Arg2"
PAIR = (GOVERNOR, DEPENDENT)
UNPROVED = Proof("", (), UNITS)
HANDLED = frozenset(("begin", "end", "sofa", SPAN_ID, LINK_ID, KEPT))
"""Features that are neither attributes nor arguments."""


@dataclass(slots=True)
class View:
    """One text of a CAS, with what was found about it."""

    name: str
    text: str
    found: Found = field(default_factory=Found)
    document: Mapping[str, Any] = field(default_factory=dict)
    """What our own mark says of the document: `id`, `annotator`; empty in the files of others."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """What is known of the document."""
    proof: Proof = UNPROVED


def views_of(raw: RawCas, *, file: str, ledger: Ledger) -> list[View]:
    """Give each text with what is about it; what cannot be read is quarantined."""
    for one in raw.unreadable:
        ledger.quarantine(one.code, one.reason, Place(file=file, line=one.line or None), one.written)
    return _Reader(raw, file, ledger).views()


class _Reader:
    """One CAS in the reading."""

    def __init__(self, raw: RawCas, file: str, ledger: Ledger) -> None:
        self.types, self.file, self.ledger = raw.types, file, ledger
        self.tracing = Tracing(raw)
        self.sofas = {sofa.id: sofa for sofa in raw.sofas}
        self.views_by_sofa: dict[int, View] = {}
        self.bounds: dict[int, Bounds] = {}
        self.numbers = count(max([0, *self.tracing.structures, *self.sofas]) + 1)
        self.links: dict[int, Id] = {}
        """The ids of the links that have a feature structure's place as their trigger."""
        self.own: dict[int, Id] = {}
        """What a reference to a feature structure means."""
        self.document = _document(self.tracing.mark)

    def views(self) -> list[View]:
        """Read all."""
        for twin in self.tracing.twins:
            self._refuse("F106", f"expected an id of its own, found {twin.id} a second time", twin)
        for sofa in self.sofas.values():
            self._open(sofa)
        for one in self.tracing.items:
            self._name(one)
        for one in self.tracing.items:
            self._read(one)
        return list(self.views_by_sofa.values())

    def _open(self, sofa: Sofa) -> None:
        if sofa.text is None:
            return
        text = restored(sofa.text, self.document.get("characters"))
        bounds = self.bounds[sofa.id] = Bounds.of(text, self.tracing.ends_of(sofa.id))
        fields = self.document.get("fields") if self.document else self.tracing.metadata(sofa.id)
        fields = fields if isinstance(fields, dict) else {}
        self.views_by_sofa[sofa.id] = View(sofa.name, text, document=self.document, fields=fields, proof=bounds.proof)
        if bounds.convention != UNITS:
            reason = "the file takes the text to be as long as its code points are; its bounds were read as these"
            self.ledger.change("F204", reason, Place(file=self.file))

    def _name(self, one: Structure) -> None:
        """Give a feature structure its ids."""
        span, link = one.values.get(SPAN_ID), one.values.get(LINK_ID)
        declared = self.types.features(one.type)
        if one.type in OWN:
            self.own[one.id] = _text(one, "id") or one.id
        elif not self._has_place(one):
            self.own[one.id] = str(link) if link else one.id
        elif link is not None or (LINK_ID in declared and span is None and not self.document):
            self.links[one.id] = self.own[one.id] = str(link) if link else next(self.numbers)
        else:
            self.own[one.id] = str(span) if span else one.id

    def _has_place(self, one: Structure) -> bool:
        return self.types.is_annotation(one.type) and not self._is_pair(one)

    def _is_pair(self, one: Structure) -> bool:
        declared = self.types.features(one.type)
        return GOVERNOR in declared and DEPENDENT in declared

    def _read(self, one: Structure) -> None:
        if one.type not in self.types:
            self._quarantine("F101", f"expected a type of the type system, found {one.type}; is its type system missing?", one)
            return
        sofa = self.tracing.sofa_of(one)
        if sofa not in self.views_by_sofa:
            is_known = sofa in self.sofas
            reason = "expected a text, found a sofa without one" if is_known else f"expected a sofa with a text, found {sofa}"
            self._refuse("F103" if is_known else "F107", f"{one.type}: {reason}", one)
            return
        found = self.views_by_sofa[sofa].found
        if one.type in OWN:
            self._read_own(one, found)
        elif self._has_place(one):
            self._read_span(one, found, self.bounds[sofa])
        elif self._is_pair(one):
            self._read_pair(one, found)
        else:
            self._read_object(one, found)

    def _read_span(self, one: Structure, found: Found, bounds: Bounds) -> None:
        try:
            place = bounds.code_points(one)
        except Misplaced as error:
            self._quarantine("F105" if error.is_outside else "F101", f"{one.type}: {error}", one)
            return
        kept = _kept(one)
        arguments = self._arguments(one)
        label, link = label_of(one.type), self.links.get(one.id)
        if link is not None:
            trigger: Id = kept.get(TRIGGER) or one.id
            found.spans.append(Span(trigger, label, (place,), one.line))
            found.links.append(Link(link, label, trigger, arguments, one.line))
        else:
            own = self.own[one.id]
            found.spans.append(Span(own, label, (place,), one.line))
            if arguments:
                found.links.append(Link(kept.get("link") or next(self.numbers), label, own, arguments, one.line))
        self._describe(one, found, kept)

    def _read_pair(self, one: Structure, found: Found) -> None:
        names = (FIRST, SECOND) if is_relation(one.type) else PAIR
        ends = [(name, one.values.get(feature)) for name, feature in zip(names, PAIR, strict=True)]
        missing = [feature for feature, (_, end) in zip(PAIR, ends, strict=True) if not isinstance(end, Reference)]
        if missing:
            self._refuse("F107", f"{one.type}: expected a Governor and a Dependent, found no {' and no '.join(missing)}", one)
            return
        arguments = tuple([(name, self._target(end.id)) for name, end in ends if isinstance(end, Reference)])
        found.links.append(Link(self.own[one.id], label_of(one.type), None, arguments, one.line))
        self._describe(one, found, _kept(one))
        others = self._arguments(one, skip=PAIR)
        if others:
            whole = (("of", self.own[one.id]), *others)
            found.links.append(Link(next(self.numbers), label_of(one.type), None, whole, one.line))

    def _read_object(self, one: Structure, found: Found) -> None:
        trigger = one.values.get(TRIGGER)
        at = self._target(trigger.id) if isinstance(trigger, Reference) else None
        skip = (TRIGGER,) if at is not None else ()
        found.links.append(Link(self.own[one.id], label_of(one.type), at, self._arguments(one, skip=skip), one.line))
        self._describe(one, found, _kept(one))

    def _read_own(self, one: Structure, found: Found) -> None:
        label, own, kind = _text(one, "label") or "", self.own[one.id], OWN[one.type]
        if kind is Group:
            members = tuple([self._target(end.id) for end in self.tracing.values(one, "members") if isinstance(end, Reference)])
            found.groups.append(Group(label, members, one.line))
            return
        end = one.values.get("target")
        target = self._target(end.id) if isinstance(end, Reference) else -1
        if kind is Attribute:
            found.attributes.append(Attribute(own, label, target, _text(one, "value"), one.line))
        elif kind is Note:
            found.notes.append(Note(own, label, target, _text(one, "text") or "", one.line))
        else:
            entry, text = _text(one, "entry") or "", _text(one, "text") or ""
            found.normalisations.append(Normalisation(own, label, target, entry, text, one.line))

    def _arguments(self, one: Structure, *, skip: tuple[str, ...] = ()) -> tuple[tuple[str, Id], ...]:
        found = self.tracing.arguments(one, skip=(*HANDLED, *skip))
        return tuple([(role, self._target(target)) for role, target in found])

    def _target(self, structure: int) -> Id:
        """Give what a reference means; where it leads nowhere, a number that nothing has."""
        return self.own.get(structure, -abs(structure) - 1)

    def _describe(self, one: Structure, found: Found, kept: Mapping[str, Any]) -> None:
        """Make attributes of features with values."""
        notes, ids, bare = kept.get("notes") or (), kept.get("ids") or {}, kept.get("bare") or ()
        for feature in one.values:
            if feature in HANDLED:
                continue
            label = field_of(feature)
            for value in self.tracing.values(one, feature):
                if isinstance(value, Reference):
                    continue
                own: Id = ids.get(label) or next(self.numbers)
                if label in notes:
                    found.notes.append(Note(own, label, self.own[one.id], value, one.line))
                else:
                    said = None if label in bare else value
                    found.attributes.append(Attribute(own, label, self.own[one.id], said, one.line))

    def _quarantine(self, code: str, reason: str, one: Structure) -> None:
        self.ledger.quarantine(code, reason, self._place(one), one.written)

    def _refuse(self, code: str, reason: str, one: Structure) -> None:
        self.ledger.refuse(code, reason, self._place(one), one.written)

    def _place(self, one: Structure) -> Place:
        return Place(file=self.file, line=one.line or None, annotation_id=str(one.id))


def _text(one: Structure, feature: str) -> str | None:
    value = one.values.get(feature)
    return value if isinstance(value, str) else None


def _kept(one: Structure) -> Mapping[str, Any]:
    """Give what we keep of a feature structure that a CAS has no place for; whatever is not of that shape is passed over."""
    found = _object(_text(one, KEPT))
    ids = found.get("ids")
    named = {name: own for name, own in ids.items() if isinstance(own, str)} if isinstance(ids, dict) else {}
    lists = {name: found[name] for name in ("notes", "bare") if isinstance(found.get(name), list)}
    words = {name: found[name] for name in ("link", TRIGGER) if isinstance(found.get(name), str)}
    return {"ids": named, **lists, **words}


def _document(mark: Structure | None) -> Mapping[str, Any]:
    if mark is None:
        return {}
    return {**_object(_text(mark, "kept")), "id": _text(mark, "document_id"), "annotator": _text(mark, "annotator")}


def _object(written: str | None) -> dict[str, Any]:
    try:
        found = value_of(written or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
