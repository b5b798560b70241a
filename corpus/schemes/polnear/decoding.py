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
from corpus.schemes.columns import SpanColumn, layer_table, list_column
from corpus.schemes.polnear.labels import CONTENT, CUE, DIGITS, EVENTS, EXTRAS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Fragments, Graph, Id, Link, Span
    from corpus.formats.reports import Ledger
    from corpus.model import Corpus, Document


@dataclass(slots=True)
class _Rows:
    """Rows of one layer, with what most of them hold."""

    ids: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    def add(self, own: str, document_id: str) -> None:
        self.ids.append(own)
        self.documents.append(document_id)


@dataclass(slots=True)
class _Harvest:
    """What one annotator's annotations become, row by row."""

    sources: _Rows = field(default_factory=_Rows)
    cues: _Rows = field(default_factory=_Rows)
    cue_spans: SpanColumn = field(default_factory=SpanColumn)
    attributions: _Rows = field(default_factory=_Rows)
    labels: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    source_counts: list[int] = field(default_factory=list)
    source_ids: list[str] = field(default_factory=list)
    source_spans: SpanColumn = field(default_factory=SpanColumn)
    cue_counts: list[int] = field(default_factory=list)
    cue_ids: list[str] = field(default_factory=list)
    contents: SpanColumn = field(default_factory=SpanColumn)

    def tables(self) -> dict[str, pa.Table]:
        """Give the tables of the three layers."""
        pairs = schema("attributions").field("sources").type.value_type
        source_parts = [pa.array(self.source_ids, pa.string()), self.source_spans.array()]
        mentions = pa.StructArray.from_arrays(source_parts, fields=list(pairs))
        own = {
            "sources": {"source_label": SOURCE},
            "cues": {"span": self.cue_spans.array(), "type": "unspecified", "source_label": CUE},
            "attributions": {
                "sources": list_column(self.source_counts, mentions),
                "cue_ids": list_column(self.cue_counts, pa.array(self.cue_ids, pa.string())),
                "content": self.contents.array(),
                "source_label": self.labels,
                "extras": self.extras,
            },
        }
        heads = {"sources": self.sources, "cues": self.cues, "attributions": self.attributions}
        given = {layer: {"id": rows.ids, "document_id": rows.documents, **own[layer]} for layer, rows in heads.items()}
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

    __slots__ = ("document_id", "harvest", "kinds", "ledger", "one", "places", "spans", "text")

    def __init__(self, harvest: _Harvest, graph: Graph, one: Annotations, ledger: Ledger) -> None:
        self.harvest, self.one, self.ledger = harvest, one, ledger
        self.document_id, self.text = graph.document_id, graph.text
        self.spans: dict[Id, Span] = {span.id: span for span in one.spans}
        self.places: dict[Id, Fragments] = {}
        self.kinds: dict[Id, str] = {}

    def add_events(self) -> None:
        """Make an attribution of each event, and sources and cues of what it names."""
        for link in self.one.links:
            arguments = self._arguments(link)
            if arguments is None:
                reason = f"expected an event of type {' or '.join(EVENTS)} over spans, with roles Source, Cue, Content; found "
                written = " ".join(f"{role}:{target}" for role, target in link.arguments)
                self.ledger.withdraw("F301", f"{reason}{link.label} {written}", self._place(link.line))
            else:
                self._add(link, *arguments)

    def _arguments(self, link: Link) -> tuple[list[Id], list[Id], list[Id]] | None:
        found: dict[str, list[Id]] = {SOURCE: [], CUE: [], CONTENT: []}
        if link.label not in EVENTS or link.trigger not in self.spans:
            return None
        for role, target in link.arguments:
            name = role if role in found else role.rstrip(DIGITS)
            if name not in found or target not in self.spans:
                return None
            found[name].append(target)
        return found[SOURCE], found[CUE], found[CONTENT]

    def _add(self, link: Link, sources: list[Id], cues: list[Id], contents: list[Id]) -> None:
        harvest, text = self.harvest, self.text
        self.kinds[link.trigger or ""] = "trigger"
        harvest.attributions.add(str(link.id), self.document_id)
        harvest.labels.append(link.label)
        for source in sources:
            harvest.source_ids.append(self._source(source))
            harvest.source_spans.add(self._fragments(source) or None, text)
        if not sources:
            harvest.source_ids.append(UNSPECIFIED)
            harvest.source_spans.add(None, text)
        harvest.source_counts.append(len(sources) or 1)
        named = [one for one in map(self._cue, cues) if one is not None]
        harvest.cue_ids += named
        harvest.cue_counts.append(len(named))
        harvest.contents.add(self._content(contents), text)
        harvest.extras.append(self._extras(link, cues, contents))

    def _source(self, target: Id) -> str:
        name = str(target) if self.kinds.get(target) != CUE else f"{target}-source"
        if target not in self.kinds or (self.kinds[target] == CUE and name not in self.kinds):
            self.kinds.setdefault(target, SOURCE)
            self.kinds[name] = SOURCE
            self.harvest.sources.add(name, self.document_id)
        return name

    def _cue(self, target: Id) -> str | None:
        fragments = self._fragments(target)
        if not fragments:
            return None
        name = str(target) if self.kinds.get(target) != SOURCE else f"{target}-cue"
        if target not in self.kinds or (self.kinds[target] == SOURCE and name not in self.kinds):
            self.kinds.setdefault(target, CUE)
            self.kinds[name] = CUE
            self.harvest.cues.add(name, self.document_id)
            self.harvest.cue_spans.add(fragments, self.text)
        return name

    def _content(self, targets: list[Id]) -> Fragments | None:
        for target in targets:
            self.kinds.setdefault(target, CONTENT)
        if len(targets) == 1:
            return self._fragments(targets[0]) or None
        return joined(tuple([pair for target in targets for pair in self._fragments(target)])) or None

    def _fragments(self, target: Id) -> Fragments:
        """Give the fragments of a span as our records want them; say so where they are not the file's."""
        if target not in self.places:
            span = self.spans[target]
            self.places[target] = fragments = trimmed(span.fragments, self.text)
            if fragments != span.fragments:
                self.ledger.change("F203", f"{target}: white space was taken from its edges", self._place(span.line))
        return self.places[target]

    def _extras(self, link: Link, cues: list[Id], contents: list[Id]) -> str:
        """Keep what our fields do not say: the ids of trigger and contents, and bounds that do not follow from them."""
        trigger = self.spans[link.trigger or ""]
        is_plain = len(contents) == 1 and len(cues) == 1 and self.spans[cues[0]].fragments == trigger.fragments
        if is_plain and str(link.trigger).isalnum() and str(contents[0]).isalnum():
            return f'{{"trigger":"{link.trigger}","contents":["{contents[0]}"]}}'
        kept: dict[str, Any] = {"trigger": link.trigger, "contents": contents}
        if not cues or self.spans[cues[0]].fragments != trigger.fragments:
            kept["at"] = trigger.fragments
        if len(contents) > 1:
            kept["parts"] = [self.spans[target].fragments for target in contents]
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    def loose(self) -> list[Any]:
        """Give what belongs to no attribution, as JSON values: its kind, then its fields without the line."""
        spans = [span for span in self.one.spans if span.id not in self.kinds]
        others = (*self.one.attributes, *self.one.notes, *self.one.normalisations, *self.one.groups)
        return [[type(item).__name__, *_plain(item)] for item in (*spans, *others)]

    def _place(self, line: int) -> Place:
        return Place(file=self.one.file, line=line or None, document_id=self.document_id)


def _plain(item: tuple[Any, ...]) -> list[Any]:
    return json.loads(json.dumps(item[:-1]))  # type: ignore[no-any-return]  # a tuple becomes a list
