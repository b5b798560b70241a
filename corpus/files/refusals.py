"""Refusals: why a line or file makes no record, as findings with a code, the field, what was expected and what was found.

>>> from corpus.model import Cue
>>> line = '{"id": "c", "document_id": "d", "span": [{"start": 0, "end": 2, "text": "if"}], "type": "conditionall"}'
>>> for finding in parse(line, Cue, Place(file="cues.jsonl", line=3)).findings:
...     print(finding)
cues.jsonl:3: E008 type: expected one of epistemic, doxastic, ..., found 'conditionall'; did you mean 'conditional'?
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import Finding, Place
from corpus.files.strict_json import KeyTwice, loads

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Kind = TypeVar("Kind", bound=BaseModel)

CODES = {
    "missing": "E006",
    "extra_forbidden": "E005",
    "literal_error": "E008",
    "string_unicode": "E009",
}
"""pydantic's error types that have a code of their own; the others are E007, and ours bear theirs as their type."""

VISIBLE_ID = re.compile(r'"(id|document_id)"\s*:\s*"([^"\\]+)"')
"""What looks like an id in a line that cannot be read."""

BYTE_ORDER_MARK = "\ufeff"
SHOWN = 60
"""Characters shown of a value that was refused."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Kind]):
    """A record, or the reasons why there is none, and what could be read in any case."""

    record: Kind | None
    findings: tuple[Finding, ...] = ()
    value: Any = None


def parse(text: str, kind: type[Kind], place: Place) -> Parsed[Kind]:
    """Read one record from JSON; every reason against it becomes a finding."""
    try:
        value = loads(text)
    except KeyTwice as error:
        return Parsed(None, (Finding("E004", "error", str(error), place),), visible_ids(text))
    except (ValueError, RecursionError) as error:
        found = "a byte order mark; save the file without one" if text.startswith(BYTE_ORDER_MARK) else error
        return Parsed(None, (Finding("E003", "error", f"expected one JSON object, found {found}", place),), visible_ids(text))
    return validate(value, kind, place)


def validate(value: object, kind: type[Kind], place: Place) -> Parsed[Kind]:
    """Make one record of what JSON held; every reason against it becomes a finding."""
    try:
        return Parsed(kind.model_validate(value), value=value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = tuple(_finding(detail, kind, place) for detail in details if not _is_echo(detail, details))
        return Parsed(None, found, value)


def visible_ids(text: str) -> dict[str, str]:
    """Give the ids that can be seen in what is no JSON, so that what points at them is not reported as well."""
    return dict(reversed(VISIBLE_ID.findall(text)))


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Tell whether pydantic calls a list too short only because it refused an item of it, which is reported already."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(other["loc"][: len(loc)] == loc != other["loc"] for other in details)


def _finding(detail: ErrorDetails, kind: type[BaseModel], place: Place) -> Finding:
    error = detail["type"]
    code = error if error.startswith("E") else CODES.get(error, "E007")
    if error == "model_type" and not detail["loc"]:
        code = "E003"
    path = ".".join(str(part) for part in detail["loc"])
    return Finding(code, "error", _message(detail, kind), replace(place, path=path or None))


def _message(detail: ErrorDetails, kind: type[BaseModel]) -> str:
    error, found = detail["type"], _shortened(detail["input"])
    if error == "missing":
        return "this mandatory field is missing; add it"
    if error == "extra_forbidden":
        return f"no such field in the schema; remove it{', or keep it under `extras`' if 'extras' in kind.model_fields else ''}"
    if error == "model_type":
        return f"expected one JSON object, found {found}"
    if error == "literal_error":
        return _label_message(detail, found)
    return detail["msg"] if error.startswith("E") else f"{detail['msg']}, found {found}"


def _label_message(detail: ErrorDetails, found: str) -> str:
    expected = detail.get("ctx", {}).get("expected", "").replace(" or ", ", ").replace("'", "")
    labels = {label.lower(): label for label in expected.split(", ")}
    near = [labels[one] for one in difflib.get_close_matches(str(detail["input"])[:SHOWN].lower(), labels, n=1)]
    return f"expected one of {expected}, found {found}" + (f"; did you mean {near[0]!r}?" if near else "")


def _shortened(value: object) -> str:
    shown = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 3]}..."
