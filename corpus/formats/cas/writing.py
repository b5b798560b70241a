"""Drafts to a CAS, by dkpro-cassis: types with the features that are used, then the feature structures in their order."""

from __future__ import annotations

import json
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from corpus.formats.cas.characters import encode, stood_in
from corpus.formats.cas.declaring import Declared, declared_by
from corpus.formats.cas.drafting import Draft, Drafting, kept_value
from corpus.formats.cas.names import ARGUMENTS, DEPENDENT, GOVERNOR, KEPT, SLOT_SUFFIX
from corpus.formats.cas.tracing import MARK, OBJECT, ROLE, TARGET
from corpus.formats.cas.typesystems import ARRAY, Types, cassis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.cas.drafting import Kind
    from corpus.formats.graph import Annotations, Graph

PYTHON_NAMES = {"type": "type_", "self": "self_"}
"""What the library calls features whose names Python needs."""


class Writer:
    """Makes a CAS of each document, and remembers the types of all of them."""

    def __init__(self, *, is_xml: bool, declared: Declared | None = None) -> None:
        """Begin with the types of a vocabulary; XML needs stand-ins for some characters, JSON none."""
        self._kinds = _known_kinds()
        self._all = declared or Declared()
        self._encode = encode if is_xml else str
        self._stood_in = stood_in if is_xml else _as_it_is

    @property
    def declared(self) -> Declared:
        """The types of all documents so far."""
        return self._all

    def cas(self, graph: Graph, given: Annotations | None) -> Any:
        """Make the CAS of what one annotator left in a document, or of a document alone."""
        drafts = Drafting(given, self._kinds).drafts() if given is not None else []
        declared = declared_by(drafts)
        self._all = self._all.with_types(declared)
        with _without_warnings():
            return _Filling(self, declared.typesystem()).cas(graph, given, drafts)

    def typesystem(self) -> bytes:
        """Write the type system of all documents."""
        with _without_warnings():
            written: str = self._all.typesystem().to_xml()
        return written.encode()

    def encoded(self, value: str) -> str:
        """Write a value so that the format can hold it."""
        return self._encode(value)

    def text(self, text: str) -> tuple[str, list[list[int]]]:
        """Write a text so that the format can hold it, with the places and characters that it cannot hold."""
        return self._stood_in(text)


def _known_kinds() -> dict[str, Kind]:
    """Give the kinds of the types that everybody knows, so that none is written as something else."""
    known = Types.known()
    made: dict[str, Kind] = {}
    for name in known.parents:
        is_pair = {GOVERNOR, DEPENDENT} <= known.features(name).keys()
        made[name] = "pair" if is_pair else "span" if known.is_annotation(name) else "object"
    return made


class _Filling:
    """One CAS in the making."""

    def __init__(self, writer: Writer, typesystem: Any) -> None:
        self.writer, self.typesystem = writer, typesystem

    def cas(self, graph: Graph, given: Annotations | None, drafts: list[Draft]) -> Any:
        text, characters = self.writer.text(graph.text)
        made = cassis().Cas(self.typesystem)
        made.sofa_string, made.sofa_mime = text, "text/plain"
        kept = {"fields": dict(graph.fields), **({"characters": characters} if characters else {})}
        said = {"document_id": graph.document_id, KEPT: json.dumps(kept, sort_keys=True, ensure_ascii=False)}
        structures = {id(draft): self.typesystem.get_type(draft.type)() for draft in drafts}
        made.add(self._structure(MARK, said | ({"annotator": given.annotator} if given is not None else {})))
        for draft in drafts:
            self._fill(structures[id(draft)], draft, structures)
            made.add(structures[id(draft)])
        return made

    def _structure(self, name: str, values: dict[str, str]) -> Any:
        made = self.typesystem.get_type(name)()
        for feature, value in values.items():
            self._set(made, feature, value)
        return made

    def _set(self, made: Any, feature: str, value: str) -> None:
        setattr(made, PYTHON_NAMES.get(feature, feature), self.writer.encoded(value))

    def _fill(self, made: Any, draft: Draft, structures: dict[int, Any]) -> None:
        if draft.has_place:
            made.begin, made.end = draft.bounds()
        kept = kept_value(draft)
        for feature, value in (draft.values | ({KEPT: kept} if kept else {})).items():
            self._set(made, feature, value)
        for feature, target in draft.references.items():
            setattr(made, feature, structures[id(target)])
        if draft.members is not None:
            made.members = self._array([structures[id(one)] for one in draft.members])
        if draft.arguments is not None:
            slots = [self._slot(draft, role, structures[id(one)], one) for role, one in draft.arguments]
            setattr(made, ARGUMENTS, self._array(slots))

    def _slot(self, draft: Draft, role: str, filler: Any, target: Draft) -> Any:
        slot = self._structure(f"{draft.type}{SLOT_SUFFIX}", {ROLE: role})
        setattr(slot, TARGET if target.has_place else OBJECT, filler)
        return slot

    def _array(self, elements: list[Any]) -> Any:
        return self.typesystem.get_type(ARRAY)(elements=elements)


@contextmanager
def _without_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that Python uses itself; they are written as they should be
        yield


def _as_it_is(text: str) -> tuple[str, list[list[int]]]:
    return text, []
