"""`corpus convert` with XMI, CAS JSON and INCEpTION, both ways, on the seed corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corpus
from tests.formats.cas.samples import CUES, cue, put, xmi

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SEED = Path(__file__).parents[2] / "annotations"
FORMATS = ("xmi", "cas-json", "inception")


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_the_seed_goes_out_and_comes_back_with_a_sidecar(run: Run, form: str, tmp_path: Path) -> None:
    out = run("convert", SEED, tmp_path / "out", "--from", "jsonl", "--to", form, "--on-loss", "sidecar")
    assert out.exit_code == 0
    assert f"sidecar: {tmp_path / 'out.sidecar.jsonl'}" in out.output
    back = run("convert", tmp_path / "out", tmp_path / "back", "--from", form, "--to", "jsonl")
    assert back.exit_code == 0
    assert "178 by the sidecar), 0 quarantined, 0 refused\n" in back.output  # what rests on interrupted spans stands there
    assert corpus.load(tmp_path / "back") == corpus.load(SEED)


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_cas_cannot_hold_is_listed_and_nothing_is_written(run: Run, form: str, tmp_path: Path) -> None:
    result = run("convert", SEED, tmp_path / "out", "--from", "jsonl", "--to", form)
    assert result.exit_code == 1
    assert "lost: corpus: name: the format has no place for it" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("target", [*FORMATS, "brat"])
def test_xmi_of_others_passes_to_other_formats(run: Run, target: str, tmp_path: Path) -> None:
    put(tmp_path / "in", xmi(cue(2, 4, 8, 'certainty="high"')), CUES)
    result = run("convert", tmp_path / "in", tmp_path / "out", "--from", "xmi", "--to", target)
    assert result.exit_code == 0
    assert result.output.startswith("2 in: 2 kept (0 changed), 0 quarantined, 0 refused\n")


def test_what_cannot_be_read_is_kept_beside(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "in", xmi(cue(2, 4, 99)), CUES)
    result = run("convert", tmp_path / "in", tmp_path / "out", "--from", "xmi", "--to", "brat")
    assert result.exit_code == 1
    assert "d.xmi:2: F105 quarantined" in result.output
    assert "<webanno.custom.Cue" in (tmp_path / "out.quarantine.jsonl").read_text()


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_of_the_format_cannot_be_read(run: Run, form: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hm")
    result = run("convert", tmp_path, tmp_path / "out", "--from", form, "--to", "brat")
    assert result.exit_code == 2
    assert "expected" in result.stderr
