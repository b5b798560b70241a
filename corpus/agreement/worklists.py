"""Work lists: what the sets do not agree on, item by item, in the order in which layers build on one another.

An item carries the sentence, every set's candidate and what their references mean in words, so that a person can decide it
in any editor. The decision is one of

- the id of a set, whose candidate is taken,
- `none`: there is nothing to annotate,
- `all`: every candidate stands, as an annotation of its own,
- `edited`: `record` stands, with references written `annotator-1:cue-012` or as ids of the merged set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from corpus.agreement.references import references
from corpus.agreement.surroundings import Sentences
from corpus.model import Annotator
from corpus.model.columns import field_order
from corpus.model.documents import DocumentId
from corpus.model.layers import layer_of
from corpus.model.records import Many, Name, Record, Text
from corpus.model.rows import object_of, row_of

if TYPE_CHECKING:
    from corpus.agreement.groups import Group, Groups
    from corpus.model import Annotation, Corpus, Span

NONE = "none"
ALL = "all"
EDITED = "edited"
DECISIONS = (NONE, ALL, EDITED)
"""The decisions that are not the id of a set."""


class Item(Record):
    """One thing that the sets do not agree on, and what was decided."""

    item: Name
    """The layer and a number, unique in the list: `cues-012`."""
    layer: Name
    """The layer of the candidates."""
    document_id: DocumentId
    """The document that they stand in."""
    kind: Literal["missing", "difference"]
    """`missing` when a set that covers the document has nothing here, `difference` when all such have something, but not the
    same."""
    text: Text
    """The sentence around, or the heading."""
    candidates: dict[Name, dict[Name, Any] | None]
    """For each set that covers the document its record, or null where it has none."""
    references: dict[Name, Text] = Field(default={})
    """What the references of the candidates mean in words, `annotator-1:claim-012` to *it has 5,000 missiles*; beside an entity
    or source, how the text calls it."""
    differs: Many[Name] = ()
    """The fields in which the candidates differ; references to annotations that are paired do not."""
    decision: Name | None = None
    """The id of a set, `none`, `all` or `edited`."""
    record: dict[Name, Any] | None = None
    """The whole record, where the decision is `edited`."""
    reason: Text | None = None
    """Why it was decided so."""
    guideline: Text | None = None
    """The rule that decides it, such as `cues#distance`."""
    decided_by: Annotator | None = None
    """Who or what decided; a program or a model says so in `kind`."""


def open_items(news: Corpus, groups: Groups) -> dict[str, tuple[Item, Group]]:
    """Give the items by their name, each with the group that it asks about."""
    texts = {document.id: Sentences(document.text) for document in news.documents if document.text is not None}
    found: dict[str, tuple[Item, Group]] = {}
    numbers: dict[str, int] = {}
    for one in groups:
        differs = groups.differences(one)
        if differs or len(one.members) < len(groups.covering(one.document_id)):
            number = numbers[one.layer] = numbers.get(one.layer, 0) + 1
            name = f"{one.layer}-{number:03d}"
            found[name] = (_item(name, _text(texts.get(one.document_id), one.place), groups, one, differs), one)
    return found


def _item(name: str, text: str, groups: Groups, asked: Group, differs: list[str]) -> Item:
    sets = groups.covering(asked.document_id)
    return Item(
        item=name,
        layer=asked.layer,
        document_id=asked.document_id,
        kind="difference" if len(asked.members) == len(sets) else "missing",
        text=text,
        candidates={one: candidate(asked.members[one]) if one in asked.members else None for one in sets},
        references=_references(groups, asked),
        differs=tuple(differs),
    )


def candidate(record: Annotation) -> dict[str, Any]:
    """Give a record as it stands in the files of its set."""
    row = row_of(record)
    return object_of({name: row[name] for name in field_order(layer_of(type(record)))})


def _text(sentences: Sentences | None, place: Span | None) -> str:
    """Give the sentence around; without the text, the words themselves, or where they stand."""
    if place is None:
        return ""
    return str(place) if sentences is None else sentences.around(place)


def _references(groups: Groups, asked: Group) -> dict[str, str]:
    """Say what each reference means, and of an entity or source how the text calls it."""
    found: dict[str, str] = {}
    for set_id, record in asked.members.items():
        around = groups.surroundings[set_id]
        if asked.layer in ("entities", "sources"):
            found[f"{set_id}:{record.id}"] = around.names(record)
        for _, layer, reference in references(asked.layer, record.model_dump()):
            found[f"{set_id}:{reference}"] = around.describe(layer, asked.document_id, reference)
    return found
