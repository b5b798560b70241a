"""Likeness: how like one another two annotations of a layer are, as far as the pairs that are already known tell.

Every likeness is greatest between an annotation and itself, so that a set pairs with itself row by row. Where places and
references leave a choice, names, links and the like decide, and at the very last the same id; never a label that agreement
measures, or agreement would be what the pairing made it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from corpus.agreement.matching import overlap, touching
from corpus.model import RESERVED_SOURCES
from corpus.model.columns import HEAD, TAIL, columns, labels
from corpus.model.layers import REFERENCES, layer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from corpus.agreement.matching import Likeness
    from corpus.model import Annotation, Attribution, Claim, Commitment, Entity, Source, Span, Stance, Target

    Records = Sequence[Annotation]
    Side = Mapping[str, Records]
    """The annotations of one set in one document, by layer."""
    Places = dict[str, set[int]]
    """The code points that have to do with each source."""
    Measure = Callable[[Records, Records, "Known"], Likeness]

EXACT = 3.0
"""What the same span is worth: more than any overlap of spans and heads."""
HINTS = 0.1
"""What names and the like add at most; less than any difference that a reader would call one of place."""
SAME_ID = 1e-4
"""What the same id adds."""
JUDGED = ("score", "judgements", "cluster")
"""Fields that are no label, and what annotators are asked all the same; how they call a cluster is theirs alone."""
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
        (one, other): EXACT + _hints(first[one], second[other])
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


def same_name(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare entities that no mention tells apart, because neither has one: by their names and links.

    Those that have no name or link either are told by nothing but their ids.
    """
    mine, theirs = ({row: one for row, one in enumerate(_entities(side)) if not one.mentions} for side in (first, second))
    named: dict[tuple[str, str], list[int]] = {}
    for row, entity in theirs.items():
        for name in _names(entity):
            named.setdefault(name, []).append(row)
    counts = Counter((row, other) for row, entity in mine.items() for name in _names(entity) for other in named.get(name, ()))
    nameless = ({row for row, entity in side.items() if not _names(entity)} for side in (mine, theirs))
    found: Likeness = {(one, other): count + _hints(first[one], second[other]) for (one, other), count in counts.items()}
    return found | _same_id(first, second, *nameless)


def common_voice(first: Records, second: Records, known: Known) -> Likeness:
    """Compare sources by their entity, and by the words that name them in attributions."""
    mine, theirs = cast("Sequence[Source]", first), cast("Sequence[Source]", second)
    words, their_words = _words(known.first), _words(known.second)
    found: Likeness = {}
    for one, other in sorted(_voice_rows(mine, theirs, known, (words, their_words))):
        source, partner = mine[one], theirs[other]
        same_entity = known.same("entities", source.entity_id, partner.entity_id)
        shared = _shared(words.get(source.id), their_words.get(partner.id))
        found[one, other] = 2 * same_entity + shared + _hints(source, partner)
    return found


def _voice_rows(
    first: Sequence[Source], second: Sequence[Source], known: Known, words: tuple[Places, Places]
) -> set[tuple[int, int]]:
    """Give the sources that share their entity, or a code point of the words that name them."""
    owners: dict[object, list[int]] = {}
    for row, source in enumerate(second):
        for key in (source.entity_id, *words[1].get(source.id, ())):
            owners.setdefault(key, []).append(row)
    owners.pop(None, None)
    return {
        (row, other)
        for row, source in enumerate(first)
        for key in (source.entity_id and known.mapped("entities", source.entity_id), *words[0].get(source.id, ()))
        for other in owners.get(key, ())
    }


def common_contents(first: Records, second: Records, known: Known) -> Likeness:
    """Compare sources that nothing in the text names, no entity and no words: by what they are reported to say.

    Those that say nothing either are told by nothing but their ids.
    """
    mute = (_mute(first, known.first), _mute(second, known.second))
    said = (_contents(known.first), _contents(known.second))
    found = {
        (one, other): shared + _hints(first[one], second[other])
        for one in mute[0]
        for other in mute[1]
        if (shared := _shared(said[0].get(first[one].id), said[1].get(second[other].id)))
    }
    silent = [row for row in mute[0] if first[row].id not in said[0]], [row for row in mute[1] if second[row].id not in said[1]]
    return found | _same_id(first, second, *silent)


def _mute(records: Records, side: Side) -> list[int]:
    words = _words(side)
    sources = enumerate(cast("Sequence[Source]", records))
    return [row for row, source in sources if not source.entity_id and source.id not in words]


def _same_id(first: Records, second: Records, rows: Iterable[int], others: Iterable[int]) -> Likeness:
    """Compare what has nothing but an id."""
    ids = {second[other].id: other for other in others}
    return {(one, ids[first[one].id]): SAME_ID for one in rows if first[one].id in ids}


def common_report(first: Records, second: Records, known: Known) -> Likeness:
    """Compare attributions by content, cues and sources together."""
    mine, theirs = cast("Sequence[Attribution]", first), cast("Sequence[Attribution]", second)
    found: Likeness = {}
    for one, other in sorted(_report_rows(mine, theirs, known)):
        attribution, partner = mine[one], theirs[other]
        marked = known.share("cues", attribution.cue_ids or (), partner.cue_ids or ())
        placed = overlap(attribution.content, partner.content)
        voiced = known.share("sources", _voices(attribution), _voices(partner))
        if (marked or placed or _is_bare(attribution)) and marked + placed + voiced >= ENOUGH:
            found[one, other] = marked + placed + voiced + _hints(attribution, partner)
    return found


