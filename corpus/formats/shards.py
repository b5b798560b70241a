"""Shards: as many things together as reach a size, so that memory grows with those and not with the collection.

>>> list(in_shards(["ab", "c", "def", "g"], len, most=3))
[['ab', 'c'], ['def'], ['g']]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Thing = TypeVar("Thing")


def in_shards(things: Iterable[Thing], size_of: Callable[[Thing], int], *, most: int) -> Iterator[list[Thing]]:
    """Put things together, in their order; a shard ends with the thing that brings it to the size."""
    shard: list[Thing] = []
    size = 0
    for one in things:
        shard.append(one)
        size += size_of(one)
        if size >= most:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard
