"""Documents of others in a DocBin: entities, groups of spans, and what extensions (`span._.negex`) say of either.

What extensions and `user_data` say of the document, or of a place where no span is, stands in the document's extras.
"""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.enclosures import NAME, value_of
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Normalisation, Span
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    from corpus.errors import Place
    from corpus.formats.reports import Ledger

USUAL_KEY = "sc"
"""spaCy's own name for a group of spans that nobody gave a name."""
EXTENSION = "._."
"""How spaCy marks in `user_data` what an extension says; name, start and end follow."""


def of_others(doc: Doc, name: str, ledger: Ledger, place: Place) -> Graph:
    """Give a document that is not ours; the key of a group of spans that says something names a group here."""
    numbers = count(1)
    spans: list[Span] = []
    entries: list[Normalisation] = []
    groups: list[Group] = []
    for found, key in [(doc.ents, USUAL_KEY), *((group, key) for key, group in doc.spans.items())]:
        members = []
        for one in sound(found, doc, ledger, place):
            span = Span(next(numbers), one.label_ or key, ((one.start_char, one.end_char),))
            spans.append(span)
            members.append(span.id)
            given = {"kb_id": one.kb_id_, "id": one.id_}
            entries += [Normalisation(next(numbers), kind, span.id, entry) for kind, entry in given.items() if entry]
        if key != USUAL_KEY and members:
            groups.append(Group(key, tuple(members)))
    attributes, rest = _said(doc, spans, numbers)
    parts = (tuple(spans), (), tuple(attributes), (), tuple(entries), tuple(groups))
    return Graph(name, doc.text, (Annotations(ONLY_ANNOTATOR, *parts),), _fields(doc, rest))


def sound(found: Iterable[SpacySpan], doc: Doc, ledger: Ledger, place: Place) -> Iterator[SpacySpan]:
    """Give the spans that hold text; in a damaged file they may reach anywhere."""
    for one in found:
        if 0 <= one.start_char < one.end_char <= len(doc.text):
            yield one
        else:
            reason = f"expected a span within {len(doc.text)} characters, found {one.start_char} {one.end_char}"
            ledger.quarantine("F105", reason, place, f"{one.label_} {one.start_char} {one.end_char}")


def _said(doc: Doc, spans: list[Span], numbers: Iterator[int]) -> tuple[list[Attribute], dict[str, Any]]:
    """Give what extensions say of spans, and all else that stands in `user_data`."""
    at: dict[Any, list[Span]] = {}
    for span in spans:
        at.setdefault(span.fragments[0], []).append(span)
    attributes: list[Attribute] = []
    rest: dict[str, Any] = {}
    for key, value in doc.user_data.items():
        if key == NAME:
            continue
        label, bounds = (key[1], key[2:]) if _is_extension(key) else (str(key), ())
        found = at.get(bounds, ())
        attributes += [Attribute(next(numbers), label, span.id, _written(value)) for span in found]
        if not found:
            rest[" ".join([label, *(str(one) for one in bounds if one is not None)])] = _plain(value)
    return attributes, rest


def _is_extension(key: Any) -> bool:
    return isinstance(key, tuple) and len(key) == 4 and key[0] == EXTENSION and isinstance(key[1], str)  # noqa: PLR2004


def _plain(value: Any) -> Any:
    """Give a value as JSON has it; what JSON has no way to say as Python writes it."""
    try:
        return value_of(json.dumps(value, default=repr))
    except (ValueError, TypeError, RecursionError):
        return repr(value)


def _written(value: Any) -> str:
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _fields(doc: Doc, rest: dict[str, Any]) -> dict[str, Any]:
    """Keep the categories of a document, what else is said of it, and that its blanks are not known."""
    extras: dict[str, Any] = {}
    if doc.cats:
        extras["cats"] = {str(name): float(score) for name, score in doc.cats.items()}
    if rest:
        extras["user_data"] = rest
    if doc.has_unknown_spaces:
        extras["text"] = "words joined by one space; the file does not say what stood between them"
    return {"extras": extras} if extras else {}
