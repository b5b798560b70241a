"""Verdicts: how a verb ends, as an exit code, and how errors become sentences.

>>> worst([Exit.CLEAN, Exit.FAILED, Exit.FOUND])
<Exit.FAILED: 2>
>>> answer(lambda: Exit.FOUND)
<Exit.FOUND: 1>
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from corpus.cli.output import complain, write
from corpus.errors import CorpusError, UnsoundCorpus, counted
from corpus.view.palette import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Exit(IntEnum):
    """What the exit code says."""

    CLEAN = 0
    """All is well."""
    FOUND = 1
    """There are findings or differences."""
    FAILED = 2
    """It could not be done."""


def worst(verdicts: Iterable[Exit]) -> Exit:
    """Give the worst verdict over all inputs."""
    return max(verdicts, default=Exit.CLEAN)


def answer(work: Callable[[], Exit]) -> Exit:
    """Do the work of a verb; print findings and errors as sentences and turn them into a verdict."""
    try:
        return work()
    except UnsoundCorpus as unsound:
        lines = [str(found) for found in unsound.findings[: unsound.shown]]
        more = "; `corpus check` lists them all" if len(unsound.findings) > unsound.shown else ""
        write(visible("\n".join([*lines, f"{counted(len(unsound.findings), 'error')}; nothing was done{more}"])))
        return Exit.FOUND
    except (CorpusError, OSError) as error:
        complain(sentence(error))
        return Exit.FAILED


def sentence(error: Exception) -> str:
    """Say what went wrong, without the numbers of the operating system.

    >>> sentence(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'a.txt: No such file or directory'
    >>> sentence(ValueError("the version is too small"))
    'the version is too small'
    """
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)
