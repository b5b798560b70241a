"""What a corpus says of itself: `annotations/corpus.json`.

>>> CorpusMetadata(name="mine", version="0.1.0", schema_version="1").splits
{'train': 1.0}
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from corpus.model.records import Name, Record, Text

SCHEMA_VERSION = "1"
"""The version of the annotation schema that this package writes."""

VERSION_PATTERN = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]
"""Three numbers: text or label meanings changed . added . corrected."""


def _readable(version: str) -> str:
    if version != SCHEMA_VERSION:
        message = "expected schema version '{ours}', which this package reads, found '{theirs}'; {remedy}"
        known = {"ours": SCHEMA_VERSION, "theirs": version}
        raise PydanticCustomError("E011", message, {**known, "remedy": _remedy(version)})
    return version


def _remedy(version: str) -> str:
    if is_older(version):
        return f"`corpus migrate` writes the corpus anew in version {SCHEMA_VERSION}"
    return "install a newer package, which reads it" if is_number(version) else "a version is a whole number; correct it"


def is_number(version: str) -> bool:
    """Tell whether a string could be a version of the schema at all: a whole number.

    >>> is_number("2"), is_number("2.0"), is_number("v2")
    (True, False, False)
    """
    return version.isascii() and version.isdecimal()


def is_older(version: str) -> bool:
    """Tell whether a version of the schema comes before the one that this package reads.

    >>> is_older("0"), is_older("1"), is_older("10"), is_older("one")
    (True, False, False, False)
    """
    return is_number(version) and int(version) < int(SCHEMA_VERSION)


SchemaVersion = Annotated[str, AfterValidator(_readable), Field(json_schema_extra={"const": SCHEMA_VERSION})]
"""The version of the annotation schema that files are written in."""


SplitName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$")]
"""A split's name as `datasets` takes it, which is a safe file name too."""


def _complete(splits: dict[str, float]) -> dict[str, float]:
    if not splits or any(share <= 0 for share in splits.values()) or not math.isclose(sum(splits.values()), 1):
        raise PydanticCustomError("splits", "the shares of the splits must be positive and add up to 1")
    return splits


class CorpusMetadata(Record):
    """Name, version, rights and defaults of a corpus."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    """A short name in lower case; the release folder is `<name>-<version>`."""
    title: Text | None = None
    """One line for people."""
    description: Text | None = None
    """A paragraph for the dataset card."""
    version: Version
    """The version of the data being worked on."""
    schema_version: SchemaVersion
    """The version of the annotation schema."""
    language: Name | None = None
    """BCP 47 tag of the texts, where they share one."""
    licence: Name | None = None
    """SPDX identifier of the licence of the annotations."""
    text_rights: Text | None = None
    """Who holds the rights in the texts, as far as known."""
    text_release: Literal["included", "withheld"] | None = None
    """Whether a release may include the texts; null asks the question when one is built."""
    text_release_reason: Text | None = None
    """Why."""
    homepage: Name | None = None
    """Where the corpus lives."""
    citation: Text | None = None
    """How to cite it (BibTeX)."""
    default_set: Name | None = None
    """The set that `news.cues` and the task views are made from."""
    splits: Annotated[dict[SplitName, float], AfterValidator(_complete)] = Field(default={"train": 1.0})
    """Split name to share; a document's split follows from a hash of its group."""
