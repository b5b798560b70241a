"""Reports: how like one another sources, attributions, commitments and stances are, by places and by what they point at."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, cast

from corpus.agreement.likeness import HINTS, hints, same_id
from corpus.agreement.matching import overlap, touching

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from corpus.agreement.likeness import Known, Places, Records, Side
    from corpus.agreement.matching import Likeness
    from corpus.model import Attribution, Commitment, Source, Span, Stance, Target

ENOUGH = 1.0
"""The least likeness of attributions and stances that are paired: one of their parts in full, or several in part."""


def common_voice(first: Records, second: Records, known: Known) -> Likeness:
    """Compare sources by their entity, and by the words that name them in attributions."""
    mine, theirs = cast("Sequence[Source]", first), cast("Sequence[Source]", second)
    words, their_words = _words(known.first), _words(known.second)
    found: Likeness = {}
    for one, other in sorted(_voice_rows(mine, theirs, known, (words, their_words))):
        source, partner = mine[one], theirs[other]
        same_entity = known.same("entities", source.entity_id, partner.entity_id)
        shared = _shared(words.get(source.id), their_words.get(partner.id))
        found[one, other] = 2 * same_entity + shared + hints(source, partner)
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
        (one, other): shared + hints(first[one], second[other])
        for one in mute[0]
        for other in mute[1]
        if (shared := _shared(said[0].get(first[one].id), said[1].get(second[other].id)))
    }
    silent = [row for row in mute[0] if first[row].id not in said[0]], [row for row in mute[1] if second[row].id not in said[1]]
    return found | same_id(first, second, *silent)


def _mute(records: Records, side: Side) -> list[int]:
    words = _words(side)
    sources = enumerate(cast("Sequence[Source]", records))
    return [row for row, source in sources if not source.entity_id and source.id not in words]


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
            found[one, other] = marked + placed + voiced + hints(attribution, partner)
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
            found[one, other] = sum(parts) + HINTS * reported + hints(stance, partner)
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


def _attributions(side: Side) -> Sequence[Attribution]:
    return cast("Sequence[Attribution]", side["attributions"])
