"""Versions: three numbers, and the least version that a change calls for.

The first number goes up when something changes under the reader's feet, the second when something is added, the third when
something is corrected. Below 1.0.0 nothing has been promised yet: the second number takes the part of the first, as the
convention of semantic versions has it.

>>> next_version("1.4.2", "major"), next_version("1.4.2", "minor"), next_version("1.4.2", "patch")
('2.0.0', '1.5.0', '1.4.3')
>>> next_version("0.4.2", "major"), next_version("0.4.2", "minor"), next_version("0.4.2", "none")
('0.5.0', '0.5.0', '0.4.2')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.changes.records import Bump

Numbers = tuple[int, int, int]
"""A version as numbers, which sort as versions do."""


def numbers_of(version: str) -> Numbers:
    """Give the three numbers of a version.

    >>> numbers_of("1.10.0") > numbers_of("1.9.9")
    True
    """
    first, second, third = (int(number) for number in version.split("."))
    return first, second, third


def next_version(version: str, bump: Bump) -> str:
    """Give the least version after this one that a bump calls for; of `none`, the same."""
    first, second, third = numbers_of(version)
    if bump == "none":
        return version
    if bump == "patch":
        return f"{first}.{second}.{third + 1}"
    return f"{first + 1}.0.0" if bump == "major" and first else f"{first}.{second + 1}.0"


def is_enough(version: str, after: str, bump: Bump) -> bool:
    """Tell whether a version is greater than the one before, by at least what a bump calls for.

    >>> is_enough("1.5.0", "1.4.2", "patch"), is_enough("1.4.3", "1.4.2", "minor"), is_enough("1.4.2", "1.4.2", "none")
    (True, False, False)
    """
    return numbers_of(version) > numbers_of(after) and numbers_of(version) >= numbers_of(next_version(after, bump))
