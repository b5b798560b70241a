"""XMI: each element a feature structure, each attribute a feature; read one by one, so that a bad one costs itself alone.

>>> written = (
...     b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore">'
...     b'<cas:NULL xmi:id="0"/><tcas:Annotation xmi:id="2" sofa="1" begin="0" end="3"/>'
...     b'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="Ana"/><cas:View sofa="1" members="2"/></xmi:XMI>'
... )
>>> found = parse_xmi(written, Types.known())
>>> found.sofas[0].text, found.structures[0].values["end"]
('Ana', '3')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.cas.characters import decode
from corpus.formats.cas.structures import (
    ELEMENTS,
    NULL,
    PRIMITIVE_ARRAYS,
    SOFA,
    VIEW,
    RawCas,
    Reference,
    Sofa,
    Structure,
    Unreadable,
    Unusable,
    Value,
)
from corpus.formats.cas.typesystems import ARRAY, NO_NAMESPACE, Types
from corpus.formats.cas.xml_reading import read_xml

if TYPE_CHECKING:
    from corpus.formats.cas.typesystems import Holds

XMI_ID = "http://www.omg.org/XMI id"
ROOT = "http://www.omg.org/XMI XMI"
FEATURE = 3
"""How deep the elements of features stand."""
NOTHING = "0"
LONGEST = 300


class _Element:
    """An element that has begun, with what its children said."""

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.type, self.attributes, self.line = _type_name(name), attributes, line
        self.children: dict[str, list[str]] = {}

    def written(self) -> str:
        said = " ".join([f'{key.rpartition(" ")[2]}="{value}"' for key, value in self.attributes.items()])
        return f"<{self.type} {said}/>"[:LONGEST]


def parse_xmi(written: bytes, types: Types) -> RawCas:
    """Read an XMI document.

    Raises:
        Unusable: it is no XML, has a DOCTYPE, or another root.
    """
    made = RawCas(types)
    stack: list[str] = []
    element: list[_Element] = []

    def start(name: str, attributes: dict[str, str], line: int) -> None:
        if not stack and name != ROOT:
            message = f"expected xmi:XMI as the root, found {name.rpartition(' ')[2]}"
            raise Unusable(message)
        stack.append(name)
        if len(stack) == FEATURE - 1:
            element[:] = [_Element(name, attributes, line)]
        elif len(stack) > FEATURE:
            message = f"expected features that hold text alone, found an element in one, line {line}"
            raise Unusable(message)

    def end(name: str, text: str) -> None:
        stack.pop()
        if len(stack) == FEATURE - 1:
            element[0].children.setdefault(name.rpartition(" ")[2], []).append(text)
        elif len(stack) == FEATURE - 2:
            _add(made, element[0])

    read_xml(written, start, end)
    return made


def _type_name(name: str) -> str:
    """Give the type of an element: `http:///a/b.ecore c` is `a.b.c`."""
    space, _, short = name.rpartition(" ")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return short if f"{package}." == NO_NAMESPACE or not package else f"{package}.{short}"


def _add(made: RawCas, element: _Element) -> None:
    try:
        _place(made, element)
    except (ValueError, LookupError):
        reason = f"expected numbers for ids and references, found {element.written()}"
        made.unreadable.append(Unreadable("F101", reason, element.line, element.written()))


def _place(made: RawCas, element: _Element) -> None:
    attributes = element.attributes
    if element.type == NULL:
        return
    if element.type == VIEW:
        made.members.setdefault(int(attributes["sofa"]), []).extend(map(int, attributes.get("members", "").split()))
        return
    own = int(attributes[XMI_ID])
    if own < 0:
        raise ValueError(own)
    if element.type == SOFA:
        made.sofas.append(Sofa(own, attributes["sofaID"], attributes.get("sofaString")))
        return
    made.structures.append(Structure(own, element.type, _values(made, element), element.line, element.written()))


def _values(made: RawCas, element: _Element) -> dict[str, Value]:
    declared = made.types.features(element.type)
    is_array = element.type == ARRAY or element.type in PRIMITIVE_ARRAYS
    if is_array:
        declared = {ELEMENTS: "references" if element.type == ARRAY else "values"}
    elif element.type not in made.types:
        return {}
    values: dict[str, Value] = {}
    for name, text in element.attributes.items():
        if name in declared:
            holds = declared[name]
            shared = holds in {"values", "references"} and not is_array and made.types.is_shared(element.type, name)
            values[name] = _value(text, "reference" if shared else holds)
        elif name != XMI_ID:
            _undeclared(made, element, name, text)
    for name, texts in element.children.items():
        if name in declared:
            values[name] = _references(texts) if declared[name] == "references" else tuple(map(decode, texts))
        else:
            _undeclared(made, element, name, " ".join(texts))
    return values


def _undeclared(made: RawCas, element: _Element, name: str, text: str) -> None:
    reason = f"expected a feature of {element.type}, found {name}; is it the type system of this file?"
    made.unreadable.append(Unreadable("F101", reason, element.line, f"{element.type}/{name}: {text}"[:LONGEST]))


def _value(text: str, holds: Holds) -> Value:
    if holds == "value":
        return decode(text)
    if holds == "values":
        return tuple(text.split())
    if holds == "reference":
        return Reference(int(text))
    return _references(text.split())


def _references(written: list[str]) -> tuple[Reference, ...]:
    """Give references; where an array has a place for nothing stands 0."""
    return tuple([Reference(int(one)) for one in written if one != NOTHING])
