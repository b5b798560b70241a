from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.formats.graph import Annotations, Span
from corpus.model import Annotator, Corpus, Cue, Document
from corpus.model import Span as OurSpan
from corpus.model.rows import table_of
from corpus.schemes import comparing
from corpus.schemes.assembly import assemble
from corpus.schemes.comparing import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger

TEXT = "It may rain."


def news(*ids: str, **fields: Any) -> Corpus:
    """Give a corpus of documents with a cue each."""
    cues = [Cue(id="c", document_id=own, span=OurSpan.of(TEXT, (3, 6)), **fields) for own in ids]
    return assemble([Document.of(own, TEXT) for own in ids], {"ana": {"cues": table_of("cues", cues)} if cues else {}})


def annotated(set_id: str, rows: comparing.Rows) -> Annotations:
    return Annotations(set_id, tuple(Span(row["id"], "cue", ((3, 6),)) for row in rows["cues"]))


def decoded(graphs: Iterable[Graph], _: Ledger) -> Corpus:
    """Read back no more than places, and nothing in documents called `lost`."""
    return news(*(graph.document_id for graph in graphs if graph.annotations[0].spans and graph.document_id != "lost"))


@pytest.mark.parametrize("batch", [1, 2, 256])
def test_however_many_are_read_back_at_once_each_document_has_its_own_losses(
    monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(comparing, "BATCH", batch)
    found = list(encoded(news("a", "lost", "b", type="epistemic"), annotated, decoded, nowhere="no place"))
    assert [(graph.document_id, [str(loss) for loss in losses]) for graph, losses in found] == [
        ("a", ["a/ana/cues/c: type: no place"]),
        ("b", ["b/ana/cues/c: type: no place"]),
        ("lost", ["lost/ana/cues/c: no place"]),
    ]


def test_what_comes_back_as_something_else_is_said_otherwise() -> None:
    ((_, losses),) = encoded(news("a", type="epistemic"), annotated, lambda *_: news("a", type="doxastic"))
    assert [(loss.field, loss.reason) for loss in losses] == [("type", "the scheme says it otherwise")]


def test_what_comes_back_as_it_was_is_not_lost_and_the_graph_names_the_kind_of_its_annotator() -> None:
    made = news("a")
    sets = [one.model_copy(update={"annotator": Annotator(name="ana", kind="model")}) for one in made.sets]
    tables: Any = {"ana": {"cues": made.set("ana").cues.table}}
    ((graph, losses),) = encoded(Corpus(made.metadata, made.documents, sets, tables), annotated, decoded)
    assert (losses, graph.annotations[0].kind, graph.annotations[0].spans[0].label) == ([], "model", "cue")


def test_a_corpus_without_documents_gives_no_graphs() -> None:
    assert list(encoded(assemble([], {}), annotated, decoded)) == []
