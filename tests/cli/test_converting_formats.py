"""`corpus convert` with the files of token tools and of published corpora, both ways where they are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import spacy
from spacy.tokens import DocBin

import corpus

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SEED = Path(__file__).parents[2] / "annotations"
WRITTEN_ONLY = ("stam", "webannotation")


class Sample(NamedTuple):
    """A small file as others write it, what comes of it, and the same with something in it that cannot be read."""

    form: str
    scheme: str
    content: bytes
    items: int
    records: dict[str, int]
    broken: bytes
    told: str
    """Of the broken file: the place and the code."""


def _spacy(*labels: str) -> bytes:
    doc = spacy.blank("en").make_doc("Ana sees Rome")
    for number, label in enumerate(labels):
        doc.set_ents([spacy.tokens.Span(doc, 2 * number, 2 * number + 1, label=label)], default="unmodified")
    return DocBin(docs=[doc], store_user_data=True).to_bytes()


def _gum(*fields: str) -> bytes:
    empty, words = "\t_" * 7, zip(["Ana", "may"], fields, strict=True)
    rows = [f"{number}\t{word}{empty}\t{misc}\n" for number, (word, misc) in enumerate(words, 1)]
    return f"# newdoc id = d\n# global.Entity = GRP-etype-infstat-minspan-identity\n{''.join(rows)}\n".encode()


CONLL = b"Ana NNP B-PER\nsees VBZ O\nRome NNP B-LOC\n"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<Annotation><DocumentSet>'
SENTENCE = b'<sentence id="S1">It <xcope id="X1"><cue type="speculation" ref="X1">may</cue> rain</xcope>.</sentence>'
BIOSCOPE = (
    HEAD
    + b'<Document type="t"><DocID type="PMID">1</DocID><DocumentPart type="Title">'
    + SENTENCE
    + b"</DocumentPart></Document>"
)
TARGET = {"Input.gid": "g1", "from": 0, "to": 3, "mention": "Ana", "polarity": 2.0}
NEWSMTSC = json.dumps({"primary_gid": "g1", "sentence_normalized": "Ana lies.", "targets": [TARGET]}).encode() + b"\n"
SEMEVAL = b"ID\tTarget\tTweet\tStance\n1\tAtheism\tdear lord\tAGAINST\n"
SAMPLES = (
    Sample(
        "docbin",
        "conll2003",
        _spacy("PER", "LOC"),
        2,
        {"mentions": 2, "entities": 2},
        _spacy("PER", "RAIN"),
        "import/in: F301 refused",
    ),
    Sample("conll", "conll2003", CONLL, 2, {"mentions": 2, "entities": 2}, CONLL + b"Rome NNP B-RAIN\n", "in:4: F301 refused"),
    Sample(
        "conllu",
        "gum",
        _gum("Entity=(1-person-new-1-Ana)", "_"),
        4,
        {"mentions": 1},
        _gum("Entity=(1-person", "_"),
        "in:3: F101 quarantined",
    ),
    Sample(
        "bioscope",
        "bioscope",
        BIOSCOPE + b"</DocumentSet></Annotation>\n",
        10,
        {"cues": 1, "sections": 1},
        BIOSCOPE + b"<Document>",
        "in: F102 quarantined",
    ),
    Sample("newsmtsc", "newsmtsc", NEWSMTSC, 2, {"stances": 1, "mentions": 1}, NEWSMTSC + b"{\n", "in:2: F101 quarantined"),
    Sample("semeval2016", "semeval2016", SEMEVAL, 3, {"stances": 1}, SEMEVAL + b"2\tAtheism\n", "in:3: F101 quarantined"),
)
READABLE = [sample.form for sample in SAMPLES]
NO_FILE = {
    "docbin": "expected a DocBin of spaCy",
    "conll": "expected columns, the last of them tags",
    "conllu": "expected lines of ten columns",
    "bioscope": "expected a whole XML file",
    "newsmtsc": "expected JSON Lines with sentence_normalized and targets",
    "semeval2016": "expected columns ID, Target, Tweet, Stance",
}


@pytest.fixture(params=SAMPLES, ids=READABLE)
def sample(request: pytest.FixtureRequest) -> Sample:
    chosen: Sample = request.param
    return chosen


@pytest.mark.slow
@pytest.mark.parametrize("form", READABLE)
def test_our_own_corpus_goes_there_and_comes_back_as_it_was(run: Run, form: str, tmp_path: Path) -> None:
    there = run("convert", SEED, tmp_path / "there", "--from", "jsonl", "--to", form, "--on-loss", "sidecar")
    assert there.exit_code == 0
    assert there.output.endswith(f"sidecar: {tmp_path / 'there.sidecar.jsonl'}\n{tmp_path / 'there'}\n")
    back = run("convert", tmp_path / "there", tmp_path / "back", "--from", form, "--to", "jsonl")
    assert back.exit_code == 0
    assert "0 quarantined, 0 refused\n" in back.output
    assert corpus.load(tmp_path / "back") == corpus.load(SEED)


@pytest.mark.parametrize("form", [*READABLE, *WRITTEN_ONLY])
def test_what_the_format_has_no_place_for_stops_the_writing(run: Run, folder: Path, tmp_path: Path, form: str) -> None:
    result = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", form)
    assert result.exit_code == 1
    assert "lost: corpus: name: the format has no place for it\n" in result.output
    assert result.output.endswith("--on-loss report leaves them out\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", [*READABLE, *WRITTEN_ONLY])
def test_where_it_may_be_lost_the_rest_is_written(run: Run, folder: Path, tmp_path: Path, form: str) -> None:
    result = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", form, "--on-loss", "report")
    assert result.exit_code == 1
    assert result.output.startswith("2 in: 2 kept (0 changed), 0 quarantined, 0 refused\nlost: corpus: name: ")
    assert result.output.endswith(f"\n{tmp_path / 'out'}\n")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("form", WRITTEN_ONLY)
def test_what_is_written_only_takes_no_sidecar_and_is_not_read(run: Run, folder: Path, tmp_path: Path, form: str) -> None:
    written = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", form, "--on-loss", "sidecar")
    read = run("convert", folder, tmp_path / "out", "--from", form, "--to", "jsonl")
    assert (written.exit_code, read.exit_code) == (2, 2)
    assert f"found {form}, which is written only; write it on_loss='report'" in written.stderr
    assert f"expected a format to read, found {form}, which is written only; there are bioscope, brat, " in read.stderr
    assert not (tmp_path / "out").exists()


def test_files_of_others_come_in_and_go_out_with_the_same_records(run: Run, sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(sample.content)
    options = ("--scheme", sample.scheme)
    into = run("convert", tmp_path / "in", tmp_path / "ours", "--from", sample.form, "--to", "jsonl", *options)
    assert (into.exit_code, into.output) == (
        0,
        f"{sample.items} in: {sample.items} kept (0 changed), 0 quarantined, 0 refused\n{tmp_path / 'ours'}\n",
    )
    found = corpus.load(tmp_path / "ours")
    assert {layer: len(found.layer(layer)) for layer in sample.records} == sample.records
    out = run(
        "convert", tmp_path / "ours", tmp_path / "out", "--from", "jsonl", "--to", sample.form, *options, "--on-loss", "sidecar"
    )
    again = run("convert", tmp_path / "out", tmp_path / "again", "--from", sample.form, "--to", "jsonl", *options)
    assert (out.exit_code, again.exit_code) == (0, 0)
    assert corpus.load(tmp_path / "again") == found


def test_what_cannot_be_taken_is_listed_with_its_line(run: Run, sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(sample.broken)
    result = run(
        "convert", tmp_path / "in", tmp_path / "out", "--from", sample.form, "--to", "jsonl", "--scheme", sample.scheme
    )
    assert result.exit_code == 1
    assert sample.told in result.output
    assert (f"quarantine: {tmp_path / 'out.quarantine.jsonl'}\n" in result.output) == ("quarantined: " in result.output)
    assert corpus.load(tmp_path / "out").documents


@pytest.mark.parametrize("content", [b"hm\n", b"\xff\xfe\x00", b"{\n", b"\x1f\x8b"])
@pytest.mark.parametrize("form", READABLE)
def test_what_is_not_of_the_format_cannot_be_converted(run: Run, form: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(content)
    result = run("convert", tmp_path / "in", tmp_path / "out", "--from", form, "--to", "jsonl")
    assert result.exit_code == 2
    expected = "expected UTF-8, found " if form in {"conll", "conllu"} and max(content) > 127 else NO_FILE[form]
    assert result.stderr.startswith(f"error: {tmp_path / 'in'}:")
    assert expected in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", READABLE)
def test_a_path_at_which_nothing_stands_cannot_be_converted(run: Run, form: str, tmp_path: Path) -> None:
    result = run("convert", tmp_path / "in", tmp_path / "out", "--from", form, "--to", "jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'in'}: ")
