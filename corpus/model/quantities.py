"""Quantities: numbers, amounts and times, with their value (after ACE and TIMEX3).

>>> over = Quantity(
...     id="quantity-1", document_id="d", span=[{"start": 5, "end": 14, "text": "8 million"}],
...     extent=[{"start": 0, "end": 14, "text": "over 8 million"}], kind="cardinal", value=8e6, modifier="MORE_THAN",
... )
>>> over.value, over.modifier
(8000000.0, 'MORE_THAN')
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from corpus.model.annotations import Annotation, Reference, find
from corpus.model.entities import Mention
from corpus.model.records import Name
from corpus.model.spans import Span

QuantityKind = Literal["cardinal", "ordinal", "percent", "money", "measure", "date", "duration", "set"]
QuantityModifier = Literal["APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"]

Timex = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9:+._-]*$")]
"""A TIMEX3 value: an ISO 8601 date or duration with X for what is open, or a token such as PAST_REF."""


class Quantity(Annotation):
    """A number with its unit, or an expression of time."""

    span: Span
    """Numeral and unit."""
    extent: Span | None = None
    """With the modifier (*over*, *up to*); null when equal to `span`."""
    kind: QuantityKind | None = None
    """cardinal, ordinal, percent, money, measure, date, duration, set (a repeated time)."""
    value: float | None = None
    """The number, in `unit`."""
    low: float | None = None
    """The lower end of a range."""
    high: float | None = None
    """The upper end of a range."""
    unit: Name | None = None
    """The unit in whole words, such as `metre`, or a currency code."""
    timex: Timex | None = None
    """TIMEX3 value of a date, duration or set, such as `P1W` or `2025-10-XX`."""
    modifier: QuantityModifier | None = None
    """How the text blurs the number (TIMEX3 `mod`, extended to numbers)."""
    counted_id: Reference | None = None
    """The mention that is counted."""

    @property
    def counted(self) -> Mention | None:
        """The mention that is counted."""
        if self.counted_id is None:
            return None
        return find(self, "mentions", self.counted_id, Mention)
