"""Renaming: ids that spell words of a text become numbers, and every reference follows.

An annotation's id stays if it is a number, or a known word for its kind with a number. The others are numbered in the order
of the text; where nothing gives an order, by a hash that needs the text, so that not even their alphabetical order shows.

>>> is_plain("cue-001"), is_plain("17"), is_plain("entity-maduro"), is_plain("maduro-1")
(True, True, False, False)
>>> document_names({"12": "00", "maduro-igla-s": "b147ac6f62c5403e"})
{'12': '12', 'maduro-igla-s': 'document-b147ac6f62c5'}
"""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from corpus.model import LAYERS, RESERVED_SOURCES
from corpus.model.digests import surface_digest, surface_key
from corpus.model.splits import split_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from corpus.model import Document
    from corpus.model.rows import Row

    Rows = Mapping[str, Sequence[Row]]
    Names = dict[tuple[str, str], str]

SINGULARS = {
    "sections": "section",
    "entities": "entity",
    "mentions": "mention",
    "quantities": "quantity",
    "cues": "cue",
    "sources": "source",
    "attributions": "attribution",
    "claims": "claim",
    "commitments": "commitment",
    "stances": "stance",
}
"""What a renamed annotation of each layer is called, with a number behind it."""

SHORT_FORMS = "s sec e ent m men q qty c hedge src a att attr ar cl com t r"
"""Other words that say of what kind an annotation is, and nothing of its text."""

HASH_DIGITS = 12
"""Digits of its text's sha256 that name a document."""

_PLAIN = re.compile(rf"(?:(?:{'|'.join([*SINGULARS.values(), *SHORT_FORMS.split()])})-)?[0-9]+", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")


def is_plain(annotation_id: str) -> bool:
    """Tell whether an id says nothing but a kind and a number."""
    return _PLAIN.fullmatch(annotation_id) is not None


def annotation_names(rows: Rows, keys: Mapping[str, bytes]) -> Names:
    """Give the new id of every annotation of one set, by document and id.

    Args:
        rows: the annotations of each layer.
        keys: for each document the key that only its text gives.
    """
    names: Names = {}
    for document_id, layers in _by_document(rows).items():
        ids = [row["id"] for found in layers.values() for row in found]
        names |= {(document_id, one): one for one in ids if is_plain(one)}
        taken = {one for one in ids if is_plain(one)} | set(RESERVED_SOURCES)
        for layer, found in layers.items():
            fresh = _fresh(SINGULARS[layer], taken)
            for row in sorted((row for row in found if not is_plain(row["id"])), key=lambda row: _order(row, keys)):
                names[document_id, row["id"]] = next(fresh)
    return names


def document_names(hashes: Mapping[str, str]) -> dict[str, str]:
    """Give the new id of each document, from its sha256: the same in every version of a corpus, as long as the text is."""
    names = {one: one for one in hashes if _NUMBER.fullmatch(one)}
    taken = set(names.values())
    for document_id, sha256 in hashes.items():
        if document_id not in names:
            name = f"document-{sha256[:HASH_DIGITS]}"
            names[document_id] = next(one for one in chain([name], _numbered(name, 2)) if one not in taken)
            taken.add(names[document_id])
    return names


class GroupNames:
    """Names groups of documents by numbers that put each into the split that it was in.

    A split follows from a hash of the group's name, so of all numbers only some will do. A document alone needs a group
    where its new id would put it into another split.
    """

    def __init__(self, splits: Mapping[str, float]) -> None:
        """Begin with the first number that will do in each split."""
        self._splits = splits
        self._known: dict[str, str] = {}
        self._fresh = {split: _groups_in(split, splits) for split in splits}

    def name(self, document: Document, new_id: str) -> str | None:
        """Give the new name of a document's group; None where it needs none."""
        split = split_of(document.group_id, self._splits)
        if document.group is None and split_of(new_id, self._splits) == split:
            return None
        if document.group_id not in self._known:
            self._known[document.group_id] = next(self._fresh[split])
        return self._known[document.group_id]


def _groups_in(split: str, splits: Mapping[str, float]) -> Iterator[str]:
    return (one for one in _numbered("group", 1) if split_of(one, splits) == split)


def _by_document(rows: Rows) -> dict[str, dict[str, list[Row]]]:
    found: dict[str, dict[str, list[Row]]] = {}
    for layer in LAYERS:
        for row in rows.get(layer, ()):
            found.setdefault(row["document_id"], {}).setdefault(layer, []).append(row)
    return found


def _order(row: Row, keys: Mapping[str, bytes]) -> tuple[int, str]:
    start = row["span"][0]["start"] if row.get("span") else 0
    return start, surface_digest(keys.get(row["document_id"]) or surface_key(""), 0, 0, row["id"])


def _fresh(name: str, taken: Iterable[str]) -> Iterator[str]:
    return (one for one in _numbered(name, 1) if one not in taken)


def _numbered(name: str, first: int) -> Iterator[str]:
    return (f"{name}-{number}" for number in count(first))
