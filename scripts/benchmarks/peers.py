"""How others keep the same annotations: each peer writes them once and reads them as its users would.

Every peer is given the lighter load where there is a choice: spaCy gets each span and, in `user_data`, the other fields
that are filled; dkpro-cassis gets one feature structure per annotation, with its layer, id and label alone. Neither
verifies anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cassis  # type: ignore[import-untyped]  # it ships no types
import pyarrow.parquet as pq
import spacy
from spacy.tokens import DocBin, SpanGroup

from corpus.files.release import DOCUMENT_COLUMNS
from corpus.model import LAYERS
from corpus.model.columns import schema, span_paths
from corpus.model.flattening import flatten
from corpus.model.rows import without_nulls

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc

    from corpus.model import AnnotatedDocument, Corpus

MARK = "reportedly.Mark"
FEATURES = ("layer", "mark", "label")


def read_columns(release: Path) -> list[object]:
    """Read of each Parquet file the columns that `corpus.load` reads."""
    wanted = {layer: ["set", *schema(layer).names] for layer in LAYERS} | {"documents": DOCUMENT_COLUMNS}
    return [pq.ParquetFile(path).read(columns=wanted[path.parent.name]) for path in _tables(release)]


def read_whole(release: Path) -> list[object]:
    """Read the same Parquet files with all their columns."""
    return [pq.ParquetFile(path).read() for path in _tables(release)]


def read_lines(folder: Path) -> list[object]:
    """Make a record of each line, one by one, as anybody would with the record classes at hand."""
    return [
        LAYERS[path.stem].model_validate_json(line) for path in folder.glob("*/*.jsonl") for line in path.open(encoding="utf-8")
    ]


def write_docbin(news: Corpus, path: Path) -> None:
    """Write one `Doc` per document, with a span group per span column."""
    nlp = spacy.blank("en")
    docbin = DocBin(store_user_data=True)
    for document in news:
        docbin.add(_doc(nlp.make_doc(document.text or ""), document))
    docbin.to_disk(path)


def read_docbin(path: Path) -> list[Doc]:
    """Read all documents."""
    return list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab))


def write_xmi(news: Corpus, folder: Path, *, documents: int) -> list[Path]:
    """Write the first documents as XMI, a file each."""
    folder.mkdir()
    types = type_system()
    return [_write_cas(document, types, folder) for document in list(news)[:documents]]


def read_xmi(paths: list[Path], types: cassis.TypeSystem) -> list[cassis.Cas]:
    """Read some files."""
    return [cassis.load_cas_from_xmi(path, typesystem=types) for path in paths]


def type_system() -> cassis.TypeSystem:
    """Give the one type of our feature structures."""
    types = cassis.TypeSystem()
    mark = types.create_type(MARK, supertypeName="uima.tcas.Annotation")
    for feature in FEATURES:
        types.create_feature(mark, feature, "uima.cas.String")
    return types


def _tables(release: Path) -> list[Path]:
    return [path for path in sorted(release.glob("data/*/*.parquet")) if path.parent.name in {*LAYERS, "documents"}]


def _doc(doc: Doc, document: AnnotatedDocument) -> Doc:
    for layer in LAYERS:
        table = document.layer(layer).table.combine_chunks()
        rows = table.to_pylist()
        for path in span_paths(layer):
            spans = flatten(table, path).drop_null()
            found = [
                doc.char_span(
                    span[0]["start"],
                    span[-1]["end"],
                    label=rows[row].get("type") or layer,
                    span_id=rows[row]["id"],
                    alignment_mode="expand",
                )
                for span, row in zip(spans.values.to_pylist(), spans.rows, strict=True)
            ]
            doc.spans[f"{layer}.{path}"] = SpanGroup(doc, spans=[span for span in found if span is not None])
        doc.user_data[layer] = [without_nulls(_without_spans(row)) for row in table.drop_columns(["document_id"]).to_pylist()]
    return doc


def _without_spans(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_spans(item) for key, item in value.items() if not _is_span(item)}
    return [_without_spans(item) for item in value] if isinstance(value, list) else value


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "start" in value[0]


def _write_cas(document: AnnotatedDocument, types: cassis.TypeSystem, folder: Path) -> Path:
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = document.text, "text/plain"
    mark = types.get_type(MARK)
    for layer in LAYERS:
        for row in document.layer(layer).table.to_pylist():
            span = row.get("span") or [{"start": 0, "end": 0}]
            label = str(row.get("type") or row.get("value") or "")
            cas.add(mark(begin=span[0]["start"], end=span[-1]["end"], layer=layer, mark=row["id"], label=label))
    path = folder / f"{document.id}.xmi"
    cas.to_xmi(path)
    return path
