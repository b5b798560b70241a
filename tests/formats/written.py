"""Reading back what is written only, by the words of each model's own page and nothing of ours: the graph that it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
Values = dict[str, Any]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def check_collection(made: Values, text: str) -> list[Values]:
    """Hold a collection to what the Web Annotation Data Model says that it MUST; give its annotations."""
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    page = made["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == made["id"]
    assert made["last"] == page["id"]
    items: list[Values] = page["items"]
    assert made["total"] == len(items)
    names = [made["id"], page["id"], *(one["id"] for one in items)]
    assert all(IRI.fullmatch(name) for name in names)
    assert len(set(names)) == len(names)
    known = {one["id"] for one in items}
    for one in items:
        check_annotation(one, text, known)
    return items


def check_annotation(one: Values, text: str, known: set[str]) -> None:
    assert one["type"] == "Annotation"
    assert one["motivation"] in MOTIVATIONS
    assert one["creator"].get("type") in {"Person", "Software", None}
    assert IRI.fullmatch(one["creator"]["id"])
    for body in listed(one["body"]):
        assert body["purpose"] in MOTIVATIONS
        assert (body["type"], "value" in body) in {("TextualBody", True), ("SpecificResource", False)}
    targets = listed(one["target"])
    assert targets
    for target in targets:
        if isinstance(target, str):
            assert IRI.fullmatch(target)
            assert target in known or "#" not in target
        else:
            check_selectors(target, text)


def check_selectors(target: Values, text: str) -> None:
    assert target["type"] == "SpecificResource"
    position, quote = target["selector"]
    assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert 0 <= position["start"] < position["end"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert text[: position["start"]].endswith(quote.get("prefix", ""))
    assert text[position["end"] :].startswith(quote.get("suffix", ""))


def items_of(items: list[Values]) -> list[Any]:
    """Give what annotations say, item by item, by the names that their IRIs end in."""
    return sorted([said(one) for one in items], key=repr)


def said(one: Values) -> Any:
    bodies = [body.get("value") or last(body["source"]) if "source" in body else body["value"] for body in listed(one["body"])]
    targets = [target if isinstance(target, dict) else last(target) for target in listed(one["target"])]
    places = [
        (part["selector"][0]["start"], part["selector"][0]["end"]) if isinstance(part, dict) else part for part in targets
    ]
    return (unquote(one["creator"]["name"]), one["motivation"], tuple(bodies), tuple(places))


def last(iri: str) -> str:
    return unquote(iri.rsplit("/", 1)[-1]) if "#" in iri else "text"


def expected_of(given: Annotations, names: dict[Any, str]) -> list[Any]:
    """Give the same of what an annotator left in a graph."""
    made: list[Any] = [(given.annotator, "classifying", (one.label,), one.fragments) for one in given.spans]
    for link in given.links:
        place = "text" if link.trigger is None else names[link.trigger]
        made.append((given.annotator, "classifying", (link.label,), (place,)))
        made += [(given.annotator, "linking", (role, names[target]), (names[link.id],)) for role, target in link.arguments]
    for label in given.attributes:
        values = () if label.value is None else (label.value,)
        made.append((given.annotator, "tagging", (label.label, *values), (names[label.target],)))
    made += [(given.annotator, "commenting", (one.label, one.text), (names[one.target],)) for one in given.notes]
    for entry in given.normalisations:
        texts = (entry.text,) if entry.text else ()
        made.append((given.annotator, "identifying", (entry.label, entry.entry, *texts), (names[entry.target],)))
    made += [(given.annotator, "linking", (one.label,), tuple(names[own] for own in one.members)) for one in given.groups]
    return made
