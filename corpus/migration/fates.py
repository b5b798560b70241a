"""Fates: what becomes of one line of the old corpus on its way through the steps.

A line is carried whole or not at all: where a step makes several objects of one and one of them is not valid, the line stays
behind, word for word. It is held to the schema of its own version first, and after each step to that of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.files.refusals import visible_ids
from corpus.migration.outcomes import Dangling, Uncarried
from corpus.migration.steps import Carried, leave

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.migration.lines import Line
    from corpus.migration.published import Published
    from corpus.migration.steps import JsonObject, Loss, Step

    Key = tuple[str | None, str, str]

FIXED = ("corpus", "documents", "set")
"""Kinds of file whose objects stay one, and stay where they are."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A line, the objects that it became with the kind of file of each, and what was lost."""

    line: Line
    value: JsonObject | None
    """The object that stood in the line; None where none could be read."""
    placed: tuple[tuple[str, JsonObject], ...] = ()
    losses: tuple[Loss, ...] = ()
    reason: str | None = None
    """Why it was left behind."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the line may be written as it stands."""
        return self.placed == ((self.line.kind, self.value),)

    @property
    def key(self) -> Key:
        """The set, document and id, as far as they can be seen; a document's own id counts as its document."""
        seen = self.value or visible_ids(self.line.raw.decode(errors="replace"))
        names = {name: str(seen.get(name, "")) for name in ("document_id", "id")}
        if self.line.kind == "documents":
            return None, names["id"], ""
        return self.line.set_id, names["document_id"], names["id"]

    def uncarried(self) -> Iterator[Uncarried]:
        """Give what was left behind: the whole line, or the fields that were lost."""
        line, file = self.line, str(self.line.file)
        if self.reason is not None:
            yield Uncarried(file, line.number, line.kind, self.reason, line.raw)
        for loss in self.losses:
            yield Uncarried(file, line.number, line.kind, loss.reason, line.raw, loss.field, loss.value)


def fate_of(line: Line, chain: Sequence[Step], published: Sequence[Published]) -> Fate:
    """Take a line through the steps; `published` are the schemas of its own version and of the one after each step."""
    value = line.parsed()
    if isinstance(value, str):
        return Fate(line, None, reason=value)
    refusal = published[0].refusal(line.kind, value)
    if refusal is not None:
        return Fate(line, value, reason=f"it is not valid in version {published[0].version}, its own: {refusal}")
    carried = Carried(((line.kind, value),))
    for step, target in zip(chain, published[1:], strict=True):
        carried = _advance(carried, step, target)
    return Fate(line, value, carried.placed, carried.losses, carried.reason)


def dangling(fates: Sequence[Fate]) -> Iterator[Dangling]:
    """Give the references of what was carried to what was not."""
    lost = {fate.key for fate in fates if fate.reason is not None} - {fate.key for fate in fates if fate.reason is None}
    for fate in fates if lost else ():
        if fate.line.kind in FIXED:
            continue
        for _, value in fate.placed:
            yield from _dangling(fate, value, lost)


def _dangling(fate: Fate, value: JsonObject, lost: set[Key]) -> Iterator[Dangling]:
    file, number, document_id = str(fate.line.file), fate.line.number, str(value.get("document_id"))
    if (None, document_id, "") in lost:
        yield Dangling(file, number, "document_id", document_id)
    for path, reference in _references(value, ""):
        if (fate.line.set_id, document_id, reference) in lost:
            yield Dangling(file, number, path, reference)


def _references(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Give the strings in fields whose names end as those of references do."""
    if isinstance(value, dict):
        for name, held in value.items():
            if name not in ("document_id", "extras"):
                yield from _references(held, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for held in value:
            yield from _references(held, path)
    elif isinstance(value, str) and path.endswith(("_id", "_ids")):
        yield path, value


def _advance(carried: Carried, step: Step, target: Published) -> Carried:
    placed: list[tuple[str, JsonObject]] = []
    losses = list(carried.losses)
    for kind, value in carried.placed:
        found = step.transform(kind, value)
        reason = found.reason or _refusal(kind, found, step, target)
        if reason is not None:
            return leave(reason)
        placed += found.placed
        losses += found.losses
    return Carried(tuple(placed), tuple(losses), carried.reason)


def _refusal(kind: str, found: Carried, step: Step, target: Published) -> str | None:
    """Say why what a step made of an object cannot stand in the new version."""
    kinds = [to for to, _ in found.placed]
    if not kinds or (kind in FIXED and kinds != [kind]) or (kind not in FIXED and not set(kinds).isdisjoint(FIXED)):
        made = ", ".join(kinds) or "nothing"
        return f"the step from version {step.old} to {step.new} makes {made} of it, which cannot be"
    refusals = (target.refusal(to, value) for to, value in found.placed)
    reason = next((refusal for refusal in refusals if refusal is not None), None)
    return reason and f"it would not be valid in version {target.version}: {reason}"
