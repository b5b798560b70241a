"""What publishing gives: where the release is now, and what was sent, or would be.

>>> planned = Publication("mine", "1.0.0", "me/mine@v1.0.0", "planned", (Change("README.md", 3, "add"),))
>>> [change.path for change in planned.sent]
['README.md']
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["add", "change", "delete", "keep"]
"""What happens to a file there."""
State = Literal["published", "completed", "already published", "planned"]
"""`completed`: an earlier run had sent something, and this one what was missing. `planned`: nothing was written."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one file at the target."""

    path: str
    """From the release's root, with forward slashes."""
    bytes: int
    """Its size: the one that is sent, or of the file that goes."""
    action: Action


@dataclass(frozen=True, slots=True)
class Publication:
    """A release at its target."""

    name: str
    """The corpus's name."""
    version: str
    """The release's version."""
    address: str
    """What `corpus.load` takes: `OWNER/NAME@v1.0.0`, or the URL of the release's folder."""
    state: State
    changes: tuple[Change, ...] = ()
    """Every file, by path."""

    @property
    def sent(self) -> tuple[Change, ...]:
        """The files that are added, changed or deleted."""
        return tuple(change for change in self.changes if change.action != "keep")
