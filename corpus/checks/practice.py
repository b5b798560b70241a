from __future__ import annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from corpus.errors import Finding
    from corpus.model.reading import Reading


def check_practice(reading: Reading) -> Iterator[Finding]:
    return iter(())
