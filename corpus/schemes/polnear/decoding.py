"""PolNeAR's graphs to a corpus: straight into columns, without an object per annotation.

>>> from corpus.formats.graph import Annotations, Graph, Link, Span
>>> from corpus.formats.reports import Ledger
>>> spans = (Span("T1", "Cue", ((4, 8),)), Span("T2", "Content", ((9, 11),)), Span("T3", "Attribution-no-source", ((4, 8),)))
>>> event = Link("E1", "Attribution-no-source", "T3", (("Cue", "T1"), ("Content", "T2")))
>>> news = decode([Graph("d", "Ana says no", (Annotations("ana", spans=spans, links=(event,)),))], Ledger())
>>> news.attributions[0].sources[0].source_id, news.attributions[0].content.surface, news.cues[0].type
('@unspecified', 'no', 'unspecified')
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.errors import Place
from corpus.formats.fragments import joined, trimmed
from corpus.model.annotations import UNSPECIFIED
from corpus.model.columns import schema
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.columns import SpanPool, layer_table, list_column
from corpus.schemes.polnear.labels import CONTENT, CUE, DIGITS, EVENTS, EXTRAS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Graph, Id, Link, Span
    from corpus.formats.reports import Ledger
    from corpus.model import Corpus, Document


@dataclass(slots=True)
class _Harvest:
    """What one annotator's annotations become, column by column; spans are numbers in the pool."""

    pool: SpanPool = field(default_factory=SpanPool)
    sources: list[str] = field(default_factory=list)
    source_documents: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    cue_documents: list[str] = field(default_factory=list)
    cue_spans: list[int] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    source_counts: list[int] = field(default_factory=list)
    source_ids: list[str] = field(default_factory=list)
    source_spans: list[int | None] = field(default_factory=list)
    cue_counts: list[int] = field(default_factory=list)
    cue_ids: list[str] = field(default_factory=list)
    contents: list[int | None] = field(default_factory=list)

    def tables(self) -> dict[str, pa.Table]:
        """Give the tables of the three layers."""
        pairs = schema("attributions").field("sources").type.value_type
        named = [pa.array(self.source_ids, pa.string()), self.pool.column(self.source_spans)]
        mentions = pa.StructArray.from_arrays(named, fields=list(pairs))
        given: dict[str, dict[str, Any]] = {
            "sources": {"id": self.sources, "document_id": self.source_documents, "source_label": SOURCE},
            "cues": {
                "id": self.cues,
                "document_id": self.cue_documents,
                "span": self.pool.column(self.cue_spans),
                "type": "unspecified",
                "source_label": CUE,
            },
            "attributions": {
                "id": self.attributions,
                "document_id": self.documents,
                "sources": list_column(self.source_counts, mentions),
                "cue_ids": list_column(self.cue_counts, pa.array(self.cue_ids, pa.string())),
                "content": self.pool.column(self.contents),
                "source_label": self.labels,
                "extras": self.extras,
            },
        }
        return {layer: layer_table(layer, columns) for layer, columns in given.items() if columns["id"]}


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with PolNeAR's labels."""
    harvests: dict[str, _Harvest] = {}
    documents: list[Document] = []
    for graph in graphs:
        loose = {}
        for one in graph.annotations:
            reader = _Reader(harvests.setdefault(one.annotator, _Harvest()), graph, one, ledger)
            reader.add_events()
            if left := reader.loose():
                loose[one.annotator] = left
        documents.append(document_of(graph, **({"extras": {EXTRAS: loose}} if loose else {})))
    return assemble(documents, {annotator: harvest.tables() for annotator, harvest in harvests.items()})


