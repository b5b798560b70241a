"""Graphs to a DocBin: same graphs, same bytes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus.formats.capabilities import Capabilities
from corpus.formats.docbin.showing import shown, tokens
from corpus.formats.enclosures import NAME, enclosed
from corpus.formats.named import named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup

    from corpus.formats.graph import Annotations, Graph
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities()


ANY_LANGUAGE = "xx"
"""spaCy's name for rules that fit any language."""


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - spaCy needs no labels
    """Write all documents into one file.

    Raises:
        OSError: it cannot be written.
    """
    from spacy.tokens import DocBin  # noqa: PLC0415 - heavy

    written = DocBin(attrs=("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"), store_user_data=True)
    for graph in graphs:
        written.add(_doc(graph))
    path.write_bytes(written.to_bytes())


def _doc(graph: Graph) -> Doc:
    from spacy.tokens import Doc  # noqa: PLC0415 - heavy

    pipeline = _pipeline(str(graph.fields.get("language") or ANY_LANGUAGE))
    pieces = list(tokens(((token.text, bool(token.whitespace_)) for token in pipeline.tokenizer(graph.text)), graph))
    doc = Doc(pipeline.vocab, words=[word for word, _ in pieces], spaces=[space for _, space in pieces])
    for one in graph.annotations:
        doc.spans[one.annotator] = _group(doc, one)
    for one in graph.annotations[:1]:
        doc.set_ents([_span(doc, item.start, item.end, item.label, kb_id=item.entry) for item in named(one)])
    doc.user_data[NAME] = enclosed(graph)
    return doc


def _group(doc: Doc, one: Annotations) -> SpanGroup:
    from spacy.tokens import SpanGroup  # noqa: PLC0415 - heavy

    ids = {span.id: span.id if isinstance(span.id, str) else "" for span in one.spans}
    spans = [_span(doc, start, end, label, own=ids[own]) for own, parts in shown(one).items() for label, start, end in parts]
    return SpanGroup(doc, name=one.annotator, spans=spans)


def _span(doc: Doc, start: int, end: int, label: str, *, kb_id: str = "", own: str = "") -> Span:
    made = doc.char_span(start, end, label=label, kb_id=kb_id, span_id=own)
    if made is None:  # pragma: no cover - tokens were cut there
        message = f"no tokens from {start} to {end}"
        raise AssertionError(message)
    return made


@cache
def _pipeline(language: str) -> Language:
    import spacy  # noqa: PLC0415 - heavy

    try:
        return spacy.blank(language.partition("-")[0].lower())
    except ImportError:  # unknown to spaCy, or in need of a package that is not there
        return _pipeline(ANY_LANGUAGE)
