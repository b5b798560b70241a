"""Estimates: one measured figure with all that it takes to read it, or the reason why there is none.

A figure without its interval, its number of documents and what was left out says little; so the record has them all, and
holds no NaN: what is undefined is None, with a `reason`.

>>> constant = Estimate(measure="kappa", layer="cues", field="negated", observed_agreement=1.0, reason="all values are 'no'")
>>> print(constant)
kappa of cues.negated: undefined (all values are 'no'; observed agreement 1.000)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from corpus.errors import UnknownName
from corpus.model.records import Many, Name, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

Setting = str | int | float | bool | None
"""What a measure was told: a number, a name, or a list or table of them."""


class Estimate(Record):
    """One measure of agreement over one layer, or one field of it."""

    measure: Name
    """Its name; `corpus.agreement.MEASURES` describes each."""
    layer: Name
    """The layer that was compared."""
    field: Name | None = None
    """The field whose labels were compared, or the argument of a relation; null where places were compared."""
    value: float | None = None
    """The figure; null where it is undefined."""
    interval: Annotated[tuple[float, float], Field(strict=False)] | None = None
    """Low and high; null where there is none, and `notes` say why."""
    interval_method: Name | None = None
    """How the interval was made."""
    observed_agreement: float | None = None
    """Beside a figure that is corrected for chance: the share of pairs of judgements that are equal."""
    items: int = 0
    """What was compared: units with at least two values, spans of both sides, tokens, characters."""
    documents: int = 0
    """Documents that at least two of the sets cover."""
    documents_with_items: int | None = None
    """Those of them that bear on the figure, because there is anything to compare; the interval rests on these."""
    annotators: Many[Name] = ()
    """The sets that were compared."""
    left_out: dict[str, int] = Field(default_factory=dict)
    """What was left out, by reason."""
    settings: dict[str, Setting | Many[Setting] | dict[str, Setting]] = Field(default_factory=dict)
    """What the measure was told: categories, level, seed, resamples."""
    notes: Many[Name] = ()
    """What a reader should know: why there is no interval, or why it is doubtful."""
    reason: Name | None = None
    """Why the value is undefined."""

    @property
    def subject(self) -> str:
        """What was compared: the layer, and its field."""
        return self.layer if self.field is None else f"{self.layer}.{self.field}"

    def __str__(self) -> str:
        """Write the estimate as a line."""
        if self.value is None:
            observed = "" if self.observed_agreement is None else f"; observed agreement {self.observed_agreement:.3f}"
            return f"{self.measure} of {self.subject}: undefined ({self.reason}{observed})"
        low_high = "" if self.interval is None else f" [{self.interval[0]:.3f}, {self.interval[1]:.3f}]"
        return f"{self.measure} of {self.subject}: {self.value:.3f}{low_high}"


class Agreement(Record):
    """All estimates of one comparison, in the order in which they are shown.

    >>> found = Agreement(estimates=[Estimate(measure="alpha", layer="cues", field="type", value=0.5)])
    >>> found["alpha", "type"].value
    0.5
    """

    estimates: Many[Estimate]
    """The estimates."""

    def __getitem__(self, key: str | tuple[str, str | None]) -> Estimate:
        """Give the estimate of a measure, or of a measure and a field.

        Raises:
            UnknownName: it was not measured.
        """
        measure, field = (key, None) if isinstance(key, str) else key
        for estimate in self.estimates:
            if (estimate.measure, estimate.field) == (measure, field):
                return estimate
        message = f"no estimate of {measure!r} for {field or 'the places'}; there are {', '.join(map(_name, self.estimates))}"
        raise UnknownName(message)

    def __iter__(self) -> Iterator[Estimate]:  # type: ignore[override]  # it is the sequence of its estimates
        """Go through the estimates."""
        return iter(self.estimates)

    def __len__(self) -> int:
        """Count the estimates."""
        return len(self.estimates)

    def to_objects(self) -> list[dict[str, object]]:
        """Give the estimates as plain objects, null left out."""
        return [estimate.model_dump(mode="json", exclude_none=True) for estimate in self.estimates]


def _name(estimate: Estimate) -> str:
    return estimate.measure if estimate.field is None else f"{estimate.measure} of {estimate.field}"
