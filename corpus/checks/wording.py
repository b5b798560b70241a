"""W405 to W409, W411, W413: do labels go with the words that they stand on?"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING

from corpus.checks.numerals import readings
from corpus.model.words import cuts_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.checks.bundles import Bundle
    from corpus.errors import Finding
    from corpus.model import Annotation, Cue, Quantity, Span

QUOTES = frozenset("\"'‘’‚‛“”„‟«»‹›「」『』`´")
"""What opens or closes a quotation."""

TIMES = ("date", "duration", "set")
"""The kinds of quantity that have a TIMEX3 value."""
ENGLISH = "en"
"""The language whose numerals can be read; a document without one is taken to be in it."""

NEAR = 12
"""Code points shown on each side of a cut."""


def check_wording(bundle: Bundle) -> Iterator[Finding]:
    """Check one document's annotations against their words."""
    if "cues" in bundle.whole:
        yield from _check_negated(bundle)
    yield from _check_quoted(bundle)
    if (bundle.language or ENGLISH).lower().startswith(ENGLISH):
        yield from _check_values(bundle)
    yield from _check_extents(bundle)
    yield from _check_times(bundle)
    if bundle.text is not None:
        yield from _check_words(bundle, bundle.text)


def _check_negated(bundle: Bundle) -> Iterator[Finding]:
    negations = [cue for cue in bundle.cues.values() if cue.type == "negation"]
    touches = _overlap_test([cue.span for cue in negations])
    for cue in bundle.cues.values():
        if cue.negated and not (_is_doubled(cue, negations) if cue.type == "negation" else touches(_reach(cue))):
            message = f"expected a negation cue in {str(_reach(cue))!r}, found none"
            yield bundle.warning("W405", "cues", cue, message, path="negated")


def _overlap_test(spans: list[Span]) -> Callable[[Span], bool]:
    """Prepare to tell whether a span overlaps any of these, without looking at each of them each time."""
    fragments = sorted((fragment.start, fragment.end) for span in spans for fragment in span)
    starts = [start for start, _ in fragments]
    furthest = [0, *itertools.accumulate((end for _, end in fragments), max)]
    return lambda span: any(furthest[bisect_left(starts, one.end)] > one.start for one in span)


def _is_doubled(cue: Cue, negations: list[Cue]) -> bool:
    """A negated negation needs another than itself."""
    return any(_reach(cue).overlaps(other.span) for other in negations if other is not cue)


def _reach(cue: Cue) -> Span:
    return cue.extent or cue.span


def _check_quoted(bundle: Bundle) -> Iterator[Finding]:
    for one in bundle.attributions.values():
        if one.mode == "direct" and one.content is not None and one.content.surface is not None:
            first, last = one.content.surface[0], one.content.surface[-1]
            if first not in QUOTES or last not in QUOTES:
                message = f"expected quotation marks at both ends of direct content, found {first!r} and {last!r}"
                yield bundle.warning("W406", "attributions", one, message, path="content")


def _check_values(bundle: Bundle) -> Iterator[Finding]:
    for one in bundle.quantities.values():
        said = readings(one.span.surface or "")
        for name, value in _values(one):
            if said and not any(abs(value - number) <= 1e-9 * max(1.0, abs(number)) for number in said):
                shown = ", ".join(f"{number:g}" for number in said)
                message = f"expected {shown}, which {one.span.surface!r} says, found {value:g}"
                yield bundle.warning("W407", "quantities", one, message, path=name)


def _values(one: Quantity) -> list[tuple[str, float]]:
    return [(name, value) for name in ("value", "low", "high") if (value := getattr(one, name)) is not None]


def _check_extents(bundle: Bundle) -> Iterator[Finding]:
    for claim in bundle.claims.values():
        if claim.head is not None and not claim.span.contains(claim.head):
            message = f"expected words of the claim, found {str(claim.head)!r}"
            yield bundle.warning("W411", "claims", claim, message, path="head")
    for layer, records in (("mentions", bundle.mentions), ("quantities", bundle.quantities), ("cues", bundle.cues)):
        for one in records.values():
            if one.extent is not None and (one.extent == one.span or not one.extent.contains(one.span)):
                message = f"expected more than the span {str(one.span)!r} around it, found {str(one.extent)!r}"
                yield bundle.warning("W409", layer, one, message, path="extent")


def _check_times(bundle: Bundle) -> Iterator[Finding]:
    for one in bundle.quantities.values():
        if one.timex is not None and one.kind is not None and one.kind not in TIMES:
            message = f"expected a time ({', '.join(TIMES)}) beside the TIMEX3 value {one.timex!r}, found {one.kind}"
            yield bundle.warning("W413", "quantities", one, message, path="kind")


def _check_words(bundle: Bundle, text: str) -> Iterator[Finding]:
    for layer, one, path, span in _worded(bundle):
        for fragment in span or ():
            for edge in (fragment.start, fragment.end):
                if cuts_word(text, edge):
                    around = f"{text[max(0, edge - NEAR) : edge]}|{text[edge : edge + NEAR]}"
                    message = f"expected whole words, found a cut inside one: {around!r}"
                    yield bundle.warning("W408", layer, one, message, path=path)


def _worded(bundle: Bundle) -> Iterator[tuple[str, Annotation, str, Span | None]]:
    yield from (("cues", one, "scope", one.scope) for one in bundle.cues.values())
    yield from (("attributions", one, "content", one.content) for one in bundle.attributions.values())
    yield from (("claims", one, "span", one.span) for one in bundle.claims.values())
