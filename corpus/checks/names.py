"""E2xx for the corpus as a whole: are the sets there that are named, and can no two names be taken for one?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.model.reading import Reading


def check_names(reading: Reading) -> Iterator[Finding]:
    """Check the sets that the metadata and other sets name, and the ids of documents and sets, which are file names."""
    yield from _check_named_sets(reading)
    yield from _check_case([document.id for document in reading.corpus.documents], reading.document_place)
    yield from _check_case([record.id for record in reading.corpus.sets], reading.set_place)


def _check_named_sets(reading: Reading) -> Iterator[Finding]:
    sets = [record.id for record in reading.corpus.sets]
    default = reading.corpus.metadata.default_set
    if default is not None and default not in sets:
        yield _missing_set(default, sets, Place(file=reading.metadata_file, path="default_set"))
    for record in reading.corpus.sets:
        others = [other for other in sets if other != record.id]
        for wanted in record.derived_from or ():
            if wanted not in others:
                yield _missing_set(wanted, others, replace(reading.set_place(record.id), path="derived_from"))


def _missing_set(wanted: str, sets: list[str], place: Place) -> Finding:
    message = f"expected a set of the corpus ({', '.join(sets) or 'there is none to name'}), found {wanted!r}"
    return Finding("E202", "error", message, place)


def _check_case(names: Sequence[str], place_of: Callable[[str], Place]) -> Iterator[Finding]:
    """Some file systems take two names for one where they differ in case alone."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(name.casefold(), name)
        if other != name:
            message = f"expected ids that differ in more than case, found {other!r} and {name!r}; rename one"
            yield Finding("E201", "error", message, replace(place_of(name), path="id"))
