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

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Item = TypeVar("Item")

Text = Annotated[str, StringConstraints(min_length=0)]
"""Any string that UTF-8 can hold; the length constraint makes pydantic refuse lone surrogates."""

Name = Annotated[str, StringConstraints(min_length=1)]
"""A string that is not empty: an id, a label, a surface."""

Many = Annotated[tuple[Item, ...], Field(strict=False)]
"""An ordered, immutable list; given as any list or tuple."""

Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A position in a text, in Unicode code points from 0."""


class Record(BaseModel):
    """A frozen record: no coercion, no unknown fields, no NaN, no infinity."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)
