"""Signatures: by what an annotation is known again when its id does not tell.

An annotation with a span is known by where it stands; where the text was edited, by its words. One without a span is known by
what it is about: an entity by its name or its mentions, a source by its entity or the words that name it, an attribution by
its content and cues, a commitment by claim and source, a stance by holder and target. References are compared in the ids of
the newer corpus, so layers are taken in the order in which they build on one another.

>>> row = {"span": [{"start": 3, "end": 6, "text": "may"}], "type": "epistemic"}
>>> signature("cues", row, words=False).keys
(((3, 6),),)
>>> signature("cues", row, words=True).keys
(('may',),)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.changes.paths import label_names

if TYPE_CHECKING:
    from corpus.model.rows import Row

Place = tuple[Hashable, ...]
"""Where a span stands, for comparing: the bounds of each fragment, or its words."""


@dataclass(frozen=True)
class Signature:
    """What is compared when annotations are matched.

    Attributes:
        keys: by what it is known again, the surest first; None where it has no such thing.
        labels: its labels.
        anchors: what it has to do with; two annotations that share an anchor may be one.
        bounds: the stretches of text that it covers; none where the text was edited.
    """

    keys: tuple[Hashable, ...]
    labels: tuple[Any, ...]
    anchors: frozenset[Hashable]
    bounds: tuple[tuple[int, int], ...]

    def touches(self, other: Signature) -> bool:
        """Tell whether two annotations have anything to do with one another."""
        if not self.anchors.isdisjoint(other.anchors):
            return True
        return any(
            start < their_end and their_start < end for start, end in self.bounds for their_start, their_end in other.bounds
        )


def signature(layer: str, row: Row, *, words: bool, named_at: Iterable[Any] = ()) -> Signature:
    """Describe an annotation for matching.

    Args:
        layer: its layer.
        row: the annotation, with references in the ids of the newer corpus.
        words: whether its text was edited, so that words tell more than offsets.
        named_at: the spans of an entity's mentions, or those that name a source.
    """
    named = frozenset(_place(span, words=words) for span in named_at)
    known_by: KnownBy = _KNOWN_BY.get(layer, _by_span)
    keys, anchors, span = known_by(row, named, words)
    bounds = () if words or span is None else tuple((one["start"], one["end"]) for one in span)
    labels = tuple(row.get(name) for name in label_names(layer))
    found = (*anchors, *(_anchors_in_edited(span) if words and span is not None else ()))
    return Signature(tuple(keys), labels, frozenset(one for one in found if one is not None), bounds)


def _place(span: Sequence[Row] | None, *, words: bool) -> Place | None:
    if span is None:
        return None
    return tuple((words and (one.get("text") or one.get("digest"))) or (one["start"], one["end"]) for one in span)


def _anchors_in_edited(span: Sequence[Row]) -> Iterable[Hashable]:
    """Give what may be left of a span in an edited text: its words, and its bounds."""
    yield from ((one["start"], one["end"]) for one in span)
    yield from (word.casefold() for one in span for word in (one.get("text") or "").split())


Known = tuple[Sequence[Hashable], Iterable[Hashable], Any]
"""Keys, anchors and the span of an annotation."""
KnownBy = Callable[[Any, frozenset[Any], bool], Known]


def _by_span(row: Row, _named: frozenset[Any], words: bool) -> Known:  # noqa: FBT001 - internal
    return (_place(row["span"], words=words),), (), row["span"]


def _entity(row: Row, named: frozenset[Any], _words: bool) -> Known:  # noqa: FBT001 - internal
    name = None if row["name"] is None else ("name", row["name"])
    return (name, named or None, _first(named), _content(row)), (name, *named), None


def _source(row: Row, named: frozenset[Any], _words: bool) -> Known:  # noqa: FBT001 - internal
    entity = None if row["entity_id"] is None else ("entity", row["entity_id"])
    return (entity, named or None, _first(named), _content(row)), (entity, *named), None


def _first(named: frozenset[Any]) -> Hashable | None:
    """Give the first place at which something is named."""
    return ("first", min(named, key=repr)) if named else None


def _content(row: Row) -> Hashable:
    """Give all that is said of something; the last resort for what the text does not name."""
    return repr([value for name, value in row.items() if name != "id"])


def _attribution(row: Row, _named: frozenset[Any], words: bool) -> Known:  # noqa: FBT001 - internal
    content = _place(row["content"], words=words)
    cues = tuple(row["cue_ids"] or ())
    sources = tuple(one["source_id"] for one in row["sources"] or ())
    whole = (content, cues, sources)
    return (whole if content or cues else None, content, cues or None, whole), (("cue", cue) for cue in cues), row["content"]


def _commitment(row: Row, _named: frozenset[Any], _words: bool) -> Known:  # noqa: FBT001 - internal
    return ((row["claim_id"], row["source_id"]),), (row["claim_id"],), None


def _stance(row: Row, _named: frozenset[Any], words: bool) -> Known:  # noqa: FBT001 - internal
    target = row["target"]
    about = (target["entity_id"], target["claim_id"], _place(target["span"], words=words), target["text"])
    expression = _place(row["expression"], words=words)
    return ((row["holder_id"], about, expression), (row["holder_id"], about)), (about,), row["expression"]


_KNOWN_BY: dict[str, KnownBy] = {
    "entities": _entity,
    "sources": _source,
    "attributions": _attribution,
    "commitments": _commitment,
    "stances": _stance,
}
"""How the layers without a span of their own are known; the others are known by their span."""
