"""What docs/python.md shows: its blocks run in order and print what it says; its table of neighbours is whole."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.model import LAYERS, SourceMention, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from corpus.model.annotations import Linked

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"^# -> (.*)$", re.MULTILINE)
NEIGHBOUR = re.compile(r"^\| `(\w+)` \| `(\w+)` \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
KINDS: tuple[type[Linked], ...] = (*LAYERS.values(), SourceMention, Target)
OF_THE_CUE_ITSELF = {("Cue", "group"), ("Cue", "is_hedge")}


def blocks() -> Iterator[tuple[int, str]]:
    """Give each block with the number of lines before it, so that a traceback shows the page."""
    for found in BLOCK.finditer(TEXT):
        yield TEXT.count("\n", 0, found.start(1)), found[1]


def in_words(annotation: str) -> str:
    kind, is_tuple = re.subn(r"^tuple\[(\w+), \.\.\.\]$", r"tuple of `\1`", annotation)
    return kind if is_tuple else " or ".join(f"`{part}`" for part in annotation.split(" | "))


def test_the_blocks_of_the_page_run_in_order_and_print_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "page"}
    expected, found = {}, {}
    for line, code in blocks():
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile("\n" * line + code, PAGE, "exec"), namespace)  # noqa: S102 - the page's own code
        expected[line], found[line] = PRINTED.findall(code), printed.getvalue().splitlines()
    assert len(expected) > 10
    assert found == expected


def test_the_table_of_neighbours_has_each_of_them_with_what_it_gives() -> None:
    neighbours = {
        (kind.__name__, name): in_words(member.fget.__annotations__["return"])
        for kind in KINDS
        for name, member in vars(kind).items()
        if isinstance(member, property) and (kind.__name__, name) not in OF_THE_CUE_ITSELF
    }
    assert {(kind, name): gives for kind, name, gives in NEIGHBOUR.findall(TEXT)} == neighbours
