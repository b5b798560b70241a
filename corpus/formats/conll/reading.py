"""CoNLL files to graphs."""

from __future__ import annotations

from itertools import accumulate, count
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats.bundles import read_each
from corpus.formats.conll.lines import sections
from corpus.formats.conll.tags import OUTSIDE, bare_chunks, chunks, is_from_inside
from corpus.formats.graph import Annotations, Graph, Span
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from corpus.formats.conll.lines import Section
    from corpus.formats.reports import Ledger

ENDINGS = (".conll", ".bio", ".iob", ".iob2", ".bioes", ".tsv", ".txt", ".testa", ".testb", ".train")
MADE = "tokens joined by one space, sentences by a line break; the file does not say what stood between them"


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a file, or all in a folder.

    Raises:
        FileError: there is no such file, or it has no columns with tags.
        OSError: a file cannot be read.
    """
    files = sorted(one for one in path.rglob("*") if one.suffix in ENDINGS and one.is_file()) if path.is_dir() else [path]
    if not files:
        message = f"expected a file of CoNLL columns, or a folder with some ({', '.join(ENDINGS)}); found none"
        raise FileError(message, file=str(path))
    yield from read_each(path, files, lambda file: _file(file, ledger), ledger)


def _file(file: Path, ledger: Ledger) -> Iterator[Graph]:
    for section in _sections(file, ledger):
        graph = _graph(section, str(file), ledger)
        ledger.take(sum(one.size for one in graph.annotations))
        yield graph


def _sections(file: Path, ledger: Ledger) -> list[Section]:
    try:
        written = file.read_bytes().decode()
    except UnicodeDecodeError as error:
        message = (
            f"expected UTF-8, found {error.reason} at byte {error.start}; save it as UTF-8 (older files are often Latin-1)"
        )
        raise FileError(message, file=str(file)) from error
    return sections(written, file=str(file), name=file.stem, ledger=ledger)


def _graph(section: Section, file: str, ledger: Ledger) -> Graph:
    lines = [" ".join(token.form for token in sentence) for sentence in section.sentences]
    spans = tuple(_spans(section, lines, file, ledger))
    annotator = ONLY_ANNOTATOR if section.annotator is None else section.annotator
    made = (Annotations(annotator, spans, file=file),) if annotator or spans else ()
    fields = {} if section.is_exact else {"extras": {"text": MADE}}
    return Graph(section.name, "\n".join(lines), made, fields)


def _spans(section: Section, lines: Sequence[str], file: str, ledger: Ledger) -> Iterator[Span]:
    """Give the spans of each column of tags, and tell of those that break the rules of their notation."""
    numbers = count(1)
    for layer in range(max((len(token.tags) for sentence in section.sentences for token in sentence), default=0)):
        rows = [[(*token.tags, OUTSIDE)[min(layer, len(token.tags))] for token in sentence] for sentence in section.sentences]
        inside = is_from_inside(rows)
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        for sentence, tags, start in zip(section.sentences, rows, starts, strict=False):
            places = list(accumulate((len(token.form) + 1 for token in sentence), initial=start))
            for one in bare_chunks(tags) if section.is_bare else chunks(tags, from_inside=inside):
                first = sentence[one.first]
                bounds = (places[one.first], places[one.last + 1] - 1)
                yield Span(next(numbers), one.label, (bounds,), first.line)
                if one.is_mended:
                    reason = (
                        f"{tags[one.first]} begins {one.label} where B was expected; read as its beginning, as conlleval does"
                    )
                    ledger.change("F211", reason, Place(file=file, line=first.line, document_id=section.name))
