r"""What all records share: frozen, strict, closed, and safe to write as UTF-8.

>>> class Point(Record):
...     label: Name
>>> Point(label="a").label
'a'
>>> Point(label="\ud800")
Traceback (most recent call last):
...
pydantic_core._pydantic_core.ValidationError: ...
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Item = TypeVar("Item")

Text = Annotated[str, StringConstraints(min_length=0)]
"""Any string that UTF-8 can hold; the length constraint makes pydantic refuse lone surrogates."""

Name = Annotated[str, StringConstraints(min_length=1)]
"""A string that is not empty: an id, a label, a surface."""

DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _in_calendar(written: str) -> str:
    try:
        date.fromisoformat((written + "-01-01")[: len("2025-01-01")])
    except ValueError as error:
        message = "expected a day of the calendar: {why}"
        raise PydanticCustomError("date", message, {"why": str(error)}) from error
    return written


Date = Annotated[str, StringConstraints(pattern=DATE), AfterValidator(_in_calendar)]
"""A year, month or day (ISO 8601)."""

Day = Annotated[str, StringConstraints(pattern=DAY), AfterValidator(_in_calendar)]
"""A day (ISO 8601)."""

Many = Annotated[tuple[Item, ...], Field(strict=False)]
"""An ordered, immutable list; given as any list or tuple."""

Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A position in a text, in Unicode code points from 0."""


class Record(BaseModel):
    """A frozen record: no coercion, no unknown fields, no NaN, no infinity."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)
