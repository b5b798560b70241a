from __future__ import annotations

import logging

import pytest
from huggingface_hub import constants
from huggingface_hub.utils import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

from corpus.errors import FileError
from corpus.files.remote.answers import answered, sentence_of


def test_an_error_that_is_none_of_the_clients_goes_on() -> None:
    with pytest.raises(ZeroDivisionError), answered(FileError):
        _ = 1 / 0


def test_an_error_of_ours_goes_on_as_it_is() -> None:
    error = FileError("ours")
    with pytest.raises(FileError, match=r"^ours$") as caught, answered(lambda said: FileError(f"theirs: {said}")):
        raise error
    assert caught.value is error


def test_what_the_client_refuses_by_itself_is_quoted_in_one_line() -> None:
    assert sentence_of(ValueError("a name\nis wrong")) == "the Hub's client refused: a name"
    assert sentence_of(PermissionError(13, "Permission denied", "/cache")) == (
        "the Hub's client refused: [Errno 13] Permission denied: '/cache'"
    )
    assert sentence_of(ValueError()) is None


def test_what_a_wrapped_error_means_is_what_it_wraps() -> None:
    wrapped = RuntimeError("while uploading")
    assert sentence_of(wrapped) == "the Hub's client could not transfer a file; it is safe to run the same again"
    wrapped.__cause__ = ConnectionError()
    assert sentence_of(wrapped) == sentence_of(ConnectionError())
    wrapped.__cause__ = ArithmeticError()
    assert sentence_of(wrapped) == sentence_of(RuntimeError())


def test_the_client_draws_no_bars_meanwhile() -> None:
    assert not are_progress_bars_disabled()
    with answered(FileError):
        assert are_progress_bars_disabled()
    assert not are_progress_bars_disabled()


def test_bars_that_were_off_stay_off() -> None:
    disable_progress_bars()
    try:
        with answered(FileError):
            assert are_progress_bars_disabled()
        assert are_progress_bars_disabled()
    finally:
        enable_progress_bars()


def test_who_asked_for_bars_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_PROGRESS_BARS", False)
    with answered(FileError):
        assert not are_progress_bars_disabled()


@pytest.mark.parametrize(("verbosity", "level"), [(None, logging.ERROR), ("info", logging.WARNING)])
def test_the_client_reports_no_tries_meanwhile_unless_it_was_asked_to(
    monkeypatch: pytest.MonkeyPatch, verbosity: str | None, level: int
) -> None:
    logger = logging.getLogger("huggingface_hub")
    logger.setLevel(logging.WARNING)
    if verbosity:
        monkeypatch.setenv("HF_HUB_VERBOSITY", verbosity)
    with answered(FileError):
        assert logger.level == level
    assert logger.level == logging.WARNING
