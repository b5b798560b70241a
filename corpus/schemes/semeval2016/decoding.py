"""SemEval's graphs to a corpus.

>>> from corpus.formats.graph import Annotations, Graph, Link, Note
>>> from corpus.formats.reports import Ledger
>>> notes = (Note(2, "Target", 1, "Atheism"), Note(3, "Stance", 1, "AGAINST"))
>>> news = decode([Graph("101", "dear lord", (Annotations("ana", links=(Link(1, "stance"),), notes=notes),))], Ledger())
>>> news.stances[0].target.text, news.stances[0].polarity, news.stances[0].source_label
('Atheism', 'against', 'AGAINST')
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.items import by_id, contents
from corpus.formats.semeval2016.columns import LABEL, STANCE, TARGET
from corpus.model.annotations import AUTHOR
from corpus.model.rows import table_of
from corpus.model.stances import Stance
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.semeval2016.labels import POLARITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Graph, Id, Link, Note
    from corpus.formats.reports import Ledger
    from corpus.model import Annotation, Corpus


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with SemEval's labels."""
    found: dict[str, list[Annotation]] = {}
    documents = []
    for graph in graphs:
        documents.append(document_of(graph))
        for one in graph.annotations:
            found.setdefault(one.annotator, []).extend(_records(graph, one, ledger))
    return assemble(documents, {name: {"stances": table_of("stances", some)} if some else {} for name, some in found.items()})


def _records(graph: Graph, given: Annotations, ledger: Ledger) -> list[Stance]:
    """Give the stances of one annotator to one document; whatever is none is refused."""
    used: set[Id] = set()
    made: list[Stance] = []
    notes: dict[Id, list[Note]] = defaultdict(list)
    for note in given.notes:
        notes[note.target].append(note)
    for link in given.links:
        columns: dict[str, str] = {}
        if link.label != LABEL or link.arguments:
            continue
        for note in notes[link.id]:
            if note.label not in columns:
                columns[note.label] = note.text
                used.add(note.id)
        if columns.get(TARGET):
            used |= {link.id, *([] if link.trigger is None else [link.trigger])}
            made.append(_stance(graph, link, columns, len(made) + 1, ledger))
        else:
            used -= {note.id for note in notes[link.id]}
    known = by_id(given)
    for one in given.items():
        if getattr(one, "id", None) not in used:
            expected = f"expected a stance with notes {TARGET} and {STANCE}, found {one.label}"
            place = Place(file=given.file, line=one.line or None, set_id=given.annotator, document_id=graph.document_id)
            ledger.withdraw("F301", expected, place, contents=contents([one], known))
    return made


def _stance(graph: Graph, link: Link, columns: dict[str, str], number: int, ledger: Ledger) -> Stance:
    label = columns.get(STANCE)
    polarity = POLARITIES.get((label or "").strip().upper())
    if label is not None and polarity is None:
        place = Place(line=link.line or None, document_id=graph.document_id)
        ledger.change("F301", f"expected {', '.join(POLARITIES)}, found {label}; it stays in source_label alone", place)
    others = {name: value for name, value in columns.items() if name not in {TARGET, STANCE}}
    return Stance(
        id=link.id if isinstance(link.id, str) and not link.id.startswith("@") else f"stance-{number}",
        document_id=graph.document_id,
        holder_id=AUTHOR,
        target={"text": columns[TARGET]},  # type: ignore[arg-type]  # validated
        polarity=polarity,  # type: ignore[arg-type]  # one of the labels
        type="position",
        source_label=label or None,
        extras=dict(others) or None,
    )
