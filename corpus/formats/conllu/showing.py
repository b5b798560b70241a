"""What `Entity=` shows of a graph: mentions of groups where there are any (GUM), else the named entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.formats.conllu.headers import GROUP, MINIMUM
from corpus.formats.named import named

if TYPE_CHECKING:
    from corpus.formats.enclosures import Shown
    from corpus.formats.graph import Annotations, Fragments, Id

FIELDS = ("infstat", "salience", "centering", "minspan", "link", "identity")
"""GUM's further fields, in its order; `minspan` follows from the words."""


class Bracket(NamedTuple):
    """What is shown of one span."""

    id: Id
    label: str
    start: int
    end: int
    group: str
    fields: dict[str, str]
    least: Fragments = ()
    """The smallest words, where they are not the whole."""


def brackets(one: Annotations, text: str) -> list[Bracket]:
    """Give what is shown of one annotator, in the order of the text, outer before inner: what begins and ends with words."""
    said: dict[Id, dict[str, str]] = {}
    for item in one.attributes:
        said.setdefault(item.target, {}).setdefault(item.label, item.value or "")
    places = {span.id: span.fragments for span in one.spans}
    least = {
        link.arguments[0][1]: places.get(link.arguments[1][1], ())
        for link in one.links
        if link.label == MINIMUM and len(link.arguments) == 2  # noqa: PLR2004 - a pair
    }
    grouped = [span for span in one.spans if said.get(span.id, {}).get(GROUP) and len(span.fragments) == 1]
    if grouped:
        made = [
            Bracket(span.id, span.label, *span.fragments[0], said[span.id][GROUP], said[span.id], least.get(span.id, ()))
            for span in grouped
        ]
    else:
        things: dict[Id, str] = {}
        made = []
        for name in named(one):
            group = things.setdefault(name.thing, str(len(things) + 1))
            fields = {"identity": name.entry} if name.entry else {}
            made.append(Bracket(name.id, name.label, name.start, name.end, group, fields))
    made = [each for each in made if text[each.start : each.end].strip() == text[each.start : each.end] != ""]
    return sorted(made, key=lambda each: (each.start, -each.end))


def shown(one: Annotations, text: str) -> dict[Id, list[Shown]]:
    """Give what is shown of each span that is shown."""
    return {item.id: [(item.label, item.start, item.end)] for item in brackets(one, text)}
