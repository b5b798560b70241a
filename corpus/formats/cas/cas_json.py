"""CAS JSON 0.4: the same feature structures as JSON objects, with the types that they use.

>>> structures = [
...     {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "Ana"},
...     {"%ID": 2, "%TYPE": "uima.tcas.Annotation", "@sofa": 1, "begin": 0, "end": 3},
... ]
>>> written = json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": structures, "%VIEWS": {}}).encode()
>>> found = parse_json(written, Types({}, {}))
>>> found.sofas[0].text, found.structures[0].values["end"], found.structures[0].values["sofa"]
('Ana', '3', Reference(id=1))
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.formats.cas.structures import (
    ELEMENTS,
    NULL,
    PRIMITIVE,
    PRIMITIVE_ARRAYS,
    SOFA,
    RawCas,
    Reference,
    Sofa,
    Structure,
    Unreadable,
    Unusable,
    Value,
)
from corpus.formats.cas.typesystems import ARRAY, Types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.cas.typesystems import Fields, Holds

ARRAYS = PRIMITIVE_ARRAYS | {ARRAY}
ARRAY_SUFFIX = "[]"
LONGEST = 300


def parse_json(written: bytes, types: Types) -> RawCas:
    """Read a CAS JSON document; `types` are those known besides its own.

    Raises:
        Unusable: it is no JSON, or no CAS.
    """
    data = _loaded(written)
    made = RawCas(types.with_types(_types(data.get("%TYPES") or {})))
    for own, one in _structures(data):
        try:
            _place(made, own, one)
        except (ValueError, TypeError, AttributeError, LookupError):
            text = json.dumps(one)[:LONGEST]
            reason = f"expected a feature structure with a number as %ID and a %TYPE, found {text}"
            made.unreadable.append(Unreadable("F101", reason, 0, text))
    _place_views(made, data.get("%VIEWS") or {})
    return made


def _loaded(written: bytes) -> dict[str, Any]:
    try:
        data = json.loads(written.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        message = f"expected JSON in UTF-8, found {said}; is the file whole?"
        raise Unusable(message) from error
    if isinstance(data, dict) and "%VIEWS" in data:
        data.setdefault("%FEATURE_STRUCTURES", [])  # an empty CAS has none
    if not isinstance(data, dict) or not isinstance(data.get("%FEATURE_STRUCTURES"), list | dict):
        message = "expected a JSON object with %TYPES, %FEATURE_STRUCTURES and %VIEWS, found something else"
        raise Unusable(message)
    return data


def _structures(data: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Give the structures with their ids; a list, or (as some write it) an object by ids."""
    found = data["%FEATURE_STRUCTURES"]
    if isinstance(found, dict):
        yield from found.items()
    else:
        yield from ((one.get("%ID") if isinstance(one, dict) else None, one) for one in found)


def _types(declared: Any) -> Types:
    named = declared if isinstance(declared, dict) else {}
    names = {name: one for name, one in named.items() if isinstance(one, dict) and isinstance(one.get("%SUPER_TYPE"), str)}
    strings = {name for name, one in names.items() if one["%SUPER_TYPE"] in PRIMITIVE}
    parents = {name: one["%SUPER_TYPE"] for name, one in names.items()}
    return Types(parents, {name: _features(one, strings) for name, one in names.items()})


def _features(declared: dict[str, Any], strings: set[str]) -> Fields:
    found: Fields = {}
    for name, one in declared.items():
        if not name.startswith("%") and isinstance(one, dict):
            found[name] = _holds(str(one.get("%RANGE")), strings)
    return found


def _holds(range_name: str, strings: set[str]) -> Holds:
    if range_name in PRIMITIVE or range_name in strings:
        return "value"
    if range_name.endswith(ARRAY_SUFFIX):
        return "values" if range_name.removesuffix(ARRAY_SUFFIX) in PRIMITIVE else "references"
    return "references" if range_name == ARRAY else "reference"


def _place(made: RawCas, written_id: Any, one: dict[str, Any]) -> None:
    if isinstance(written_id, bool | float):
        raise TypeError(written_id)
    json.dumps(one, ensure_ascii=False).encode()  # no lone surrogates
    own, name = int(written_id), one["%TYPE"]
    if not isinstance(name, str) or own < 0:
        raise TypeError(name)
    if name == NULL:
        return
    if name == SOFA:
        text = one.get("sofaString")
        if text is not None and not isinstance(text, str):
            raise TypeError(text)
        made.sofas.append(Sofa(own, str(one["sofaID"]), text))
        return
    if name.endswith(ARRAY_SUFFIX):
        name = ARRAY
    made.structures.append(Structure(own, name, _values(made, name, one), 0, json.dumps(one, ensure_ascii=False)[:LONGEST]))


def _values(made: RawCas, name: str, one: dict[str, Any]) -> dict[str, Value]:
    if name in ARRAYS:
        return {ELEMENTS: _elements(name, one.get("%ELEMENTS"))}
    declared = made.types.features(name)
    values: dict[str, Value] = {}
    for key, value in one.items():
        feature = key.removeprefix("@").removeprefix("#").removeprefix("^")
        if key.startswith("%") or value is None:
            continue
        if feature not in declared and name in made.types:
            text = f"{name}/{feature}: {json.dumps(value, ensure_ascii=False)}"[:LONGEST]
            reason = f"expected a feature of {name}, found {feature}; is it in %TYPES?"
            made.unreadable.append(Unreadable("F101", reason, 0, text))
        else:
            values[feature] = _value(value, is_reference=key.startswith(("@", "^")))
    return values


def _value(value: Any, *, is_reference: bool) -> Value:
    if isinstance(value, list):
        return tuple([_single(one, is_reference=is_reference) for one in value])
    return _single(value, is_reference=is_reference)


def _single(value: Any, *, is_reference: bool) -> str | Reference:
    if is_reference:
        return Reference(_number(value))
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        raise TypeError(value)
    return json.dumps(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _elements(name: str, found: Any) -> tuple[str | Reference, ...]:
    if found is None:
        return ()
    if isinstance(found, str):  # bytes, in base64
        return (found,)
    return tuple([_single(one, is_reference=name == ARRAY) for one in found if one is not None])


def _place_views(made: RawCas, views: Any) -> None:
    for name, one in views.items() if isinstance(views, dict) else ():
        try:
            made.members.setdefault(_number(one["%SOFA"]), []).extend(map(_number, one.get("%MEMBERS") or ()))
        except (TypeError, LookupError, AttributeError):
            text = json.dumps({name: one}, ensure_ascii=False)[:LONGEST]
            made.unreadable.append(Unreadable("F101", "expected a view with %SOFA and %MEMBERS", 0, text))
