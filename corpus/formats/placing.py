r"""Placing: regions of a file whose surfaces may be there or not, held against the text and put into code points.

Where surfaces stand beside the bounds (or tokens, which prove as much), the offset proof decides what the file counts; tools
that fold white space in a surface are forgiven. Where nothing proves the unit, the expected one is taken, and the report says
so if the text has characters on which the units differ.

>>> from corpus.errors import Place
>>> from corpus.formats.regions import Region
>>> from corpus.formats.reports import Ledger
>>> drafts = [Draft(Region("r", "who", (3, 6)), "Ana", "{}")]
>>> place_regions("😀 Ana says no", drafts, ledger=Ledger(), where=Place(file="d.json"))
[Region(id='r', label='who', bounds=(2, 5), kind='span', line=0)]
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from corpus.formats.offsets import CONVENTIONS, Convention, Proof, prove

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.errors import Place
    from corpus.formats.offsets import Expected
    from corpus.formats.regions import Region
    from corpus.formats.reports import Ledger

TRUSTED_SHARE = 0.5
"""Of the surfaces of a document; if fewer match, its offsets prove nothing."""
WIDEST = 4
"""The most that one code point counts, in any unit; a line end counts twice at most."""


class Draft(NamedTuple):
    """A region whose bounds are as the file counts, the surface where the file gives one, and what was written."""

    region: Region
    surface: str | None
    content: str


def place_regions(  # noqa: PLR0913 - options, each by keyword
    text: str,
    drafts: Sequence[Draft],
    *,
    ledger: Ledger,
    where: Place,
    evidence: Sequence[Expected] = (),
    expected: Convention | None = None,
    is_sure: bool = False,
) -> list[Region]:
    """Give the regions in code points that hold against the text; quarantine the others.

    Args:
        text: the text as it is stored.
        drafts: the regions of one annotator, or of all that count alike.
        ledger: is told of the proof, and of every region that does not hold.
        where: the file and line of the document.
        evidence: bounds and surfaces that are no annotations, such as tokens.
        expected: what the format counts where nothing proves it.
        is_sure: whether the file itself says that it counts so; else the report tells of it.
    """
    fit = [draft for draft in drafts if _is_within(draft, text, ledger, where)]
    placed = [draft for draft in fit if draft.region.kind != "unplaced"]
    said: list[Expected] = [((one.region.bounds,), one.surface) for one in placed if one.surface is not None]
    proof = likeliest(text, [*said, *evidence], expected)
    if placed and not is_sure:
        _tell(proof, placed, ledger, where)
    if proof.matched < TRUSTED_SHARE * len(proof.spans):
        _distrust(placed, proof, ledger, where)
        return [one.region for one in fit if one.region.kind == "unplaced"]
    settled = (_settled(one, proof, ledger, where) for one in fit)
    return [region for region in settled if region is not None]


def units_differ(text: str, bounds: Iterable[tuple[int, int]]) -> bool:
    """Tell whether it matters for any bounds in which unit they are counted.

    >>> units_differ("😀 Ana", [(3, 6)]), units_differ("Ana 😀", [(0, 3)])
    (True, False)
    """
    if text.isascii() and "\r\n" not in text:
        return False
    proofs = [Proof(text, (), Convention(unit)) for unit in ("code points", "UTF-16 units", "graphemes")]
    return any(len({_bounds(proof, *one) for proof in proofs}) > 1 for one in bounds)


def likeliest(text: str, said: Sequence[Expected], expected: Convention | None = None) -> Proof:
    r"""Prove what the bounds count, and forgive white space where not every surface is what the text says.

    >>> likeliest("Ana\n says", [(((0, 9),), "Ana says")]).is_complete
    True
    """
    proof = prove(text, said, expected=expected)
    if proof.is_complete:
        return proof
    candidates = [Proof(text, said, one) for one in (proof.convention, *CONVENTIONS)]
    return min((replace(one, misses=_misses(one)) for one in candidates), key=lambda one: len(one.misses))


def _misses(proof: Proof) -> tuple[int, ...]:
    """Name the spans whose surface is not what the text says, white space aside."""
    found = [(_bounds(proof, *bounds[0]), surface) for bounds, surface in proof.spans]
    return tuple(
        number
        for number, (bounds, surface) in enumerate(found)
        if bounds is None or _squeezed(proof.text[slice(*bounds)]) != _squeezed(surface)
    )


def _squeezed(surface: str) -> str:
    """Take away white space, and a line end that a tool wrote as backslash and n; between blocks of a page tools add some."""
    return "".join(surface.replace("\\n", "\n").split())


def _bounds(proof: Proof, start: int, end: int) -> tuple[int, int] | None:
    """Give code points, unless they are outside the text, inside a character, or none at all."""
    try:
        first, last = proof.code_points(start, end)
    except ValueError:
        return None
    return (first, last) if 0 <= first < last <= len(proof.text) else None


def _tell(proof: Proof, placed: list[Draft], ledger: Ledger, where: Place) -> None:
    is_relevant = units_differ(proof.text, (draft.region.bounds for draft in placed))
    if proof.spans:
        ledger.prove(proof, where)
        if is_relevant and proof.convention != Convention() and proof.matched >= TRUSTED_SHARE * len(proof.spans):
            ledger.change("F204", f"the file counts {proof.convention}; the bounds were translated to code points", where)
    elif is_relevant:
        reason = "no surface tells what the file counts, and the text has characters that count differently"
        ledger.change("F206", f"{reason}; {proof.convention} were assumed", where)


def _is_within(draft: Draft, text: str, ledger: Ledger, where: Place) -> bool:
    start, end = draft.region.bounds
    if draft.region.kind == "unplaced" or 0 <= start < end <= 2 * WIDEST * len(text):
        return True
    _quarantine_bounds(draft, text, ledger, where)
    return False


def _settled(draft: Draft, proof: Proof, ledger: Ledger, where: Place) -> Region | None:
    if draft.region.kind == "unplaced":
        return draft.region
    bounds = _bounds(proof, *draft.region.bounds)
    if bounds is None:
        _quarantine_bounds(draft, proof.text, ledger, where)
        return None
    said = proof.text[slice(*bounds)]
    if draft.surface is not None and _squeezed(said) != _squeezed(draft.surface):
        reason = (
            f"expected the surface that the text has at {bounds[0]} {bounds[1]}, {said[:60]!r}, found {draft.surface[:60]!r}"
        )
        ledger.quarantine("F104", reason, _place(draft, where), draft.content)
        return None
    return draft.region._replace(bounds=bounds)


def _distrust(placed: list[Draft], proof: Proof, ledger: Ledger, where: Place) -> None:
    found = f"{proof.matched} of {len(proof.spans)} under the convention that fits best ({proof.convention})"
    reason = f"expected surfaces that the text has at these bounds, found {found}; is it the text of these annotations?"
    for draft in placed:
        ledger.quarantine("F108", reason, _place(draft, where), draft.content)


def _quarantine_bounds(draft: Draft, text: str, ledger: Ledger, where: Place) -> None:
    start, end = draft.region.bounds
    reason = f"expected bounds within the text of {len(text)} code points, the start before the end, found {start} {end}"
    ledger.quarantine("F105", reason, _place(draft, where), draft.content)


def _place(draft: Draft, where: Place) -> Place:
    return replace(where, line=draft.region.line or where.line)
