"""Likeness: how like one another two annotations of a layer are, as far as the pairs that are already known tell.

Every likeness is greatest between an annotation and itself, so that a set pairs with itself row by row. Where places and
references leave a choice, labels that agree decide, and at the very last the same id.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, cast

from corpus.agreement.matching import overlap, touching
from corpus.model import RESERVED_SOURCES
from corpus.model.columns import HEAD, TAIL
from corpus.model.layers import REFERENCES, layer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from corpus.agreement.matching import Likeness
    from corpus.model import Annotation, Attribution, Claim, Commitment, Entity, Source, Span, Stance, Target

    Records = Sequence[Annotation]
    Side = Mapping[str, Records]
    """The annotations of one set in one document, by layer."""
    Measure = Callable[[Records, Records, "Known"], Likeness]

LABELS = 0.1
"""What labels that agree add at most; less than any difference that a reader would call one of place."""
SAME_ID = 1e-4
"""What the same id adds."""
ENOUGH = 1.0
"""The least likeness of attributions and stances that are paired: one of their parts in full, or several in part."""


@dataclass(frozen=True)
class Known:
    """What is known of one document: its annotations in both sets, and the pairs found so far.

    Attributes:
        first: the annotations of the first set.
        second: the annotations of the second set.
        partners: per layer, the partner of each paired id of the first set.
    """

    first: Side
    second: Side
    partners: dict[str, dict[str, str]] = field(default_factory=dict)

    def same(self, layer: str, first: str | None, second: str | None) -> bool:
        """Tell whether two references, one of each set, point at the same annotation."""
        return first is not None and second is not None and self.mapped(layer, first) == second

    def mapped(self, layer: str, reference: str) -> str | None:
        """Give what a reference of the first set is called in the second; the reserved sources are themselves."""
        return reference if reference in RESERVED_SOURCES else self.partners.get(layer, {}).get(reference)

    def share(self, layer: str, first: Iterable[str], second: Iterable[str]) -> float:
        """Give the share of two lists of references that is common to both, 0 to 1."""
        mine, theirs = set(first), set(second)
        common = sum(self.mapped(layer, one) in theirs for one in mine)
        return 2 * common / (len(mine) + len(theirs)) if common else 0.0


def same_span(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare annotations whose spans are equal."""
    return {
        (one, other): 1 + _hints(first[one], second[other])
        for one, other in touching(_spans(first), _spans(second))
        if _span(first[one]) == _span(second[other])
    }


