"""Whether two documents say the same, whatever numbers tie their items together.

CoNLL-U has no ids. A mention, an attribution, a cue without one is called by its kind and rank, as schemes call them; so a
document whose items have these names says what its columns say.

>>> from corpus.formats.graph import Annotations, Attribute, Graph, Span
>>> read = Annotations("import", (Span(1, "person", ((0, 3),)),), attributes=(Attribute(2, "GRP", 1, "7"),))
>>> group = Attribute(1, "GRP", "mention-1", "7")
>>> named = Annotations("import", (Span("mention-1", "person", ((0, 3),)),), attributes=(group,))
>>> is_same(Graph("d", "Ana", (read,)), Graph("d", "Ana", (named,)))
True
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.formats.conllu.discourse import ATTRIBUTION, CUE
from corpus.formats.conllu.headers import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Annotations, Attribute, Graph, Id, Normalisation, Note

Said = tuple[object, ...]


def is_same(one: Graph, other: Graph) -> bool:
    """Tell whether two documents have the same text, fields, annotators and items."""
    heads = [(each.text, each.fields, [(x.annotator, x.groups) for x in each.annotations]) for each in (one, other)]
    pairs = zip(one.annotations, other.annotations, strict=False)
    return heads[0] == heads[1] and all(Counter(_said(first)) == Counter(_said(second)) for first, second in pairs)


def usual_names(one: Annotations) -> dict[Id, str]:
    """Give the name of each mention, attribution and cue that has a number alone."""
    grouped = {item.target for item in one.attributes if item.label == GROUP}
    links = [link for link in one.links if ATTRIBUTION.fullmatch(link.label)]
    kinds: dict[str, Iterable[Id]] = {
        "mention": [span.id for span in one.spans if span.id in grouped],
        "attribution": [link.id for link in links],
        "cue": dict.fromkeys(target for link in links for role, target in link.arguments if role == CUE),
    }
    return {
        own: f"{kind}-{number}"
        for kind, some in kinds.items()
        for number, own in enumerate((own for own in some if isinstance(own, int)), 1)
    }


def _said(one: Annotations) -> Iterator[Said]:
    """Give what each item says, with what it rests on in place of numbers."""
    names = usual_names(one)

    def name(own: Id) -> str:
        return own if isinstance(own, str) else names.get(own, "")

    places: dict[Id, Said] = {span.id: (name(span.id), span.label, span.fragments) for span in one.spans}
    things = places | {link.id: (name(link.id), link.label) for link in one.links}
    yield from places.values()
    for link in one.links:
        arguments = Counter((role, things.get(target, (target,))) for role, target in link.arguments)
        yield (*things[link.id], things.get(link.trigger or "", ()), frozenset(arguments.items()))
    others: tuple[Attribute | Note | Normalisation, ...] = (*one.attributes, *one.notes, *one.normalisations)
    for item in others:
        yield (type(item), name(item.id), item.label, things.get(item.target, (item.target,)), *item[3:-1])
