"""A corpus to PolNeAR's graphs: what came from there as it was, and of other corpora what PolNeAR has labels for.

PolNeAR annotates roots only and gives each token one role in an attribution. So nested attributions are lost, and source and
cue are cut out of a content that holds them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats import graph as items
from corpus.formats.capabilities import Loss
from corpus.formats.fragments import trimmed, without
from corpus.formats.graph import Annotations, Graph, Link, Span
from corpus.formats.origins import with_extras
from corpus.model.annotations import UNSPECIFIED
from corpus.model.extras import decode_extras
from corpus.schemes.assembly import document_fields, sets_of_documents
from corpus.schemes.comparing import rows_of
from corpus.schemes.polnear.labels import (
    CONTENT,
    CUE,
    EVENT,
    EVENT_WITHOUT_SOURCE,
    EVENTS,
    EXTRAS,
    SOURCE,
    argument_names,
    role_of,
)
from corpus.schemes.polnear.remainders import unsaid
from corpus.schemes.reportedly.encoding import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.graph import Fragments, Id, Identified, Item
    from corpus.model import Corpus, Document
    from corpus.model.rows import Row


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph with PolNeAR's labels, with what they cannot say."""
    sets = sets_of_documents(news)
    for document in news.documents:
        losses: list[Loss] = []
        extras = dict(document.extras or {})
        loose = extras.pop(EXTRAS, {})
        made = []
        for set_id in sets[document.id]:
            encoder = _Encoder(news, document, set_id, losses)
            made.append(replace(encoder.annotations(_items(loose, set_id)), kind=news.set(set_id).record.annotator.kind))
        yield Graph(document.id, document.text or "", tuple(made), with_extras(document_fields(document), extras)), losses


def _items(loose: Any, set_id: str) -> list[Item]:
    """Make the items again that belong to no attribution."""
    kinds = {kind.__name__: kind for kind in (Span, items.Attribute, items.Note, items.Normalisation, items.Group)}
    found = loose.get(set_id, []) if isinstance(loose, dict) else []
    return [kinds[name](*map(_tuples, values)) for name, *values in found]


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


