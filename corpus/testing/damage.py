"""Damage: the ways to break one line of a valid layer, each found by a check or refused on reading.

Each way takes a line and gives what it can do there: a sentence, and the line as it would be. A way that finds nothing to
break in a line gives nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.model.columns import columns, labels
from corpus.model.layers import REFERENCES
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES, MANDATORY, WITHHELD

if TYPE_CHECKING:
    from corpus.model.sets import Profile

Value = dict[str, Any]
Path = tuple[str | int, ...]
"""Keys and positions that lead to a place in a JSON value."""
NOWHERE = "no-annotation-has-this-id"
NO_LABEL = "no-such-label"


@dataclass(frozen=True)
class Line:
    """One annotation as it stands in its file.

    Attributes:
        layer: its layer.
        profile: its set's profile.
        value: the annotation.
        text: its document's text.
        ids: the ids of its set and document, per layer.
    """

    layer: str
    profile: Profile
    value: Value
    text: str
    ids: Mapping[str, list[str]]


Damage = Iterator[tuple[str, str]]
"""What was done, and the line that comes of it."""
Way = Callable[[Line], Damage]


def offsets(line: Line) -> Damage:
    """Move the bounds of a fragment."""
    for path, fragment in _fragments(line.value):
        start, end = fragment["start"], fragment["end"]
        yield _set(line, (*path, "start"), start - 1)
        yield _set(line, (*path, "start"), end)
        yield _set(line, (*path, "start"), 0.5)
        yield _set(line, (*path, "end"), end + 1)
        yield _set(line, (*path, "end"), len(line.text) + 1)
        if line.text[start + 1 : end + 1] != fragment["text"]:
            yield _set(line, path, fragment | {"start": start + 1, "end": end + 1})
        if start and line.text[start - 1].isspace():
            yield _set(line, path, fragment | {"start": start - 1, "text": line.text[start - 1 : end]})


def surfaces(line: Line) -> Damage:
    """Change what a fragment says stands in the text."""
    for path, fragment in _fragments(line.value):
        text = fragment["text"]
        yield _set(line, (*path, "text"), ("y" if text[0] == "x" else "x") + text[1:])
        yield _set(line, (*path, "text"), text + "x")
        yield _set(line, (*path, "text"), "")


def orders(line: Line) -> Damage:
    """Put the fragments of a span out of order, repeat them, or leave none."""
    for path, span in _spans(line.value):
        yield _set(line, path, [])
        yield _set(line, path, [*span, span[-1]])
        if len(span) > 1:
            yield _set(line, path, span[::-1])


def references(line: Line) -> Damage:
    """Point at nothing, at another layer, or at oneself."""
    for column, target in REFERENCES.get(line.layer, {}).items():
        others = [one for layer, ids in line.ids.items() if layer != target for one in ids]
        for path in _places(line.value, tuple(column.split("."))):
            yield _set(line, path, NOWHERE)
            yield _set(line, path, "")
            if target != "sources":
                yield _set(line, path, "@author")
            for other in others[:2]:
                yield _set(line, path, other)
    yield _set(line, ("document_id",), NOWHERE)
    if line.layer == "attributions":
        yield _set(line, ("parent_id",), line.value["id"])


def enums(line: Line) -> Damage:
    """Use a label that is in no vocabulary."""
    for field, options in labels(line.layer).items():
        for wrong in (NO_LABEL, options[0].swapcase(), f"{options[0]} ", "", 1, True):
            yield _set(line, (field,), wrong)


def mandatory_fields(line: Line) -> Damage:
    """Leave out a field without which there is no record, or that the set's profile demands."""
    required = {column.path for column in columns(line.layer) if column.required and not column.path.endswith(".item")}
    demanded = MANDATORY[line.profile].get(line.layer, frozenset()) - WITHHELD.get(line.layer, frozenset())
    for column in sorted(required | demanded):
        for path in _places(line.value, tuple(column.split("."))):
            yield _without(line, path)
    if line.layer == "attributions":
        yield _without(line, ("sources",))
        yield _set(line, ("sources",), [])


def unknown_fields(line: Line) -> Damage:
    """Add a field that the schema does not have."""
    yield _set(line, ("colour",), "red")
    for path, _ in _fragments(line.value):
        yield _set(line, (*path, "colour"), None)


def types(line: Line) -> Damage:
    """Give a value of another type, out of its bounds, or of no type at all."""
    wrong_ids: list[Any] = [1, True, None, [], {}, ["a"]]
    wrong_shares: list[Any] = ["0.5", 1.5, -0.1, True]
    yield from (_set(line, ("id",), wrong) for wrong in wrong_ids)
    yield from (_set(line, ("confidence",), wrong) for wrong in wrong_shares)
    yield _set(line, ("extras",), [])
    yield _set(line, ("note",), 5)


