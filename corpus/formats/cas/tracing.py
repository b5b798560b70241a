"""Tracing: which feature structures are items, and what their features lead to, through arrays, lists and slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.cas.names import field_of
from corpus.formats.cas.structures import ELEMENTS, Reference, Structure, Unusable
from corpus.formats.graph import Attribute, Group, Normalisation, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.cas.structures import RawCas

MARK = "reportedly.Document"
"""What we say of the document itself."""
OWN: dict[str, type] = {
    "reportedly.Attribute": Attribute,
    "reportedly.Note": Note,
    "reportedly.Normalisation": Normalisation,
    "reportedly.Group": Group,
}
"""Our types for what has no place in features."""
ROLE, TARGET, OBJECT = "role", "target", "object"
SLOT = frozenset((ROLE, TARGET, OBJECT))
ARRAYS, LISTS = "uima.cas.ArrayBase", "uima.cas.ListBase"
DOCUMENT_ANNOTATION = "uima.tcas.DocumentAnnotation"
UNSPECIFIED = "x-unspecified"
"""What UIMA calls the language of a text when nobody said which."""
MOST = 5_000_000
"""How many values arrays and lists may give in all; many structures may share one, so that a small file has very many."""


class Tracing:
    """The feature structures of a CAS by their ids."""

    def __init__(self, raw: RawCas) -> None:
        """Sort them."""
        self.types = raw.types
        self._left = MOST
        self.structures: dict[int, Structure] = {}
        self.twins: list[Structure] = []
        taken = {sofa.id for sofa in raw.sofas}
        for one in raw.structures:
            if one.id in self.structures or one.id in taken:
                self.twins.append(one)
            else:
                self.structures[one.id] = one
        self._sofas = [sofa.id for sofa in raw.sofas if sofa.text is not None] or [sofa.id for sofa in raw.sofas]
        self._listed = {member: sofa for sofa, members in raw.members.items() for member in members}
        self.mark = next((one for one in self.structures.values() if one.type == MARK), None)
        self._slots = self._filled_slots()
        self.items = [one for one in self.structures.values() if self._is_item(one)]

    def sofa_of(self, one: Structure) -> int:
        """Give the sofa that a structure is about: its own, that which lists it, that of what it leads to, or the first."""
        sofa = one.values.get("sofa")
        if isinstance(sofa, Reference):
            return sofa.id
        if one.id in self._listed:
            return self._listed[one.id]
        for feature in one.values:
            for value in self.values(one, feature):
                target = self.structures.get(value.id) if isinstance(value, Reference) else None
                found = target.values.get("sofa") if target else None
                if isinstance(found, Reference):
                    return found.id
        return self._sofas[0] if self._sofas else -1

    def ends_of(self, sofa: int) -> set[int]:
        """Give the ends of annotations of the whole document, which say how long the file takes the text to be."""
        whole = (one for one in self.items if self.types.is_a(one.type, DOCUMENT_ANNOTATION))
        ends = {str(one.values.get("end")) for one in whole if one.values.get("sofa") == Reference(sofa)}
        return {int(end) for end in ends if end.isascii() and end.isdecimal()}

    def metadata(self, sofa: int) -> dict[str, str]:
        """Give the language and title that annotations of the whole document name."""
        found: dict[str, str] = {}
        for one in self.items:
            if self.types.is_a(one.type, DOCUMENT_ANNOTATION) and one.values.get("sofa") == Reference(sofa):
                for feature, name in (("language", "language"), ("documentTitle", "title")):
                    value = one.values.get(feature)
                    if isinstance(value, str) and value not in {"", UNSPECIFIED}:
                        found[name] = value
        return found

    def arguments(self, one: Structure, *, skip: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """Give the roles of a structure with the structures that play them."""
        for feature in one.values:
            if feature in skip:
                continue
            for value in self.values(one, feature):
                if isinstance(value, Reference):
                    role, target = self._filled(value.id) if value.id in self._slots else (None, value.id)
                    yield field_of(feature) if role is None else role, target

    def values(self, one: Structure, feature: str) -> Iterator[str | Reference]:
        """Give the values of a feature, those in arrays and lists one by one.

        Raises:
            Unusable: there are more than anybody has.
        """
        value = one.values.get(feature, ())
        for each in value if isinstance(value, tuple) and not isinstance(value, Reference) else (value,):
            target = self.structures.get(each.id) if isinstance(each, Reference) else None
            if target is None or target is one:
                yield each
            elif self.types.is_a(target.type, ARRAYS):
                elements = target.values.get(ELEMENTS, ())
                yield from self._counted(elements if not isinstance(elements, str | Reference) else (elements,))
            elif self.types.is_a(target.type, LISTS):
                yield from self._counted(self._listed_values(target))
            else:
                yield each

    def _counted(self, values: Iterable[str | Reference]) -> Iterator[str | Reference]:
        for value in values:
            self._left -= 1
            if self._left < 0:
                message = f"expected at most {MOST} values in arrays and lists, found more; many structures share long ones"
                raise Unusable(message)
            yield value

    def _listed_values(self, node: Structure | None) -> Iterator[str | Reference]:
        seen: set[int] = set()
        while node is not None and node.id not in seen:
            seen.add(node.id)
            head, tail = node.values.get("head"), node.values.get("tail")
            if isinstance(head, str | Reference):
                yield head
            node = self.structures.get(tail.id) if isinstance(tail, Reference) else None

    def _filled_slots(self) -> set[int]:
        """Find the structures that do no more than give another a role, and are led to."""
        able = {one.id for one in self.structures.values() if self._is_slot(one)}
        if not able:
            return able
        led_to = {
            value.id
            for one in self.structures.values()
            for feature in one.values
            for value in self.values(one, feature)
            if isinstance(value, Reference)
        }
        return able & led_to

    def _is_slot(self, one: Structure) -> bool:
        declared = self.types.features(one.type)
        is_apart = TARGET in declared and ROLE in declared and not self.types.is_annotation(one.type)
        return is_apart and one.type not in OWN and one.values.keys() <= SLOT

    def _filled(self, slot: int) -> tuple[str | None, int]:
        """Give the role of a slot, if it has one, and what fills it; a slot that is empty leads to itself, which is no item."""
        one = self.structures[slot]
        role, end = one.values.get(ROLE), one.values.get(TARGET, one.values.get(OBJECT))
        return role if isinstance(role, str) else None, end.id if isinstance(end, Reference) else slot

    def _is_item(self, one: Structure) -> bool:
        if one.id in self._slots or one.type == MARK:
            return False
        return not (self.types.is_a(one.type, ARRAYS) or self.types.is_a(one.type, LISTS))
