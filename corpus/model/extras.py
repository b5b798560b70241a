"""Extras: what an import brought along that has no field of its own, as one JSON object.

In memory and in JSON Lines it is an object, in columns a JSON string (Parquet has no type for an open object).

>>> encode_extras({"brat": ["T1", "T2"]})
'{"brat":["T1","T2"]}'
>>> decode_extras('{"brat":["T1","T2"]}')
{'brat': ['T1', 'T2']}
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, JsonValue, TypeAdapter
from pydantic_core import PydanticCustomError


def encode_extras(value: dict[str, JsonValue]) -> str:
    """Write an object as compact JSON, keys in their own order.

    Raises:
        ValueError: it holds NaN, infinity or a lone surrogate.
    """
    encoded = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    encoded.encode()
    return encoded


def decode_extras(value: str) -> dict[str, JsonValue]:
    """Read what `encode_extras` wrote.

    Raises:
        ValueError: it is no JSON object, is nested too deeply, or holds NaN, infinity or a lone surrogate.
    """
    try:
        decoded = json.loads(value)
    except RecursionError as error:
        message = "extras are nested too deeply"
        raise ValueError(message) from error
    if not isinstance(decoded, dict):
        message = f"extras must be a JSON object, found {type(decoded).__name__}"
        raise ValueError(message)  # noqa: TRY004 - the type of the data, not of an argument
    return _validator().validate_python(decoded)  # as deep as a record takes it, and no deeper


def _encodable(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    try:
        encode_extras(value)
    except UnicodeEncodeError as error:
        raise PydanticCustomError("E009", "expected text that UTF-8 can hold, found a lone surrogate") from error
    except ValueError as error:
        raise PydanticCustomError("json_value", "extras cannot be written as JSON: {why}", {"why": str(error)}) from error
    return value


Extras = Annotated[dict[str, JsonValue], AfterValidator(_encodable)]
"""A JSON object without NaN, infinity or lone surrogates."""


@cache
def _validator() -> TypeAdapter[Extras]:
    return TypeAdapter(Extras)
