"""Addresses: what a string names, a path of this machine, a dataset on the Hub, or a URL.

A path that is there is always meant as a path. So is `folder/name` where `folder` is there, unless a version says that the
Hub is meant: a mistyped path must not become a question to the Hub.

>>> address_of("newsroom/reportedly@v1.0.0")
HubAddress(repository='newsroom/reportedly', revision='v1.0.0')
>>> address_of("s3://bucket/reportedly-1.0.0")
UrlAddress(url='s3://bucket/reportedly-1.0.0')
>>> address_of("dist/reportedly-1.0.0/data") is None
True
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from corpus.errors import FileError

HUB = re.compile(r"(?P<repository>[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)(?:@(?P<revision>[^@\s]+))?", re.ASCII)
"""OWNER/NAME, and a tag if there is an `@`."""


@dataclass(frozen=True, slots=True)
class HubAddress:
    """A dataset on the Hub, at a tag, or at its newest version where no tag is named."""

    repository: str
    revision: str | None = None

    def __str__(self) -> str:
        """Write it as it is typed."""
        return f"{self.repository}@{self.revision}" if self.revision else self.repository


@dataclass(frozen=True, slots=True)
class UrlAddress:
    """A folder behind a URL."""

    url: str


def address_of(where: str | os.PathLike[str], revision: str | None = None) -> HubAddress | UrlAddress | None:
    """Tell what a string names; `None` is a path of this machine, and so is every `Path`.

    Raises:
        FileError: a revision was given for what has none, or twice.
    """
    found = _address_of(where, is_versioned=revision is not None)
    if revision is None:
        return found
    if not isinstance(found, HubAddress):
        message = f"expected a dataset on the Hub, OWNER/NAME, for revision {revision!r}, found {_kind(found)}; leave it out"
        raise FileError(message, file=str(where))
    if found.revision not in (None, revision):
        message = f"expected one revision, found {found.revision!r} and {revision!r}; name it once"
        raise FileError(message, file=str(where))
    return HubAddress(found.repository, revision)


def is_url(where: str) -> bool:
    """Tell whether a string is a URL."""
    return "://" in where


def _address_of(where: str | os.PathLike[str], *, is_versioned: bool) -> HubAddress | UrlAddress | None:
    if not isinstance(where, str) or os.path.exists(where):  # noqa: PTH110 - `Path.exists` raises where a name is too long
        return None
    if is_url(where):
        return UrlAddress(where)
    named = HUB.fullmatch(where)
    if named is None:
        return None
    is_meant = is_versioned or named["revision"] or not os.path.isdir(where.split("/")[0])  # noqa: PTH112 - as above
    return HubAddress(named["repository"], named["revision"]) if is_meant else None


def _kind(address: UrlAddress | None) -> str:
    return "a path of this machine" if address is None else "a URL"