class _Encoder:
    """The events of one annotator in one document."""

    def __init__(self, news: Corpus, document: Document, set_id: str, losses: list[Loss]) -> None:
        self.document_id, self.set_id, self.text, self.losses = document.id, set_id, document.text or "", losses
        found = rows_of(news, document.id, set_id)
        self.rows: dict[str, dict[str, Row]] = {layer: {row["id"]: row for row in rows} for layer, rows in found.items()}
        self.numbers = count(1)
        self.spans: dict[Id, Span] = {}
        self.links: list[Link] = []
        self.said: dict[str, bool] = {}
        """The sources and cues that are said, and whether under their id."""
        self.labels: dict[str | None, str] = {}
        """The labels of arguments of the event at hand of which it is not the role, by id."""
        self.taken: set[Id] = set()
        """The ids of what belongs to no attribution."""

    def annotations(self, loose: list[Item]) -> Annotations:
        """Add every attribution, then what belongs to none; spans stand in the order of their numbers."""
        self.taken = {one.id for one in loose if not isinstance(one, items.Group)}
        for row in self.rows["attributions"].values():
            if row["parent_id"] is not None:
                self._lose("attributions", row, None, "PolNeAR annotates roots only, not what is reported inside a report")
            else:
                self._add(row)
        self._count_the_rest()
        of_kind = {kind: tuple(one for one in loose if isinstance(one, kind)) for kind in {type(one) for one in loose}}
        spans = sorted([*self.spans.values(), *(one for one in loose if isinstance(one, Span))], key=_number)
        kinds = (items.Attribute, items.Note, items.Normalisation, items.Group)
        links = sorted(self.links, key=_number)
        return Annotations(self.set_id, tuple(spans), tuple(links), *(of_kind.get(kind, ()) for kind in kinds))  # type: ignore[arg-type]

    def _add(self, row: Row) -> None:
        extras: dict[str, Any] = dict(decode_extras(row["extras"] or "{}"))
        is_theirs = row["source_label"] in EVENTS and "trigger" in extras
        kept = extras if is_theirs else {}
        self.labels = kept.get("labels") or {}
        sources, cues = self._sources(row, is_theirs=is_theirs), self._cues(row, is_theirs=is_theirs)
        contents = self._contents(row, kept, [*sources, *cues])
        usual = argument_names(len(contents), len(cues), len(sources))
        written = str(kept.get("roles", "")).split()
        is_same = sorted(map(role_of, written)) == sorted(map(role_of, usual))
        targets = {CONTENT: iter(contents), CUE: iter(cues), SOURCE: iter(sources)}
        arguments = tuple([(name, next(targets[role_of(name)])) for name in (written if is_same else usual)])
        label = EVENT if sources else EVENT_WITHOUT_SOURCE
        if is_theirs and (is_same or not sources):
            label = row["source_label"]
        places = [self.spans[one].fragments for one in (*cues, *contents, *sources)]
        at = _tuples(extras["at"]) if is_theirs and "at" in extras else next(iter(places), None)
        if at is None:
            self._lose("attributions", row, None, "it stands at no place of the text")
            return
        trigger = self._span(extras["trigger"] if is_theirs else None, label, at)
        self.links.append(Link(row["id"] if is_theirs else next(self.numbers), label, trigger, arguments))
        for field, reason in unsaid("attributions", row, is_theirs=is_theirs, has_id=is_theirs):
            self._lose("attributions", row, field, reason)

    def _sources(self, row: Row, *, is_theirs: bool) -> list[Id]:
        made = []
        for mention in row["sources"] or ():
            if mention["span"] is not None:
                own = mention["source_id"].removesuffix("-source")
                made.append(self._span(own if is_theirs else None, SOURCE, bounds(mention["span"])))
                self._say(mention["source_id"], own, made[-1])
            elif mention["source_id"] != UNSPECIFIED:
                self._lose("attributions", row, "sources", "PolNeAR has no source without words of its own")
        return made

    def _cues(self, row: Row, *, is_theirs: bool) -> list[Id]:
        made = []
        for cue_id in row["cue_ids"] or ():
            cue = self.rows["cues"][cue_id]
            own = cue_id.removesuffix("-cue")
            made.append(self._span(own if is_theirs else None, CUE, bounds(cue["extent"] or cue["span"])))
            self._say(cue_id, own, made[-1])
        return made

    def _say(self, record_id: str, own: str, made: Id) -> None:
        self.said[record_id] = self.said.get(record_id, False) or made == own

    def _contents(self, row: Row, extras: dict[str, Any], others: list[Id]) -> list[Id]:
        if row["content"] is None:
            return []
        content = bounds(row["content"])
        names: list[Any] = extras.get("contents") or [None]
        parts = [trimmed(_tuples(part), self.text) for part in extras.get("parts", ())]
        if trimmed(tuple(pair for part in parts for pair in part), self.text) == content:
            return [self._span(name, CONTENT, part) for name, part in zip(names, parts, strict=True)]
        if not extras:
            content = self._cut(row, content, others)
        return [self._span(names[0], CONTENT, content)] if content else []

    def _cut(self, row: Row, content: Fragments, others: list[Id]) -> Fragments:
        made = without(content, tuple(pair for one in others for pair in self.spans[one].fragments), self.text)
        if made != content:
            self._lose(
                "attributions", row, "content", "PolNeAR gives a token one role; source and cue were cut out of the content"
            )
        return made

    def _span(self, own: str | None, label: str, fragments: Fragments) -> Id:
        """Give the span of that id; a new one where there is none, or where the id stands for another place."""
        label = self.labels.get(own, label)
        span = self.spans.get(own) if own is not None else None
        if span is not None and (span.label, span.fragments) == (label, fragments):
            return span.id
        is_free = own is not None and span is None and own not in self.taken
        name: Id = own if is_free and own is not None else next(self.numbers)
        self.spans[name] = Span(name, label, fragments)
        return name

    def _count_the_rest(self) -> None:
        for layer, rows in self.rows.items():
            for row in rows.values():
                if layer in {"cues", "sources"} and row["id"] in self.said:
                    is_theirs = row["source_label"] in {CUE, SOURCE}
                    for field, reason in unsaid(layer, row, is_theirs=is_theirs, has_id=self.said[row["id"]]):
                        self._lose(layer, row, field, reason)
                elif layer != "attributions":
                    self._lose(layer, row, None, "PolNeAR has attributions alone")

    def _lose(self, layer: str, row: Row, field: str | None, reason: str) -> None:
        self.losses.append(Loss(self.document_id, self.set_id, layer, row["id"], field, reason))


def _number(item: Identified) -> tuple[int, int]:
    """Sort `T2` before `T10`, and what has no number of its own last."""
    own = str(item.id)[1:] if isinstance(item.id, str) else ""
    return (0, int(own)) if own.isascii() and own.isdecimal() else (1, item.id if isinstance(item.id, int) else 0)