def _report_rows(first: Sequence[Attribution], second: Sequence[Attribution], known: Known) -> set[tuple[int, int]]:
    """Give the attributions whose contents touch, that share a cue, or that both have neither content nor cue."""
    marking: dict[str, list[int]] = {}
    for row, partner in enumerate(second):
        for cue in partner.cue_ids or ():
            marking.setdefault(cue, []).append(row)
    rows = set(touching([one.content for one in first], [one.content for one in second]))
    for row, attribution in enumerate(first):
        cues = (known.mapped("cues", cue) for cue in attribution.cue_ids or ())
        rows |= {(row, other) for cue in cues if cue is not None for other in marking.get(cue, ())}
    bare, others = ([row for row, one in enumerate(side) if _is_bare(one)] for side in (first, second))
    return rows | set(itertools.product(bare, others))


def _is_bare(attribution: Attribution) -> bool:
    return not (attribution.content or attribution.cue_ids)


def same_promise(first: Records, second: Records, known: Known) -> Likeness:
    """Compare commitments: the same source to the same claim."""
    mine, theirs = cast("Sequence[Commitment]", first), cast("Sequence[Commitment]", second)
    rows = {key: row for row, key in enumerate(_counted((one.claim_id, one.source_id) for one in theirs))}
    keys = _counted((known.mapped("claims", one.claim_id), known.mapped("sources", one.source_id)) for one in mine)
    return {(row, rows[key]): 1.0 for row, key in enumerate(keys) if key in rows}


def _counted(keys: Iterable[Hashable]) -> Iterator[Hashable]:
    """Tell equal keys apart by how many came before."""
    seen: Counter[Hashable] = Counter()
    for key in keys:
        yield key, seen[key]
        seen[key] += 1


def common_attitude(first: Records, second: Records, known: Known) -> Likeness:
    """Compare stances by holder, target and expression; two of the three must have something in common."""
    mine, theirs = cast("Sequence[Stance]", first), cast("Sequence[Stance]", second)
    found: Likeness = {}
    for one, other in sorted(_attitude_rows(mine, theirs, known)):
        stance, partner = mine[one], theirs[other]
        parts = [
            float(known.same("sources", stance.holder_id, partner.holder_id)),
            _aim(stance.target, partner.target, known),
            overlap(stance.expression, partner.expression),
        ]
        if sum(part > 0 for part in parts) > 1 and sum(parts) >= ENOUGH:
            reported = known.same("attributions", stance.attribution_id, partner.attribution_id)
            found[one, other] = sum(parts) + HINTS * reported + _hints(stance, partner)
    return found


def _attitude_rows(first: Sequence[Stance], second: Sequence[Stance], known: Known) -> set[tuple[int, int]]:
    """Give the stances of one holder, and those whose expressions touch: of any two parts, one is among these."""
    held: dict[str, list[int]] = {}
    for row, partner in enumerate(second):
        held.setdefault(partner.holder_id, []).append(row)
    rows = set(touching([one.expression for one in first], [one.expression for one in second]))
    holders = [known.mapped("sources", one.holder_id) for one in first]
    return rows | {(row, other) for row, holder in enumerate(holders) if holder is not None for other in held.get(holder, ())}


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


def _words(side: Side) -> Places:
    """Give the code points that name each source in the attributions that it has."""
    named = ((mention.source_id, mention.span) for one in _attributions(side) for mention in one.sources or ())
    return _places_of(named)


def _contents(side: Side) -> Places:
    """Give the code points that each source is reported to say."""
    return _places_of((source_id, one.content) for one in _attributions(side) for source_id in _voices(one))


def _places_of(spans: Iterable[tuple[str, Span | None]]) -> Places:
    places: Places = {}
    for name, span in spans:
        for fragment in span or ():
            places.setdefault(name, set()).update(range(fragment.start, fragment.end))
    return places


def _shared(first: set[int] | None, second: set[int] | None) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _voices(attribution: Attribution) -> list[str]:
    return [mention.source_id for mention in attribution.sources or ()]


def _spans(records: Records) -> list[Span | None]:
    return [_span(record) for record in records]


def _span(record: Annotation) -> Span:
    return cast("Claim", record).span


def _attributions(side: Side) -> Sequence[Attribution]:
    return cast("Sequence[Attribution]", side["attributions"])


def _entities(records: Records) -> Sequence[Entity]:
    return cast("Sequence[Entity]", records)


def _names(entity: Entity) -> list[tuple[str, str]]:
    """Give the name and the link of an entity, as far as it has them."""
    return [(field, value) for field in ("name", "link") if (value := getattr(entity, field))]


def _hints(first: Annotation, second: Annotation) -> float:
    """Give a little for names and the like that agree, and next to nothing for the same id."""
    fields = hint_fields(type(first))
    agreeing = sum(bool(getattr(first, name) == getattr(second, name)) for name in fields)
    return HINTS * agreeing / max(len(fields), 1) + SAME_ID * (first.id == second.id)


@cache
def hint_fields(kind: type[Annotation]) -> tuple[str, ...]:
    """Give the fields of a layer that are neither its place nor its references, nor a note, nor anything that is measured."""
    layer = layer_of(kind)
    flags = {column.path for column in columns(layer) if column.type == pa.bool_()}
    references = {path.split(".")[0] for path in REFERENCES.get(layer, {})}
    others = {*HEAD, *TAIL, "span", *references, *labels(layer), *flags, *JUDGED}
    return tuple(name for name in kind.model_fields if name not in others)
