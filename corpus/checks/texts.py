"""E1xx: does every annotation stand where it says it stands? Tested on whole columns.

The surfaces of a column are compared with the text all at once, eight bytes at a time. Only what fails is looked at one
by one. Where a text is withheld, bounds are held to its length, and digests wait for the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.checks.surfaces import TextIndex, differing
from corpus.errors import Finding, counted
from corpus.model.columns import span_paths
from corpus.model.digests import surface_digest, surface_key, text_digest
from corpus.model.flattening import Fragments, Integers, as_numpy, fragments, positions_among
from corpus.model.layers import LAYERS
from corpus.model.passages import passages_of
from corpus.model.spans import EDGE_BLANK
from corpus.model.validity import blank_edged, disordered, string_buffers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from corpus.model import Corpus, Document
    from corpus.model.reading import Reading

OFFSET_BITS = 32
"""An offset needs no more."""


@dataclass(frozen=True)
class Located:
    """The fragments of one span column, with the document of each."""

    set_id: str
    layer: str
    path: str
    found: Fragments
    documents: Integers


def check_texts(reading: Reading) -> Iterator[Finding]:
    """Check hashes, bounds, surfaces or digests, order, edges and sections.

    A text that is not the one of its hash is reported once; annotations are not held to it.
    """
    damaged = {document.id for document in reading.corpus.documents if not document.is_intact}
    yield from _check_hashes(reading, damaged)
    yield from _check_stand_ins(reading, damaged)
    index = TextIndex.of(
        [one.model_copy(update={"text": None}) if one.id in damaged else one for one in reading.corpus.documents]
    )
    for record in reading.corpus.sets:
        located = list(_locate(reading.corpus, record.id, index))
        sections = next((one for one in located if one.layer == "sections"), None)
        if not reading.is_whole(record.id, "sections"):
            sections = None  # what seems to lie outside may lie inside one that could not be read
        for one in located:
            yield from _check_surfaces(reading, one, index)
            yield from _report(reading, one, disordered(one.found), "E103", "starts before the end of the fragment before it")
            yield from _report(reading, one, _blank_edged(one.found), "E105", EDGE_BLANK)
            if sections is not None and one is not sections:
                yield from _check_sections(reading, one, sections)
        if sections is not None:
            yield from _report(reading, sections, _overlapping(sections), "E107", "begins before the section before it ends")


def _check_hashes(reading: Reading, damaged: set[str]) -> Iterator[Finding]:
    for document in reading.corpus.documents:
        if document.id in damaged:
            found = text_digest(document.text or "") + _hint(document.text or "")
            message = f"expected sha256 {document.sha256}, found {found}; restore the text"
            yield Finding("E102", "error", message, reading.document_place(document.id))


def _check_stand_ins(reading: Reading, damaged: set[str]) -> Iterator[Finding]:
    """Hold length and passages of a withheld text to one another, and to the text where it is there after all."""
    for document in reading.corpus.documents:
        if document.id in damaged or (document.length is None and document.passages is None):
            continue
        place = reading.document_place(document.id)
        if document.text is not None and document.length not in (None, len(document.text)):
            message = f"expected length {len(document.text)}, that of the text, found {document.length}; remove the field"
            yield Finding("E108", "error", message, replace(place, path="length"))
        if document.passages is not None and not _are_passages(document):
            message = "expected the passages of the text, in order and inside it, found others; remove the field"
            yield Finding("E108", "error", message, replace(place, path="passages"))


def _are_passages(document: Document) -> bool:
    passages = document.passages or ()
    if document.text is not None:
        return passages == passages_of(document.text)
    edges = [edge for passage in passages for edge in (passage.start, passage.end)]
    whole = all(passage.start < passage.end for passage in passages)
    return whole and edges == sorted(edges) and (document.length is None or not edges or edges[-1] <= document.length)


def _hint(text: str) -> str:
    """Say what often happened to a text that is not the one of its hash."""
    if text.startswith("\ufeff"):
        return " (it begins with a byte order mark)"
    return " (its lines end in CRLF)" if "\r\n" in text else ""


def _locate(corpus: Corpus, set_id: str, index: TextIndex) -> Iterator[Located]:
    for layer in LAYERS:
        table = corpus.set(set_id).layer(layer).table
        if not span_paths(layer) or not table.num_rows:
            continue
        documents = positions_among(table["document_id"], pa.array(index.ids, type=pa.string()))
        for path in span_paths(layer):
            found = fragments(table, path)
            if len(found.starts):
                yield Located(set_id, layer, path, found, documents[found.rows])


def _check_surfaces(reading: Reading, one: Located, index: TextIndex) -> Iterator[Finding]:
    found, lengths, readable = one.found, index.lengths[one.documents], index.readable[one.documents]
    outside = (found.starts < 0) | (found.ends <= found.starts) | ((lengths >= 0) & (found.ends > lengths))
    for bad in np.flatnonzero(outside):
        expected = f"a fragment inside [0,{lengths[bad]})" if lengths[bad] >= 0 else "a start before the end"
        message = f"expected {expected}, found [{found.starts[bad]},{found.ends[bad]})"
        yield _finding(reading, one, int(bad), "E104", message)
    surfaced = _is_surfaced(found)
    if not readable.all():
        yield from _check_sizes(reading, one, np.flatnonzero(~readable & ~outside & surfaced))
    if not surfaced.all():
        yield from _check_digests(reading, one, np.flatnonzero(readable & ~outside & ~surfaced))
    tested = readable & ~outside & surfaced
    kept = np.arange(len(tested)) if tested.all() else np.flatnonzero(tested)
    for bad in kept[_differing(one, kept, index)]:
        expected = _text_at(reading.corpus, one, int(bad))
        message = (
            f"expected the text's {expected!r} at [{found.starts[bad]},{found.ends[bad]}), found {found.texts[bad].as_py()!r}"
        )
        yield _finding(reading, one, int(bad), "E101", message)


def _check_sizes(reading: Reading, one: Located, rows: Integers) -> Iterator[Finding]:
    """Without the text a surface can still be held to the number of code points between its offsets."""
    if not len(rows):
        return
    chosen = one.found.take(rows)
    sizes, expected = as_numpy(pc.utf8_length(chosen.texts)), chosen.ends - chosen.starts
    for bad in rows[sizes != expected]:
        size = one.found.ends[bad] - one.found.starts[bad]
        message = f"expected a surface of {counted(int(size), 'code point')}, found {one.found.texts[bad].as_py()!r}"
        yield _finding(reading, one, int(bad), "E101", message)


def _check_digests(reading: Reading, one: Located, rows: Integers) -> Iterator[Finding]:
    """Hold digests to the text that is there after all; they are few, as attaching a text puts surfaces in their place."""
    keys: dict[int, bytes] = {}
    for row in rows.tolist():
        place = int(one.documents[row])
        if place not in keys:
            keys[place] = surface_key(reading.corpus.documents[place].text or "")
        start, end = int(one.found.starts[row]), int(one.found.ends[row])
        expected = surface_digest(keys[place], start, end, _text_at(reading.corpus, one, row))
        found = one.found.digests[row].as_py()
        if found != expected:
            message = f"expected digest {expected}, that of the text at [{start},{end}), found {found}; fetch the release again"
            yield _finding(reading, one, row, "E101", message)


def _is_surfaced(found: Fragments) -> NDArray[np.bool_]:
    if not found.texts.null_count:
        return np.ones(len(found.texts), dtype=bool)
    return as_numpy(found.texts.is_valid())


def _blank_edged(found: Fragments) -> Integers:
    """Give the fragments that begin or end with white space; of a surface that is withheld nobody can tell."""
    if found.surfaced is None:
        return blank_edged(found.texts)
    return found.surfaced[blank_edged(found.take(found.surfaced).texts)]


def _finding(reading: Reading, one: Located, fragment: int, code: str, message: str) -> Finding:
    return Finding(code, "error", message, reading.place(one.set_id, one.layer, int(one.found.rows[fragment]), path=one.path))


def _differing(one: Located, kept: Integers, index: TextIndex) -> Integers:
    """Give those of the kept fragments whose surface is not what stands in the text."""
    found, firsts = one.found, index.firsts[one.documents[kept]]
    begins, stops = index.bytes_of(firsts + found.starts[kept]), index.bytes_of(firsts + found.ends[kept])
    texts = found.texts if len(kept) == len(found.texts) else found.texts.take(pa.array(kept))
    uneven = np.diff(string_buffers(texts)[0]) != stops - begins
    if not uneven.any():
        return differing(begins, texts, index.texts.data)
    even = np.flatnonzero(~uneven)
    among = even[differing(begins[even], texts.take(pa.array(even)), index.texts.data)]
    return np.sort(np.concatenate([np.flatnonzero(uneven), among]))


def _text_at(corpus: Corpus, one: Located, row: int) -> str:
    text = corpus.documents[one.documents[row]].text or ""
    return text[one.found.starts[row] : one.found.ends[row]]


def _report(reading: Reading, one: Located, bad: Integers, code: str, message: str) -> Iterator[Finding]:
    for row in bad:
        bounds = f"[{one.found.starts[row]},{one.found.ends[row]})"
        yield _finding(reading, one, int(row), code, f"fragment {bounds}: {message}")


def _check_sections(reading: Reading, one: Located, sections: Located) -> Iterator[Finding]:
    """Each fragment lies in one section, and all fragments of a span in the same; documents without sections are free."""
    section_starts = _positions(sections, sections.found.starts)
    order = np.argsort(section_starts, kind="stable")
    section_starts, rows = section_starts[order], sections.found.rows[order]
    section_ends = _positions(sections, sections.found.ends)[order]
    begins = _positions(one, one.found.starts)
    slot = np.maximum(np.searchsorted(section_starts, begins, side="right") - 1, 0)
    inside = (section_starts[slot] <= begins) & (_positions(one, one.found.ends) <= section_ends[slot])
    split = np.zeros(len(inside), dtype=bool)
    split[1:] = (one.found.spans[1:] == one.found.spans[:-1]) & (rows[slot][1:] != rows[slot][:-1])
    sectioned = np.isin(one.documents, sections.documents) & (one.documents >= 0)
    bad = np.flatnonzero(sectioned & (~inside | split))
    yield from _report(reading, one, bad, "E106", "expected all of the span inside one section")


def _overlapping(sections: Located) -> Integers:
    """Give the fragments that begin inside another section, in the order of the text."""
    begins, ends = _positions(sections, sections.found.starts), _positions(sections, sections.found.ends)
    order = np.argsort(begins, kind="stable")
    reached = np.maximum.accumulate(ends[order])
    later = order[1:][begins[order][1:] < reached[:-1]]
    return later[sections.documents[later] >= 0]


def _positions(one: Located, offsets: Integers) -> Integers:
    """Make document and offset one number; the texts' own lengths would not do, as a text may be withheld."""
    return (one.documents << OFFSET_BITS) + offsets
