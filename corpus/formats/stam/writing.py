"""Graphs to STAM JSON; same graphs, same bytes."""

from __future__ import annotations

import json
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Capabilities
from corpus.formats.linked import in_order, names_of
from corpus.formats.stam.rules import unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Annotations, Graph, Id, Item, Link, Span
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(fields=False, unfit=unfit)
SET = "reportedly"
KEYS = ("kind", "label", "annotator", "annotator-kind", "id", "roles", "has-trigger", "value", "text", "entry")
Values = dict[str, Any]


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - the format needs no labels
    """Write one file.

    Raises:
        OSError: it cannot be written.
    """
    path.write_bytes(f"{json.dumps(store(list(graphs)), ensure_ascii=False, indent=1)}\n".encode())


def store(graphs: Iterable[Graph]) -> Values:
    """Give documents and annotations as an AnnotationStore.

    >>> from corpus.formats.graph import Annotations, Graph, Span
    >>> made = store([Graph("d", "Ana says no.", (Annotations("ana", (Span("T1", "Cue", ((4, 8),)),)),))])
    >>> made["annotations"][0]["target"]["offset"]["begin"]["value"]
    4
    """
    graphs = list(graphs)
    data = _Data()
    annotations = [made for graph in graphs for one in graph.annotations for made in _Writer(graph, one, data).items()]
    resources = [{"@type": "TextResource", "@id": graph.document_id, "text": graph.text} for graph in graphs]
    keys = [{"@type": "DataKey", "@id": key} for key in KEYS]
    dataset = {"@type": "AnnotationDataSet", "@id": SET, "keys": keys, "data": data.items()}
    return {
        "@type": "AnnotationStore",
        "@id": "reportedly-store",
        "resources": resources,
        "annotationsets": [dataset],
        "annotations": annotations,
    }


class _Data:
    """The data of the set: each key with each value once."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], str] = {}

    def reference(self, key: str, value: Values) -> Values:
        """Give a reference to a value, which is added where it is new."""
        written = json.dumps(value, ensure_ascii=False, sort_keys=True)
        own = self.known.setdefault((key, written), f"data-{len(self.known) + 1}")
        return {"@type": "AnnotationData", "@id": own, "set": SET}

    def items(self) -> list[Values]:
        """Give all of them, in the order in which they came."""
        return [
            {"@type": "AnnotationData", "@id": own, "key": key, "value": json.loads(written)}
            for (key, written), own in self.known.items()
        ]


class _Writer:
    """The annotations of one annotator in one document."""

    def __init__(self, graph: Graph, given: Annotations, data: _Data) -> None:
        self.graph, self.given, self.data = graph, given, data
        self.names = names_of(given)
        self.groups = count(1)

    def items(self) -> Iterator[Values]:
        """Give every annotation after those that it points at."""
        given = self.given
        for span in given.spans:
            yield self._made(span, span.id, self._place(span), {})
        for link in in_order(given.links):
            yield self._link(link)
        labels = chain(given.attributes, given.notes, given.normalisations)
        for one in _after_targets(list(labels)):
            said = {
                "value": getattr(one, "value", None),
                "text": getattr(one, "text", None),
                "entry": getattr(one, "entry", None),
            }
            values = {key: _string(value) for key, value in said.items() if value is not None}
            yield self._made(one, one.id, self._annotation(one.target), values)
        for group in given.groups:
            yield self._made(group, f"group-{next(self.groups)}", self._several("CompositeSelector", group.members), {})

    def _made(self, item: Item, own: Id, target: Values, values: Values) -> Values:
        kind = {} if self.given.kind is None else {"annotator-kind": _string(self.given.kind)}
        named = {"id": _string(own)} if isinstance(own, str) and own in self.names else {}
        said = {"kind": _string(type(item).__name__.lower()), "label": _string(item.label)}
        said |= {"annotator": _string(self.given.annotator), **kind, **named, **values}
        data = [self.data.reference(key, value) for key, value in said.items()]
        name = self._name(own) if own in self.names else f"{self._prefix()}#{own}"
        return {"@type": "Annotation", "@id": name, "target": target, "data": data}

    def _link(self, link: Link) -> Values:
        targets = [*([] if link.trigger is None else [link.trigger]), *(target for _, target in link.arguments)]
        roles = {"@type": "List", "value": [_string(role) for role, _ in link.arguments]}
        has_trigger = {"@type": "Bool", "value": link.trigger is not None}
        selector = self._several("DirectionalSelector", targets)
        return self._made(link, link.id, selector, {"roles": roles, "has-trigger": has_trigger})

    def _several(self, kind: str, targets: Iterable[Id]) -> Values:
        selectors = [self._annotation(target) for target in targets]
        if not selectors:
            return {"@type": "ResourceSelector", "resource": self.graph.document_id}
        return selectors[0] if len(selectors) == 1 else {"@type": kind, "selectors": selectors}

    def _annotation(self, target: Id) -> Values:
        return {"@type": "AnnotationSelector", "annotation": self._name(target)}

    def _place(self, span: Span) -> Values:
        selectors = [self._text(*pair) for pair in span.fragments]
        return selectors[0] if len(selectors) == 1 else {"@type": "CompositeSelector", "selectors": selectors}

    def _text(self, start: int, end: int) -> Values:
        offset = {"@type": "Offset", "begin": _cursor(start), "end": _cursor(end)}
        return {"@type": "TextSelector", "resource": self.graph.document_id, "offset": offset}

    def _prefix(self) -> str:
        return f"{self.graph.document_id}/{self.given.annotator}"

    def _name(self, own: Id) -> str:
        return f"{self._prefix()}/{self.names[own]}"


def _after_targets(labels: list[Any]) -> Iterator[Any]:
    """Give labels on labels after these."""
    waiting = {one.id for one in labels}
    while labels:
        ready = [one for one in labels if one.target not in waiting]
        yield from ready
        waiting -= {one.id for one in ready}
        labels = [one for one in labels if one.id in waiting] if ready else []


def _cursor(place: int) -> Values:
    return {"@type": "BeginAlignedCursor", "value": place}


def _string(value: str) -> Values:
    return {"@type": "String", "value": value}
