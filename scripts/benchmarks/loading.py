"""Measure loading against its peers, on the same annotations in one run: `python scripts/benchmarks/loading.py [ANNOTATIONS]`.

Each round measures every reader once, in turn; the medians are compared. The peers only read; `corpus.load` also verifies
hashes, surfaces, ids and references. dkpro-cassis is slow, so it reads a sample of the documents and is scaled up; the table
says how many it read.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import spacy
from collection import many
from rich.console import Console
from rich.table import Table
from spacy.tokens import DocBin, SpanGroup

import corpus
from corpus.files.jsonl import read_layer
from corpus.files.release import DOCUMENT_COLUMNS
from corpus.model import LAYERS
from corpus.model.columns import has_span, schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Corpus

ROUNDS = 7
SLOW_ROUNDS = 3
SAMPLE = 20
"""Documents that dkpro-cassis reads."""


def main(annotations: int) -> None:
    """Write the collection in every form, then read each in turn."""
    news = many(annotations)
    count = sum(len(news.layer(layer)) for layer in LAYERS)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        release = corpus.build_release(news, folder / "dist")
        corpus.write_folder(news, folder / "work")
        _write_docbin(news, folder / "news.spacy")
        readers: dict[str, Callable[[], object]] = {
            "ParquetFile.read, the same columns": lambda: _read_parquet(release),
            "ParquetFile.read, the same files whole": lambda: _read_whole(release),
            "corpus.load(release), all verified": lambda: corpus.load(release),
            "JSON Lines, all layers, validated": lambda: [
                read_layer(path, path.stem) for path in (folder / "work").glob("*/*.jsonl")
            ],
            "corpus.load(folder), all verified": lambda: corpus.load(folder / "work"),
        }
        fast = _measure(readers, ROUNDS)
        slow = _measure({"spaCy DocBin": lambda: _read_docbin(folder / "news.spacy")}, SLOW_ROUNDS)
        cassis = _measure_cassis(news, folder)
    _show(count, len(news), fast | slow | cassis)


def _measure(readers: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(rounds + 1):
        for name, read in readers.items():
            begin = time.perf_counter()
            read()
            if number:  # the first round warms up
                seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(found) for name, found in seconds.items()}


def _read_parquet(release: Path) -> None:
    for layer in LAYERS:
        pq.ParquetFile(release / "data" / layer / "train.parquet").read(columns=["set", *schema(layer).names])
    pq.ParquetFile(release / "data" / "documents" / "train.parquet").read(columns=DOCUMENT_COLUMNS)


def _read_whole(release: Path) -> None:
    for layer in (*LAYERS, "documents"):
        pq.ParquetFile(release / "data" / layer / "train.parquet").read()


def _write_docbin(news: Corpus, path: Path) -> None:
    """Give spaCy the layers with a span: a span group each, with labels and ids; the rest goes into `user_data`."""
    nlp = spacy.blank("en")
    docbin = DocBin(store_user_data=True)
    for document in news:
        doc = nlp.make_doc(document.text)
        for layer in LAYERS:
            records = document.layer(layer)
            if has_span(layer):
                spans = [
                    doc.char_span(one.span.start, one.span.end, label=layer, span_id=one.id, alignment_mode="expand")
                    for one in records
                ]
                doc.spans[layer] = SpanGroup(doc, name=layer, spans=[span for span in spans if span is not None])
            doc.user_data[layer] = records.table.drop_columns(["document_id"]).to_pylist()
        docbin.add(doc)
    docbin.to_disk(path)


def _read_docbin(path: Path) -> None:
    nlp = spacy.blank("en")
    for _ in DocBin().from_disk(path).get_docs(nlp.vocab):
        pass


def _measure_cassis(news: Corpus, folder: Path) -> dict[str, float]:
    """Measure dkpro-cassis where it is installed: a feature structure per annotation, with its id and label."""
    try:
        import cassis  # noqa: PLC0415 - an optional peer
    except ImportError:
        return {}
    types = cassis.TypeSystem()
    mark = types.create_type("reportedly.Mark", supertypeName="uima.tcas.Annotation")
    for feature in ("layer", "mark", "label"):
        types.create_feature(mark, feature, "uima.cas.String")
    paths = [_write_xmi(cassis, types, mark, document, folder) for document in list(news)[:SAMPLE]]
    found = _measure({"xmi": lambda: [cassis.load_cas_from_xmi(path, typesystem=types) for path in paths]}, SLOW_ROUNDS)
    return {f"dkpro-cassis XMI (scaled up from {len(paths)} documents)": found["xmi"] * len(news) / len(paths)}


def _write_xmi(cassis: object, types: object, mark: Callable[..., object], document: object, folder: Path) -> Path:
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = document.text, "text/plain"
    for layer in LAYERS:
        for one in document.layer(layer):
            span = getattr(one, "span", None)
            begin, end = (span.start, span.end) if span else (0, 0)
            cas.add(mark(begin=begin, end=end, layer=layer, mark=one.id, label=str(getattr(one, "type", ""))))
    path = folder / f"{document.id}.xmi"
    cas.to_xmi(path)
    return path


def _show(count: int, documents: int, seconds: dict[str, float]) -> None:
    loading = seconds["corpus.load(release), all verified"]
    table = Table(title=f"{count:,} annotations in {documents:,} documents")
    for column in ("reader", "seconds", "annotations/s", "times corpus.load(release)"):
        table.add_column(column, justify="left" if column == "reader" else "right")
    for name, found in seconds.items():
        table.add_row(name, f"{found:.3f}", f"{count / found:,.0f}", f"{found / loading:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