class _Reader:
    """One annotator's events in one document."""

    __slots__ = ("document_id", "fragments", "harvest", "ledger", "numbers", "one", "record_ids", "spans", "text", "used")

    def __init__(self, harvest: _Harvest, graph: Graph, one: Annotations, ledger: Ledger) -> None:
        self.harvest, self.one, self.ledger = harvest, one, ledger
        self.document_id, self.text = graph.document_id, graph.text
        self.spans: dict[Id, Span] = {span.id: span for span in one.spans}
        self.fragments = [span.fragments for span in one.spans]
        surfaces = [self.text[start:end] for fragments in self.fragments for start, end in fragments]
        if surfaces != [surface.strip() for surface in surfaces]:
            self._trim()
        first = harvest.pool.add(self.fragments, self.text)
        self.numbers: dict[Id, int | None] = dict(zip(self.spans, range(first, first + len(self.fragments)), strict=True))
        if not all(self.fragments):
            self.numbers |= {span.id: None for span, found in zip(one.spans, self.fragments, strict=True) if not found}
        self.used: set[Id] = set()
        self.record_ids: dict[tuple[str, Id], str] = {}

    def _trim(self) -> None:
        """Take white space from the edges, and say so."""
        for place, span in enumerate(self.one.spans):
            made = trimmed(span.fragments, self.text)
            if made != span.fragments:
                self.ledger.change("F203", f"{span.id}: white space was taken from its edges", self._place(span.line))
                self.fragments[place] = made

    def add_events(self) -> None:
        """Make an attribution of each event, and sources and cues of what it names."""
        for link in self.one.links:
            arguments = self._arguments(link)
            if arguments is None:
                expected = f"expected an event of type {' or '.join(EVENTS)} over spans, with roles Source, Cue, Content"
                written = " ".join([f"{role}:{target}" for role, target in link.arguments])
                self.ledger.withdraw("F301", f"{expected}; found {link.label} {written}", self._place(link.line))
            else:
                self._add(link, *arguments)

    def _arguments(self, link: Link) -> tuple[list[Id], list[Id], list[Id]] | None:
        sources: list[Id] = []
        cues: list[Id] = []
        contents: list[Id] = []
        if link.label not in EVENTS or link.trigger not in self.spans:
            return None
        for role, target in link.arguments:
            name = role.rstrip(DIGITS)
            if target not in self.spans:
                return None
            if name == SOURCE:
                sources.append(target)
            elif name == CUE:
                cues.append(target)
            elif name == CONTENT:
                contents.append(target)
            else:
                return None
        return sources, cues, contents

    def _add(self, link: Link, sources: list[Id], cues: list[Id], contents: list[Id]) -> None:
        harvest, numbers = self.harvest, self.numbers
        self.used.update((link.trigger or "", *sources, *cues, *contents))
        harvest.attributions.append(str(link.id))
        harvest.documents.append(self.document_id)
        harvest.labels.append(link.label)
        harvest.source_ids += [self._record_id(SOURCE, source) for source in sources] or [UNSPECIFIED]
        harvest.source_spans += [numbers[source] for source in sources] or [None]
        harvest.source_counts.append(len(sources) or 1)
        named = [self._record_id(CUE, cue) for cue in cues if numbers[cue] is not None]
        harvest.cue_ids += named
        harvest.cue_counts.append(len(named))
        harvest.contents.append(numbers[contents[0]] if len(contents) == 1 else self._joined(contents))
        harvest.extras.append(self._extras(link, cues, contents))

    def _record_id(self, kind: str, target: Id) -> str:
        """Give the id of the source or cue that a span is, and make its record where it is new."""
        known = self.record_ids.get((kind, target))
        if known is not None:
            return known
        harvest = self.harvest
        is_other = (CUE if kind == SOURCE else SOURCE, target) in self.record_ids
        made = self.record_ids[kind, target] = f"{target}-{kind.lower()}" if is_other else str(target)
        if kind == SOURCE:
            harvest.sources.append(made)
            harvest.source_documents.append(self.document_id)
        else:
            harvest.cues.append(made)
            harvest.cue_documents.append(self.document_id)
            harvest.cue_spans.append(self.numbers[target] or 0)
        return made

    def _joined(self, targets: list[Id]) -> int | None:
        """Give the number of the span of several contents; None where there is none."""
        places = [trimmed(self.spans[target].fragments, self.text) for target in targets]
        fragments = joined(tuple([pair for place in places for pair in place]))
        return self.harvest.pool.add([fragments], self.text) if fragments else None

    def _extras(self, link: Link, cues: list[Id], contents: list[Id]) -> str:
        """Keep what our fields do not say: the ids of trigger and contents, and bounds that do not follow from them."""
        trigger = self.spans[link.trigger or ""]
        has_cue = len(cues) >= 1 and self.spans[cues[0]].fragments == trigger.fragments
        if has_cue and len(contents) == 1 and f"{trigger.id}{contents[0]}".isalnum():
            return f'{{"trigger":"{trigger.id}","contents":["{contents[0]}"]}}'
        kept: dict[str, Any] = {"trigger": link.trigger, "contents": contents}
        if not has_cue:
            kept["at"] = trigger.fragments
        if len(contents) > 1:
            kept["parts"] = [self.spans[target].fragments for target in contents]
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    def loose(self) -> list[Any]:
        """Give what belongs to no attribution, as JSON values: its kind, then its fields without the line."""
        spans = [self.spans[one] for one in self.spans.keys() - self.used]
        others = (*self.one.attributes, *self.one.notes, *self.one.normalisations, *self.one.groups)
        return [[type(item).__name__, *_plain(item)] for item in (*sorted(spans, key=_line), *others)]

    def _place(self, line: int) -> Place:
        return Place(file=self.one.file, line=line or None, document_id=self.document_id)


def _line(span: Span) -> tuple[int, str]:
    return span.line, str(span.id)


def _plain(item: tuple[Any, ...]) -> list[Any]:
    return json.loads(json.dumps(item[:-1]))  # type: ignore[no-any-return]  # a tuple becomes a list
