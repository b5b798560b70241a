"""Splits: which part of a release a document belongs to.

The split follows from a hash of the document's group and nothing else, so that a document stays where it is when others
come and go, and documents of one group stay together.

>>> split_of("event-1", {"train": 0.8, "test": 0.2})
'test'
>>> split_of("anything", {"train": 1.0})
'train'
"""

from __future__ import annotations

import hashlib
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BITS = 64


def split_of(group: str, splits: Mapping[str, float]) -> str:
    """Give the split of a group; the splits divide the line from 0 to 1 in their order."""
    digest = hashlib.sha256(group.encode()).digest()
    point = int.from_bytes(digest[: BITS // 8], "big") / 2**BITS
    ends = zip(splits, accumulate(splits.values()), strict=True)
    return next((name for name, end in ends if point < end), list(splits)[-1])
