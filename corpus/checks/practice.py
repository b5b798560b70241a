"""W4xx: good practice, which a set may have a reason to depart from; the reason stands in the annotation's `note`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.checks.bundles import Bundle, bundles
from corpus.checks.wording import check_wording
from corpus.model import AUTHOR, Attribution, Claim, Commitment
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.errors import Finding
    from corpus.model import Span
    from corpus.model.reading import Reading

DISTANT = ("Uu", "PS+", "PS-", "PR+", "PR-", "CT-")
"""How an author may be committed to a claim that a distancing cue reports."""


def check_practice(reading: Reading) -> Iterator[Finding]:
    """Check the practice of every set, document by document."""
    for bundle in bundles(reading):
        yield from _check_nesting(bundle)
        yield from _check_claims(bundle)
        if bundle.record.profile == "gold":
            if "commitments" in bundle.whole:
                yield from _check_completeness(bundle)
            yield from _check_graded(bundle)
        yield from _check_engagement(bundle)
        yield from check_wording(bundle)


def _check_nesting(bundle: Bundle) -> Iterator[Finding]:
    """W401: source, cue and content of a child lie inside the content of its parent (SCHEMA, settled after a pilot)."""
    for child in bundle.attributions.values():
        parent = bundle.attributions.get(child.parent_id or "")
        if parent is None or parent.content is None:
            continue
        outside = [part for part, span in _parts(bundle, child) if not parent.content.contains(span)]
        if outside:
            message = f"expected {', '.join(outside)} inside the content of its parent {parent.id}"
            yield bundle.warning("W401", "attributions", child, message, path="parent_id")


def _check_claims(bundle: Bundle) -> Iterator[Finding]:
    """W412: an attributed claim is part of what is attributed."""
    for claim in bundle.claims.values():
        attribution = bundle.attributions.get(claim.attribution_id or "")
        if attribution is not None and attribution.content is not None and not attribution.content.contains(claim.span):
            message = f"expected the claim inside the content of {attribution.id}"
            yield bundle.warning("W412", "claims", claim, message, path="attribution_id")


def _parts(bundle: Bundle, attribution: Attribution) -> Iterator[tuple[str, Span]]:
    for mention in attribution.sources or ():
        if mention.span is not None:
            yield "the source", mention.span
    for cue in bundle.cues_of(attribution):
        yield f"cue {cue.id}", cue.span
    if attribution.content is not None:
        yield "the content", attribution.content


def _check_completeness(bundle: Bundle) -> Iterator[Finding]:
    """W402: every voice around a claim, and the author, has said how surely it holds it."""
    committed: dict[str, set[str]] = {}
    for commitment in bundle.commitments.values():
        committed.setdefault(commitment.claim_id, set()).add(commitment.source_id)
    for claim in bundle.claims.values():
        missing = [one for one in _voices(bundle, claim) if one not in committed.get(claim.id, set())]
        if missing:
            yield bundle.warning("W402", "claims", claim, f"expected a commitment of {', '.join(missing)}, found none")


def _voices(bundle: Bundle, claim: Claim) -> list[str]:
    sources = [mention.source_id for one in bundle.chain(claim.attribution_id) for mention in one.sources or ()]
    return list(dict.fromkeys([*sources, AUTHOR]))


def _check_graded(bundle: Bundle) -> Iterator[Finding]:
    """W410: a gold cue has the engagement or strength that its type calls for."""
    for cue in bundle.cues.values():
        if cue.type in ENGAGED_TYPES and cue.engagement is None:
            yield bundle.warning("W410", "cues", cue, f"expected an engagement on this {cue.type} cue, found none")
        if cue.type in GRADED_TYPES and cue.strength is None:
            yield bundle.warning("W410", "cues", cue, f"expected a strength on this {cue.type} cue, found none")


def _check_engagement(bundle: Bundle) -> Iterator[Finding]:
    """W403, W404: the author's commitment goes with the engagement of the cues that report the claim.

    Engagement is that of the voice that uses the cue. Inside the content of another attribution this is not the author's
    (*Maduro said the report reveals ...*), and says nothing about the author.
    """
    for commitment in bundle.commitments.values():
        claim = bundle.claims.get(commitment.claim_id)
        attribution = None if claim is None else bundle.attributions.get(claim.attribution_id or "")
        if commitment.source_id != AUTHOR or commitment.value is None or attribution is None:
            continue
        if attribution.parent_id is not None:
            continue
        engagements = {cue.engagement for cue in bundle.cues_of(attribution)}
        if "distance" in engagements and commitment.value not in DISTANT:
            yield _disagreement(bundle, commitment, "W403", f"one of {', '.join(DISTANT)} beside a distancing cue")
        if "endorse" in engagements and commitment.value == "Uu":
            yield _disagreement(bundle, commitment, "W404", "more than Uu beside an endorsing cue")


def _disagreement(bundle: Bundle, commitment: Commitment, code: str, expected: str) -> Finding:
    message = f"expected {expected}, found {commitment.value}"
    return bundle.warning(code, "commitments", commitment, message, path="value")
