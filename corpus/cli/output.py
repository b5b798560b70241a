"""Output: one way to standard output, which no early closed pipe and no narrow encoding can break.

Results go to standard output, everything else (progress, errors) to standard error. A character that the terminal's
encoding lacks becomes a question mark. When the reader of a pipe has gone (`| head`), the rest is dropped without a word and
the exit code still tells the verdict.
"""

# rich.progress is imported only where something moves.
# ruff: noqa: PLC0415

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from corpus.view.palette import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

PIPE_WIDTH = 100
"""Characters in a line where there is no terminal to ask."""


def write(text: str) -> None:
    """Write lines to standard output."""
    stream = sys.stdout
    if stream is None:  # closed by whoever called us
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.rstrip("\n").encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_json(value: object) -> None:
    """Write a value as indented JSON, in ASCII where the encoding cannot hold everything."""
    is_utf8 = (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")
    write(json.dumps(value, ensure_ascii=not is_utf8, indent=2))


def draw(make: Callable[[Console], RenderableType]) -> None:
    """Write what `make` shows on a console that knows the terminal's width, colours and encoding."""
    is_measured = (sys.stdout is not None and sys.stdout.isatty()) or "COLUMNS" in os.environ
    console = Console(file=sys.stdout, highlight=False, width=None if is_measured else PIPE_WIDTH)
    with console.capture() as captured:
        console.print(make(console))
    write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def complain(message: str) -> None:
    """Write `error: message` to standard error."""
    sys.stderr.write(f"error: {visible(message)}\n")


def mention(message: str) -> None:
    """Write a line to standard error that is neither a result nor an error."""
    sys.stderr.write(f"{visible(message)}\n")


@contextmanager
def progress(task: str) -> Iterator[Callable[[str], None]]:
    """Show a moving line on standard error while something long goes on, only in a terminal; yields what to tell each step."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        line = shown.add_task(task)
        yield lambda step: shown.update(line, description=f"{task}: {step}", advance=1)
