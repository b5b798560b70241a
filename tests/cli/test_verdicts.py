from __future__ import annotations

import pytest

from corpus.cli.verdicts import Exit, answer, sentence, worst
from corpus.errors import CorpusError, FileError, Finding, Place, UnsoundCorpus


def failing(error: Exception) -> Exit:
    def work() -> Exit:
        raise error

    return answer(work)


@pytest.mark.parametrize("error", [CorpusError("no"), FileError("no", file="a"), PermissionError(13, "no", "a"), OSError("no")])
def test_an_error_that_a_user_can_mend_is_a_failure_with_a_sentence(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing(error) == Exit.FAILED
    assert capsys.readouterr().err == f"error: {sentence(error)}\n"


def test_an_unsound_corpus_is_found_out_with_twenty_findings_and_how_many_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    findings = [Finding("E101", "error", f"no {number}", Place(file="a", line=number)) for number in range(1, 31)]
    assert failing(UnsoundCorpus(findings)) == Exit.FOUND
    lines = capsys.readouterr().out.splitlines()
    last = "30 errors; nothing was done; `corpus check` lists them all"
    assert (len(lines), lines[19], lines[20]) == (21, "a:20: E101 no 20", last)


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        failing(KeyError("bug"))


def test_no_inputs_are_clean() -> None:
    assert worst([]) == Exit.CLEAN
