"""Places: the spans at which the annotations of a layer stand, by argument.

Most layers have one place, `span`. An attribution has three arguments, each with one or more spans: `source` (the words that
name it), `cue` and `content`; a stance stands at its `expression`. Entities, sources and commitments stand nowhere
themselves.

>>> from corpus.model import Cue
>>> cue = Cue(id="cue-1", document_id="d", span=[{"start": 3, "end": 6, "text": "may"}])
>>> {name: [str(span) for span in of(cue)] for name, of in arguments("cues").items()}
{None: ['may']}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.model.columns import has_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from corpus.agreement.comparison import Comparison
    from corpus.model import Annotation, Span

Bounds = tuple[tuple[int, int], ...]
"""The offsets of a span's fragments; two spans of one text are equal when these are."""


def arguments(layer: str) -> dict[str | None, Callable[[Any], list[Span]]]:
    """Give the arguments of a layer's records, and how to find the spans of each; None names the one place."""
    if layer == "attributions":
        return {"source": source_spans, "cue": cue_spans, "content": lambda record: present(record.content)}
    if layer == "stances":
        return {"expression": lambda record: present(record.expression)}
    return {None: lambda record: [record.span]} if has_span(layer) else {}


def source_spans(attribution: Any) -> list[Span]:
    """Give the words that name the sources of an attribution; none where they are implicit."""
    return [mention.span for mention in attribution.sources or () if mention.span is not None]


def cue_spans(attribution: Any) -> list[Span]:
    """Give the words that mark an attribution."""
    return [cue.span for cue in attribution.cues]


def present(span: Span | None) -> list[Span]:
    """Give a span as a list, empty where there is none."""
    return [] if span is None else [span]


def spans_of(compared: Comparison, argument: str | None) -> list[list[list[Span]]]:
    """Give the different spans of an argument: by set, then by document in the order of `compared.documents`."""
    find = arguments(compared.layer)[argument]
    return [
        [_of_records(compared.records[set_id][document.id], find, argument) for document in compared.documents]
        for set_id in compared.sets
    ]


def bounds(span: Span) -> Bounds:
    """Give the offsets of a span's fragments."""
    return tuple((fragment.start, fragment.end) for fragment in span)


def own_bounds(record: Annotation) -> Bounds:
    """Give where a record itself stands, if anywhere: its span, the content of an attribution, the expression of a stance."""
    spans: Iterator[Span | None] = (getattr(record, name, None) for name in ("span", "content", "expression"))
    return next((bounds(span) for span in spans if span is not None), ())


def length(span: Span) -> int:
    """Count the code points of a span."""
    return sum(fragment.end - fragment.start for fragment in span)


def _of_records(records: Iterable[Any], find: Callable[[Any], list[Span]], argument: str | None) -> list[Span]:
    found = [span for record in records for span in find(record)]
    return found if argument is None else _different(found)


def _different(spans: Sequence[Span]) -> list[Span]:
    """Keep one of equal spans: a source that speaks twice is named once."""
    return list({bounds(span): span for span in spans}.values())