def rules(line: Line) -> Damage:
    """Break a rule between fields."""
    if line.layer == "cues":
        kind = line.value.get("type")
        if kind not in ENGAGED_TYPES:
            yield _set(line, ("engagement",), "distance")
        if kind not in GRADED_TYPES:
            yield _set(line, ("strength",), "possible")
        if line.profile != "import":
            yield "type becomes 'hedge'", dump({**line.value, "type": "hedge"})
    if line.layer == "quantities":
        yield "low above high", dump({**line.value, "low": 2.0, "high": 1.0})


def keys(line: Line) -> Damage:
    """Write a key twice."""
    written = dump(line.value)
    for key, value in line.value.items():
        yield f"{key!r} stands twice", f'{{"{key}": {dump(value)}, {written[1:]}'
    for path, fragment in _fragments(line.value):
        marked = dump(_changed(line.value, path, "MARK"))
        yield f"'start' stands twice in {_shown(path)}", marked.replace('"MARK"', f'{{"start": 0, {dump(fragment)[1:]}')


def syntax(line: Line) -> Damage:
    """Write what is no JSON object on one line."""
    written = dump(line.value)
    yield "the last brace is missing", written[:-1]
    yield "a comma too many", f"{written[:-1]},}}"
    yield "a byte order mark in front", f"\ufeff{written}"
    yield "two objects on one line", f"{written} {written}"
    yield "a list", f"[{written}]"
    yield "an empty line", ""
    yield "a line of nothing but blanks", "  "
    yield "single quotes", written.replace('"', "'")
    yield "broken over two lines", written.replace(", ", ",\n", 1)


def numbers(line: Line) -> Damage:
    """Write a number that JSON does not have."""
    rest = dump({key: value for key, value in line.value.items() if key != "confidence"})[1:]
    for wrong in ("NaN", "Infinity", "-Infinity", "1e999", "01", "+1", "0x1"):
        yield f"confidence becomes {wrong}", f'{{"confidence": {wrong}, {rest}'


def surrogates(line: Line) -> Damage:
    """Write half of a surrogate pair, which no UTF-8 text can hold."""
    for key in ("id", "note", "source_label"):
        rest = dump({name: value for name, value in line.value.items() if name != key})[1:]
        yield f"{key} becomes a lone surrogate", f'{{"{key}": "\\ud83d", {rest}'
    rest = dump({name: value for name, value in line.value.items() if name != "extras"})[1:]
    yield "extras hold a lone surrogate", f'{{"extras": {{"\\udc00": 1}}, {rest}'


WAYS: dict[str, Way] = {
    "an offset": offsets,
    "a surface": surfaces,
    "the order of fragments": orders,
    "a reference": references,
    "a label": enums,
    "a mandatory field": mandatory_fields,
    "an unknown field": unknown_fields,
    "a type": types,
    "a rule between fields": rules,
    "a key": keys,
    "the JSON": syntax,
    "a number": numbers,
    "a surrogate": surrogates,
}
"""Every way to break a line, by what it breaks."""


def dump(value: Any) -> str:
    """Write a value as our files have it."""
    return json.dumps(value, ensure_ascii=False)


def _set(line: Line, path: Path, value: Any) -> tuple[str, str]:
    return f"{_shown(path)} becomes {value!r}", dump(_changed(line.value, path, value))


def _without(line: Line, path: Path) -> tuple[str, str]:
    *parents, last = path
    holder = _at(line.value, tuple(parents))
    rest = {key: value for key, value in holder.items() if key != last}
    return f"{_shown(path)} is left out", dump(_changed(line.value, tuple(parents), rest) if parents else rest)


def _fragments(value: Value) -> Iterator[tuple[Path, Value]]:
    return (((*path, place), fragment) for path, span in _spans(value) for place, fragment in enumerate(span))


def _spans(value: Any, path: Path = ()) -> Iterator[tuple[Path, list[Value]]]:
    """Find the lists of fragments, at any depth, but not in extras."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and value[0].keys() == {"start", "end", "text"}:
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if key != "extras":
                yield from _spans(inner, (*path, key))


def _places(value: Any, steps: tuple[str, ...], path: Path = ()) -> Iterator[Path]:
    """Find where a column's values stand; `item` steps into a list."""
    if not steps:
        yield path
    elif steps[0] == "item":
        for place, inner in enumerate(value):
            yield from _places(inner, steps[1:], (*path, place))
    elif steps[0] in value:
        yield from _places(value[steps[0]], steps[1:], (*path, steps[0]))


def _at(value: Any, path: Path) -> Any:
    return _at(value[path[0]], path[1:]) if path else value


def _changed(value: Any, path: Path, new: Any) -> Any:
    """Give a copy in which another value stands at the place."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_changed(inner, rest, new) if place == step else inner for place, inner in enumerate(value)]
    return value | {str(step): _changed(value.get(str(step)), rest, new)}


def _shown(path: Path) -> str:
    return ".".join(str(step) for step in path)
