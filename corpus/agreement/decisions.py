"""Decisions: does every line of a filled work list decide an item that there is, once, with a reason?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from corpus.agreement.worklists import ALL, DECISIONS, EDITED, NONE
from corpus.errors import Finding, Place, UnfitDecisions
from corpus.model import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.agreement.worklists import Item

CODES = {
    "A101": "an item is not decided",
    "A102": "no such item",
    "A103": "an item is decided twice",
    "A104": "a decision does not say why, or who decided",
    "A105": "the list was made for other annotations",
    "A106": "no such decision",
    "A107": "an edited record that makes none",
    "A108": "a reference to what does not stand",
}
"""Why a filled work list is refused; public and never reused."""

FILLED = ("decision", "record", "reason", "guideline", "decided_by")
"""What a person fills in; the rest of an item is as the sets have it now."""
KEY = ("layer", "document_id", "kind", "candidates", "references")
"""What was decided about; an item in which any of these has changed must be decided anew."""
UNDECIDED = "expected a decision, found none; decide it, or choose a policy for what is left open"


def judge(
    items: Mapping[str, Item], decisions: Sequence[Item], places: Sequence[Place] = (), *, complete: bool
) -> dict[str, Item]:
    """Give the decisions by the name of their item.

    Args:
        items: the work list as it is now.
        decisions: filled items, in any order.
        places: where each decision was read.
        complete: whether every item must be decided.

    Raises:
        UnfitDecisions: they do not fit; it carries every reason.
    """
    read = list(zip(decisions, places or [_place(one) for one in decisions], strict=True))
    decided = {one.item: one for one in decisions if one.decision is not None}
    findings = [_finding(one, place, *reason) for one, place in read for reason in _against(one, items.get(one.item))]
    findings += _twice(read)
    if complete:
        lines = {one.item: place for one, place in read}
        left = [item for name, item in items.items() if name not in decided]
        findings += [_finding(item, lines.get(item.item, _place(item)), "A101", UNDECIDED) for item in left]
    if findings:
        raise UnfitDecisions(sorted(findings, key=lambda found: found.place.line or 0))
    return {
        name: items[name].model_copy(update={field: getattr(one, field) for field in FILLED}) for name, one in decided.items()
    }


def refuse_links(
    unfit: Sequence[tuple[str, str]], items: Mapping[str, Item], decisions: Sequence[Item], places: Sequence[Place]
) -> None:
    """Refuse decisions that do not fit together: by the name of the item, why its record cannot stand.

    Raises:
        UnfitDecisions: there are any.
    """
    lines = dict(zip((one.item for one in decisions), places, strict=False))
    findings = [_finding(items[name], lines.get(name, _place(items[name])), "A108", message) for name, message in unfit]
    if findings:
        raise UnfitDecisions(sorted(findings, key=lambda found: found.place.line or 0))


def _place(item: Item) -> Place:
    return Place(layer=item.layer, document_id=item.document_id)


def _finding(item: Item, place: Place, code: str, message: str) -> Finding:
    return Finding(code, "error", f"{item.item}: {message}", place)


def _twice(read: Sequence[tuple[Item, Place]]) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    for one, place in read:
        if one.item in first:
            where = f" (first: line {first[one.item].line})" if first[one.item].line else ""
            yield _finding(one, place, "A103", f"expected one decision, found another{where}; keep one")
        first.setdefault(one.item, place)


def _against(one: Item, asked: Item | None) -> Iterator[tuple[str, str]]:
    """Say what stands against one decision; an item left open has nothing against it."""
    if asked is None:
        yield "A102", "expected an item of the work list of these sets, found none of that name; make the list anew"
        return
    if any(getattr(one, name) != getattr(asked, name) for name in KEY):
        yield "A105", "the sets have other annotations now than the list says, or these point at others; make the list anew"
        return
    if one.decision is None:
        return
    if not (one.reason or "").strip():
        yield "A104", "expected a reason, found none; say why it was decided so"
    if one.decided_by is None:
        yield "A104", "expected who decided (`decided_by`), found nobody; add a name and a kind"
    yield from _against_decision(one)


def _against_decision(one: Item) -> Iterator[tuple[str, str]]:
    having = [name for name, found in one.candidates.items() if found is not None]
    if one.decision not in {*having, *DECISIONS}:
        why = ", which has no candidate" if one.decision in one.candidates else ""
        yield "A106", f"expected one of {', '.join([*having, NONE, ALL, EDITED])}, found {one.decision!r}{why}"
    if one.decision == EDITED and one.record is None:
        yield "A106", "expected the edited record, found none; write it into `record`"
    if one.record is not None and one.decision != EDITED:
        yield "A106", f"expected a record only where the decision is {EDITED!r}, found one with {one.decision!r}"
    if one.decision == EDITED and one.record is not None:
        yield from (("A107", message) for message in _flaws(one.layer, one.document_id, one.record))


def _flaws(layer: str, document_id: str, record: Mapping[str, object]) -> Iterator[str]:
    if record.get("document_id", document_id) != document_id:
        yield f"expected a record of {document_id!r}, found one of {record['document_id']!r}"
    try:
        LAYERS[layer].model_validate({"id": "edited"} | dict(record) | {"document_id": document_id})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield f"record.{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}"
