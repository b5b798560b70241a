"""Documents and what a corpus says of itself.

>>> [document.id for document in numbered([Document.of("d", "It rained."), Document.of("D", "It rained.")])]
['d0', 'D1']
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from corpus.model import SCHEMA_VERSION, AnnotationSet, CorpusMetadata, Document
from corpus.testing.texts import extras, names, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

Kind = TypeVar("Kind", Document, AnnotationSet)
FIRST_LETTERS = string.digits + string.ascii_letters
FIELDS: dict[str, SearchStrategy[Any]] = {
    "language": st.sampled_from(["en", "es-VE", "und"]),
    "title": st.just("") | names(),
    "author": names(),
    "publisher": names(),
    "published": st.sampled_from(["2025", "2025-10", "2025-10-23"]),
    "url": st.just("https://example.org/a?b=c#d") | names(),
    "rights": names(),
    "group": st.sampled_from(["event", "Ereignis 😀", "\u2028"]),
    "note": names(),
    "extras": extras(),
}
METADATA: dict[str, SearchStrategy[Any]] = {
    "title": names(),
    "description": names(),
    "language": st.just("en"),
    "licence": st.just("CC-BY-4.0"),
    "text_rights": names(),
    "text_release": st.sampled_from(["included", "withheld"]),
    "text_release_reason": names(),
    "homepage": st.just("https://example.org"),
    "citation": st.just("@misc{a,\n  title = {A}\n}"),
    "splits": st.sampled_from([{"train": 1.0}, {"train": 0.8, "test": 0.2}, {"train": 0.5, "validation": 0.25, "test": 0.25}]),
}


def file_names() -> SearchStrategy[str]:
    """Draw ids that are file names as well: of documents, and of sets."""
    rest = st.text(FIRST_LETTERS + "._-", max_size=3)  # too short for `texts`, the folder that no set may be named after
    return st.builds(str.__add__, st.sampled_from(FIRST_LETTERS), rest)


@st.composite
def documents(draw: st.DrawFn, *, text: SearchStrategy[str] | None = None) -> Document:
    """Draw documents, each field beside id and text sometimes null."""
    fields = draw(_fields)
    return Document.of(draw(file_names()), draw(texts() if text is None else text), **fields)


def numbered(records: Sequence[Kind]) -> list[Kind]:
    """Give records ids that differ, even where a file system does not tell capitals from small letters."""
    return [record.model_copy(update={"id": f"{record.id}{place}"}) for place, record in enumerate(records)]


@st.composite
def metadata(draw: st.DrawFn, *, set_ids: Sequence[str] = ()) -> CorpusMetadata:
    """Draw the metadata of a corpus with these sets; where there are several, one of them is the default."""
    default = draw(st.sampled_from(sorted(set_ids))) if set_ids else None
    if len(set_ids) == 1 and draw(st.booleans()):
        default = None
    version = ".".join(str(number) for number in draw(st.tuples(*[st.integers(0, 11)] * 3)))
    name = draw(st.sampled_from(["mine", "0.news_corpus-x"]))
    fields = draw(_metadata)
    return CorpusMetadata(name=name, version=version, schema_version=SCHEMA_VERSION, default_set=default, **fields)


_fields = st.fixed_dictionaries({}, optional=FIELDS)
_metadata = st.fixed_dictionaries({}, optional=METADATA)