def common_span(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare annotations whose spans have code points in common."""
    return {
        (one, other): shared + _hints(first[one], second[other])
        for one, other in touching(_spans(first), _spans(second))
        if (shared := overlap(_span(first[one]), _span(second[other])))
    }


def common_predicate(first: Records, second: Records, known: Known) -> Likeness:
    """Compare claims whose spans have code points in common, and whose heads do too, where both have one (FactBank event)."""
    found: Likeness = {}
    for (one, other), score in common_span(first, second, known).items():
        mine, theirs = cast("Claim", first[one]).head, cast("Claim", second[other]).head
        if mine is None or theirs is None or mine.overlaps(theirs):
            found[one, other] = score + overlap(mine, theirs)
    return found


def common_mentions(first: Records, second: Records, known: Known) -> Likeness:
    """Compare entities by how many of their mentions are paired with one another."""
    mine, theirs = cast("Sequence[Entity]", first), cast("Sequence[Entity]", second)
    owners = {mention.id: row for row, entity in enumerate(theirs) for mention in entity.mentions}
    counts = Counter(
        (row, owners[partner])
        for row, entity in enumerate(mine)
        for mention in entity.mentions
        if (partner := known.mapped("mentions", mention.id)) in owners
    )
    return {(one, other): count + _hints(first[one], second[other]) for (one, other), count in counts.items()}


def same_description(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare annotations whose labels and names are all equal."""
    described: dict[tuple[object, ...], list[int]] = {}
    for row, record in enumerate(second):
        described.setdefault(_labels(record), []).append(row)
    return {
        (one, other): 1 + _hints(record, second[other])
        for one, record in enumerate(first)
        for other in described.get(_labels(record), ())
    }


def common_voice(first: Records, second: Records, known: Known) -> Likeness:
    """Compare sources by their entity, and by the words that name them in attributions."""
    mine, theirs = cast("Sequence[Source]", first), cast("Sequence[Source]", second)
    words, their_words = _words(known.first), _words(known.second)
    found: Likeness = {}
    for one, source in enumerate(mine):
        for other, partner in enumerate(theirs):
            same_entity = known.same("entities", source.entity_id, partner.entity_id)
            shared = _shared(words.get(source.id), their_words.get(partner.id))
            if same_entity or shared:
                found[one, other] = 2 * same_entity + shared + _hints(source, partner)
    return found


def same_silence(first: Records, second: Records, known: Known) -> Likeness:
    """Compare sources of which nothing is known but their labels: no entity, no words of the text."""
    mute = [
        {row for row, source in enumerate(cast("Sequence[Source]", records)) if not source.entity_id and source.id not in words}
        for records, words in ((first, _words(known.first)), (second, _words(known.second)))
    ]
    alike = same_description(first, second, known)
    return {(one, other): score for (one, other), score in alike.items() if one in mute[0] and other in mute[1]}


def common_report(first: Records, second: Records, known: Known) -> Likeness:
    """Compare attributions by content, cues and sources together."""
    mine, theirs = cast("Sequence[Attribution]", first), cast("Sequence[Attribution]", second)
    found: Likeness = {}
    for one, attribution in enumerate(mine):
        for other, partner in enumerate(theirs):
            marked = known.share("cues", attribution.cue_ids or (), partner.cue_ids or ())
            placed = overlap(attribution.content, partner.content)
            voiced = known.share("sources", _voices(attribution), _voices(partner))
            bare = not (attribution.content or attribution.cue_ids or partner.content or partner.cue_ids)
            if (marked or placed or bare) and marked + placed + voiced >= ENOUGH:
                found[one, other] = marked + placed + voiced + _hints(attribution, partner)
    return found


def same_promise(first: Records, second: Records, known: Known) -> Likeness:
    """Compare commitments: the same source to the same claim."""
    mine, theirs = cast("Sequence[Commitment]", first), cast("Sequence[Commitment]", second)
    rows = {(commitment.claim_id, commitment.source_id): row for row, commitment in enumerate(theirs)}
    keys = [(known.mapped("claims", one.claim_id), known.mapped("sources", one.source_id)) for one in mine]
    return {(row, rows[key]): 1.0 for row, key in enumerate(keys) if key in rows}


def common_attitude(first: Records, second: Records, known: Known) -> Likeness:
    """Compare stances by holder, target and expression; two of the three must have something in common."""
    mine, theirs = cast("Sequence[Stance]", first), cast("Sequence[Stance]", second)
    found: Likeness = {}
    for one, stance in enumerate(mine):
        for other, partner in enumerate(theirs):
            parts = [
                float(known.same("sources", stance.holder_id, partner.holder_id)),
                _aim(stance.target, partner.target, known),
                overlap(stance.expression, partner.expression),
            ]
            if sum(part > 0 for part in parts) > 1 and sum(parts) >= ENOUGH:
                reported = known.same("attributions", stance.attribution_id, partner.attribution_id)
                found[one, other] = sum(parts) + LABELS * reported + _hints(stance, partner)
    return found


def _aim(first: Target, second: Target, known: Known) -> float:
    """Compare targets; one that is a claim or words may overlap with one of another kind."""
    if known.same("entities", first.entity_id, second.entity_id) or known.same("claims", first.claim_id, second.claim_id):
        return 1.0
    if first.text is not None and second.text is not None:
        return float(first.text.casefold() == second.text.casefold())
    if first.entity_id is not None and second.entity_id is not None:
        return 0.0
    return max((overlap(one, other) for one in _places(first) for other in _places(second)), default=0.0)


def _places(target: Target) -> Iterator[Span]:
    if target.span is not None:
        yield target.span
    if target.claim is not None:
        yield target.claim.span
    if target.entity is not None:
        yield from (mention.extent or mention.span for mention in target.entity.mentions)


def _words(side: Side) -> dict[str, set[int]]:
    """Give the code points that name each source in the attributions that it has."""
    words: dict[str, set[int]] = {}
    for attribution in cast("Sequence[Attribution]", side["attributions"]):
        for mention in attribution.sources or ():
            for fragment in mention.span or ():
                words.setdefault(mention.source_id, set()).update(range(fragment.start, fragment.end))
    return words


def _shared(first: set[int] | None, second: set[int] | None) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _voices(attribution: Attribution) -> list[str]:
    return [mention.source_id for mention in attribution.sources or ()]


def _spans(records: Records) -> list[Span | None]:
    return [_span(record) for record in records]


def _span(record: Annotation) -> Span:
    return cast("Claim", record).span


def _hints(first: Annotation, second: Annotation) -> float:
    """Give a little for labels that agree, and next to nothing for the same id."""
    labels = list(zip(_labels(first), _labels(second), strict=True))
    agreeing = sum(mine == theirs for mine, theirs in labels)
    return LABELS * agreeing / len(labels) + SAME_ID * (first.id == second.id)


def _labels(record: Annotation) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in _label_fields(type(record)))


@cache
def _label_fields(kind: type[Annotation]) -> tuple[str, ...]:
    """Give the fields of a layer that are neither its place nor its references nor a note."""
    references = {path.split(".")[0] for path in REFERENCES.get(layer_of(kind), {})}
    return tuple(name for name in kind.model_fields if name not in {*HEAD, *TAIL, "span", *references})
