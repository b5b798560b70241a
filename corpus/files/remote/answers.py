"""Answers of the Hub: every way in which it can say no, or say nothing, as one sentence that says what to do next.

The sentences are ours and quote nothing of the request, so that a token can never stand in one.
"""

# The client is imported inside the functions: it costs a third of a second.
# ruff: noqa: PLC0415

from __future__ import annotations

import json
import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG_IN = "log in with `hf auth login`, or set HF_TOKEN"
SAFE = "it is safe to run the same again"
TRANSFER = f"the Hub's client could not transfer a file; {SAFE}"
UNAUTHORIZED, FORBIDDEN, CONFLICT, STALE, BUSY, BROKEN = 401, 403, 409, 412, 429, 500

BY_STATUS = {
    UNAUTHORIZED: f"the Hub does not accept the token, or got none; {LOG_IN}",
    FORBIDDEN: "the Hub does not allow this with the token that it got; use one that may write to (or read) this dataset",
    CONFLICT: "somebody else made the same there at this moment; run the same again to see whether it is this release",
    STALE: "somebody else published there meanwhile; run the same again",
    BUSY: f"the Hub was asked too often (429); {SAFE} in a while",
}


@contextmanager
def answered(refuse: Callable[[str], CorpusError]) -> Iterator[None]:
    """Raise what `refuse` makes of a sentence where the Hub says no, or cannot be reached.

    >>> with answered(CorpusError):
    ...     raise ConnectionError("refused")
    Traceback (most recent call last):
    corpus.errors.CorpusError: the Hub cannot be reached, or the connection was lost; it is safe to run the same again
    """
    try:
        with _without_bars(), _without_warnings():
            yield
    except CorpusError:
        raise
    except Exception as error:
        said = sentence_of(error)
        if said is None:
            raise
        raise refuse(said) from error


@contextmanager
def _without_bars() -> Iterator[None]:
    """Keep the client from drawing on standard error, unless HF_HUB_DISABLE_PROGRESS_BARS has an answer of its own."""
    from huggingface_hub import constants
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    if constants.HF_HUB_DISABLE_PROGRESS_BARS is not None or are_progress_bars_disabled():
        yield
        return
    disable_progress_bars()
    try:
        yield
    finally:
        enable_progress_bars()


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep the client from reporting each try of its own, unless HF_HUB_VERBOSITY asks for it."""
    logger = logging.getLogger("huggingface_hub")
    level = logger.level
    if "HF_HUB_VERBOSITY" not in os.environ:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def sentence_of(error: BaseException) -> str | None:
    """Say what an error of the Hub's client means; `None` for what is none of its errors."""
    if isinstance(error, RuntimeError) and error.__cause__ is not None:  # the client wraps what goes wrong in an upload
        return sentence_of(error.__cause__) or TRANSFER
    return _of_its_kind(error) or _of_its_status(error) or _of_no_answer(error)


def _of_its_kind(error: BaseException) -> str | None:
    from huggingface_hub import errors

    kinds = {
        errors.LocalEntryNotFoundError: (
            "the Hub cannot be reached, and this version is not whole in the cache; run the same again when it can"
        ),
        errors.GatedRepoError: "the Hub gives this dataset only to who asked for it; ask on its page, then log in",
        errors.RepositoryNotFoundError: f"no such dataset on the Hub, or a private one; look at its name, or {LOG_IN}",
    }
    return next((said for kind, said in kinds.items() if isinstance(error, kind)), None)


def _of_its_status(error: BaseException) -> str | None:
    status = status_of(error)
    if status is None:
        return None
    if status >= BROKEN:
        return f"the Hub answered with an error of its own ({status}); {SAFE}"
    return BY_STATUS.get(status, f"the Hub refused the request ({status})")


def _of_no_answer(error: BaseException) -> str | None:
    if is_away(error):
        return f"the Hub cannot be reached, or the connection was lost; {SAFE}"
    if isinstance(error, UnicodeEncodeError):
        return f"the token cannot be sent, it has a character that no token has; {LOG_IN}"
    if isinstance(error, RuntimeError):  # what hf_xet raises, whatever it is
        return TRANSFER
    if isinstance(error, KeyError | TypeError | json.JSONDecodeError):
        return "what answered is not the Hub, or none that this client understands; look at HF_ENDPOINT"
    said = str(error).strip().splitlines()
    return f"the Hub's client refused: {said[0]}" if isinstance(error, ValueError | OSError) and said else None


def status_of(error: BaseException) -> int | None:
    """Give the status with which the Hub answered, if it did."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


def is_away(error: BaseException) -> bool:
    """Tell whether the Hub could not answer: it is not reached, is busy, or has an error of its own."""
    status = status_of(error)
    if status is not None:
        return status == BUSY or status >= BROKEN
    # httpx or httpx2, by the version of the client, and the client imports neither under a name for others.
    return isinstance(error, ConnectionError) or any(kind.__name__ == "TransportError" for kind in type(error).__mro__)
