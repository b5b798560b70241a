"""Places: text-bound lines held against the text, by what the file counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.brat.bounds import Disorder
from corpus.formats.brat.sheets import BYTE_ORDER_MARK
from corpus.formats.fragments import joined
from corpus.formats.offsets import Convention, Proof, matches, prove

if TYPE_CHECKING:
    from corpus.formats.brat.sheets import Sheet
    from corpus.formats.graph import Fragments, Span
    from corpus.formats.reports import Ledger

TRUSTED_SHARE = 0.5
"""Of the surfaces of a file; if fewer match, its offsets prove nothing."""


def place_spans(sheet: Sheet, spans: list[Span], surfaces: list[str], doubtful: set[int]) -> list[Span]:
    """Give the spans in code points whose surface is what the text says.

    Args:
        sheet: the file and its text.
        spans: with the bounds of the file.
        surfaces: the text that each line gives.
        doubtful: which of them do not say at once what the text says; the others need no second look.
    """
    proof = _proof(sheet, spans, surfaces, doubtful)
    if sheet.text.startswith(BYTE_ORDER_MARK) and not _is_trusted(proof):
        shifted = [span._replace(fragments=tuple([(start + 1, end + 1) for start, end in span.fragments])) for span in spans]
        other = _proof(sheet, shifted, surfaces, set(range(len(spans))))
        if _is_trusted(other):
            sheet.change("F204", "the file does not count the byte order mark of the text; the bounds were moved behind it")
            spans, proof, doubtful = shifted, other, set(range(len(spans)))
    sheet.ledger.prove(proof, Place(file=sheet.file))
    is_translated = proof.convention != Convention()
    if not doubtful and not is_translated:
        return spans
    if not _is_trusted(proof):
        _distrust(sheet, spans, proof)
        return []
    if is_translated:
        sheet.change("F204", f"the file counts {proof.convention}; the bounds were translated to code points")
    misses = set(proof.misses)
    second = range(len(spans)) if is_translated else doubtful
    settled = {place: _settled(sheet, spans[place], proof, missed=place in misses) for place in sorted(misses.union(second))}
    found = (settled.get(place, span) for place, span in enumerate(spans))
    return [span for span in found if span is not None]


def _is_trusted(proof: Proof) -> bool:
    return proof.matched >= TRUSTED_SHARE * len(proof.spans)


def _proof(sheet: Sheet, spans: list[Span], surfaces: list[str], doubtful: set[int]) -> Proof:
    expected = [(span.fragments, surface) for span, surface in zip(spans, surfaces, strict=True)]
    all_match = all(matches(sheet.text, *expected[place]) for place in doubtful)
    return Proof(sheet.text, expected, Convention()) if all_match else prove(sheet.text, expected)


def _settled(sheet: Sheet, span: Span, proof: Proof, *, missed: bool) -> Span | None:
    """Give a span in code points and in order, or put its line into quarantine."""
    if missed:
        _quarantine(sheet, span)
        return None
    bounds = tuple([proof.code_points(start, end) for start, end in span.fragments])
    fragments = joined(bounds)
    if not fragments:
        sheet.quarantine("F105", f"expected at least one character, found none at {written(bounds)}", span.line)
        return None
    if fragments != bounds:
        tell_disorder(Disorder(span.line, bounds, fragments), sheet.file, sheet.ledger)
    return span if fragments == span.fragments else span._replace(fragments=fragments)


def tell_disorder(disorder: Disorder, file: str, ledger: Ledger) -> None:
    """Write down that fragments were put into order."""
    reason = f"fragments {written(disorder.written)} were put into order and joined: {written(disorder.made)}"
    ledger.change("F201", reason, Place(file=file, line=disorder.line))


def _distrust(sheet: Sheet, spans: list[Span], proof: Proof) -> None:
    found = f"{proof.matched} of {len(spans)} under the convention that fits best ({proof.convention})"
    reason = f"expected surfaces that the text has at these bounds, found {found}; is it the text of this file?"
    for span in spans:
        sheet.quarantine("F108", reason, span.line)


def _quarantine(sheet: Sheet, span: Span) -> None:
    if all(0 <= start <= end <= len(sheet.text) for start, end in span.fragments):
        said = sheet.surface(span.fragments)[:60]
        sheet.quarantine("F104", f"expected the surface that the text has at {written(span.fragments)}, {said!r}", span.line)
    else:
        bounds = f"bounds within {len(sheet.text)} code points, the start before the end"
        sheet.quarantine("F105", f"expected {bounds}, found {written(span.fragments)}", span.line)


def written(fragments: Fragments) -> str:
    """Write bounds as brat does.

    >>> written(((0, 3), (5, 9)))
    '0 3;5 9'
    """
    return ";".join([f"{start} {end}" for start, end in fragments])
