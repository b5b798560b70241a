"""What `Entity=` and `Discourse=` say now of a document of which people changed some; all else stays as it stands.

A mention that is new is bracketed where its edges are those of words. An attribution that is gone leaves its unit in the tree,
with `_` for the relation; a changed polarity is another relation. What else changed of attributions is in our comment alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpus.formats.conllu.brackets import KEY as ENTITY
from corpus.formats.conllu.brackets import Mention, Mentions, joined_rows, marks
from corpus.formats.conllu.discourse import ATTRIBUTION, RELATION, relations
from corpus.formats.conllu.discourse import KEY as DISCOURSE
from corpus.formats.conllu.headers import GROUP, MINIMUM, TYPE, body
from corpus.formats.conllu.quoting import quoted
from corpus.formats.conllu.sameness import usual_names
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.formats.conllu.texts import Placed
    from corpus.formats.enclosures import Shown
    from corpus.formats.graph import Annotations, Fragments, Id

Cells = dict[tuple[int, str], str | None]
"""What a row (by its number) says under a key."""


class Told(NamedTuple):
    """What is said of a mention."""

    label: str
    fragments: Fragments
    fields: Mapping[str, str]
    least: Fragments


@dataclass(slots=True)
class Mark:
    """A bracket of a row."""

    kind: str
    body: str

    def __str__(self) -> str:
        """Write it."""
        opens, closes = self.kind in {"open", "only"}, self.kind in {"close", "only"}
        return f"{'(' * opens}{self.body}{')' * closes}"


def told(one: Annotations) -> dict[str, Told]:
    """Give what is said of each mention that belongs to a group, by its name."""
    names = usual_names(one)
    fields: dict[Id, dict[str, str]] = {}
    for item in one.attributes:
        fields.setdefault(item.target, {}).setdefault(item.label, item.value or "")
    places = {span.id: span.fragments for span in one.spans}
    pairs = [link.arguments for link in one.links if link.label == MINIMUM]
    least = {pair[0][1]: places.get(pair[1][1], ()) for pair in pairs if len(pair) == 2}  # noqa: PLR2004 - a pair
    return {
        names.get(span.id, str(span.id)): Told(span.label, span.fragments, fields[span.id], least.get(span.id, ()))
        for span in one.spans
        if GROUP in fields.get(span.id, {})
    }


def shown_in_rows(one: Annotations, found: Placed) -> dict[Id, list[Shown]]:
    """Give what brackets show of each mention: those of one stretch that begins and ends with words."""
    grouped = {item.target for item in one.attributes if item.label == GROUP}
    rows = _Rows(found)
    return {
        span.id: [(span.label, *span.fragments[0])]
        for span in one.spans
        if span.id in grouped and rows.of(span.fragments) is not None
    }


class _Rows:
    """Where words begin and end."""

    def __init__(self, found: Placed) -> None:
        words = [(number, *found.bounds[number]) for number, row in enumerate(found.rows) if not row.is_empty]
        self.first = {start: number for number, start, _ in reversed(words)}
        self.last = {end: number for number, _, end in words}

    def of(self, fragments: Fragments) -> tuple[int, int] | None:
        """Give the first and the last row of a mention; None where it has no such rows."""
        first, last = self.first.get(fragments[0][0]), self.last.get(fragments[-1][1])
        return None if first is None or last is None or first > last or len(fragments) > 1 else (first, last)


def changed_cells(old: Annotations, new: Annotations, found: Placed, names: tuple[str, ...]) -> Cells:
    """Give what the rows say otherwise than they do.

    Args:
        old: what the rows say.
        new: what they shall say.
        found: the rows with their places in the text.
        names: the fields of brackets.
    """
    cells = _Entities(found, names)
    before, after = told(old), told(new)
    mentions = dict(zip(before, cells.mentions, strict=True))
    for name, said in before.items():
        if name not in after or said.fragments != after[name].fragments:
            cells.remove(mentions[name])
        elif said != after[name]:
            cells.change(mentions[name], said, after[name])
    for name, said in after.items():
        if name not in before or said.fragments != before[name].fragments:
            cells.insert(said)
    return cells.values() | _discourse(old, new, found)


class _Entities:
    """The brackets of all rows."""

    def __init__(self, found: Placed, names: tuple[str, ...]) -> None:
        self.found, self.names, self.rows = found, names, _Rows(found)
        read = Mentions(found, names, Ledger(), "")
        self.mentions = [one for one in read.found if joined_rows(found, sorted(one.parts))]
        self.marks: dict[int, list[Mark]] = {}

    def values(self) -> Cells:
        """Give the rows that were touched."""
        return {(row, ENTITY): "".join(map(str, some)) or None for row, some in self.marks.items()}

    def remove(self, mention: Mention) -> None:
        """Take the brackets of a mention away."""
        for row, mark in list(self._of(mention)):
            self.marks[row].remove(mark)

    def change(self, mention: Mention, old: Told, new: Told) -> None:
        """Write fields anew that differ."""
        for _, mark in self._of(mention):
            part = mark.body.partition("[")[2]
            suffix = f"[{part.partition(']')[0]}]" if part else ""
            if mark.kind == "close":
                mark.body = quoted(new.fields[GROUP]) + suffix
            else:
                pieces = mark.body.replace(suffix, "", 1).split("-", len(self.names) - 1)
                pieces += [""] * (len(self.names) - len(pieces))
                values = [
                    piece if self._value(name, old) == self._value(name, new) else quoted(self._value(name, new))
                    for name, piece in zip(self.names, pieces, strict=True)
                ]
                values[self.names.index(GROUP)] += suffix
                mark.body = "-".join(values).rstrip("-")

    def insert(self, new: Told) -> None:
        """Write brackets of a mention, where it begins and ends with words."""
        place = self.rows.of(new.fragments)
        if place is None:
            return
        written = "-".join(quoted(self._value(name, new)) for name in self.names).rstrip("-")
        first, last = place
        if first == last:
            self._at(first).append(Mark("only", written))
            return
        opened, closed = self._at(first), self._at(last)
        reach = {one.written: max(end for _, end in one.parts) for one in self.mentions if one.parts[0][0] == first}
        inner = (at for at, mark in enumerate(opened) if mark.kind in {"open", "only"} and reach.get(mark.body, first) < last)
        opened.insert(next(inner, len(opened)), Mark("open", written))
        starts = {one.fields[GROUP]: one.parts[0][0] for one in self.mentions if one.parts[-1][1] == last}
        outer = (at for at, mark in enumerate(closed) if mark.kind != "close" or starts.get(mark.body, first) < first)
        closed.insert(next(outer, len(closed)), Mark("close", quoted(new.fields[GROUP])))

    def _value(self, name: str, said: Told) -> str:
        if name == MINIMUM:
            return self._least(said)
        return said.label if name == TYPE else said.fields.get(name, "")

    def _least(self, said: Told) -> str:
        """Number the smallest words of a mention, all of them where nothing says less."""
        held = [
            self.found.bounds[number]
            for number, row in enumerate(self.found.rows)
            if not row.is_empty and _overlaps(self.found.bounds[number], said.fragments)
        ]
        return ",".join(str(rank) for rank, one in enumerate(held, 1) if not said.least or _overlaps(one, said.least))

    def _at(self, row: int) -> list[Mark]:
        if row not in self.marks:
            self.marks[row] = [Mark(*one) for one in marks(self.found.rows[row].misc.get(ENTITY, ""))]
        return self.marks[row]

    def _of(self, mention: Mention) -> Iterator[tuple[int, Mark]]:
        """Find the brackets of a mention."""
        whole = body(mention.written, self.names).key.partition("[")[0]
        for first, last in mention.parts:
            kinds = [(first, "only")] if first == last else [(first, "open"), (last, "close")]
            for row, kind in kinds:
                fitting = [mark for mark in self._at(row) if mark.kind == kind and self._group(mark) == whole]
                yield from [(row, mark) for mark in sorted(fitting, key=lambda mark: mark.body != mention.written)[:1]]

    def _group(self, mark: Mark) -> str:
        is_bare = mark.kind == "close" and "-" not in mark.body
        return (mark.body if is_bare else body(mark.body, self.names).key).partition("[")[0]


def _overlaps(place: tuple[int, int], fragments: Fragments) -> bool:
    return any(start < place[1] and place[0] < end for start, end in fragments)


def _discourse(old: Annotations, new: Annotations, found: Placed) -> Cells:
    """Give the relations of the rows where an attribution is gone, or is another one."""
    names, others = usual_names(old), usual_names(new)
    now = {others.get(link.id, str(link.id)): link.label for link in new.links if ATTRIBUTION.fullmatch(link.label)}
    written = {note.target: note.text for note in old.notes if note.label == RELATION}
    left = [(written[link.id], link.label, now.get(names[link.id])) for link in old.links if link.id in written]
    left.reverse()
    cells: Cells = {}
    for number, row in enumerate(found.rows):
        parts: list[str] = []
        for part in row.misc.get(DISCOURSE, "").split(";"):
            label = left.pop()[1:] if left and left[-1][0] == part else None
            parts += [part] if label is None or label[0] == label[1] else _relabelled(part, label[1], is_first=not parts)
        if ";".join(parts) != row.misc.get(DISCOURSE, ""):
            cells[number, DISCOURSE] = ";".join(parts)
    return cells


def _relabelled(written: str, label: str | None, *, is_first: bool) -> list[str]:
    """Write a relation under another label; without one, what stands first goes on to say where its unit stands."""
    relation = relations(written)[0]
    if label is not None:
        return [label + written[len(relation.label) :]]
    without = written[: len(written) - len(relation.signals)] + "_" if relation.signals else written
    return ["_" + without[len(relation.label) :]] if is_first else []
