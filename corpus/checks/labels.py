"""E3xx: do the labels of a record go together, and are all there that the set's profile demands? On whole columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from corpus.errors import Finding
from corpus.model.flattening import true_rows
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES, IMPORT_ONLY_TYPES, MANDATORY, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model import AnnotationSet
    from corpus.model.reading import Reading


def check_labels(reading: Reading) -> Iterator[Finding]:
    """Check the labels of every set."""
    for record in reading.corpus.sets:
        yield from _check_cues(reading, record)
        yield from _check_ranges(reading, record)
        yield from _check_mandatory(reading, record)


def _check_cues(reading: Reading, record: AnnotationSet) -> Iterator[Finding]:
    cues = reading.corpus.set(record.id).cues.table
    yield from _check_company(reading, record, cues, ("E301", "engagement", ENGAGED_TYPES))
    yield from _check_company(reading, record, cues, ("E302", "strength", GRADED_TYPES))
    if record.profile != "import":
        for row in true_rows(_among(cues["type"], IMPORT_ONLY_TYPES)):
            found = cues["type"][row].as_py()
            message = f"expected the kind of cue in a {record.profile} set, found {found!r}, which only imports use"
            yield _finding(reading, record, "cues", row, ("E304", "type", message))


def _check_company(
    reading: Reading, record: AnnotationSet, cues: pa.Table, rule: tuple[str, str, Sequence[str]]
) -> Iterator[Finding]:
    """A label that only some cue types have stands on no other."""
    code, field, types = rule
    for row in true_rows(pc.and_(cues[field].is_valid(), pc.invert(_among(cues["type"], types)))):
        found = cues["type"][row].as_py()
        message = f"expected {field} only on {', '.join(types)} cues, found it on {found or 'a cue without a type'}"
        yield _finding(reading, record, "cues", row, (code, field, message))


def _check_ranges(reading: Reading, record: AnnotationSet) -> Iterator[Finding]:
    quantities = reading.corpus.set(record.id).quantities.table
    for row in true_rows(pc.fill_null(pc.greater(quantities["low"], quantities["high"]), False)):  # noqa: FBT003 - Arrow's way
        low, high = (quantities[name][row].as_py() for name in ("low", "high"))
        yield _finding(reading, record, "quantities", row, ("E305", "low", f"expected at most high, {high:g}, found {low:g}"))


def _check_mandatory(reading: Reading, record: AnnotationSet) -> Iterator[Finding]:
    for layer, fields in MANDATORY[record.profile].items():
        table = reading.corpus.set(record.id).layer(layer).table
        for field in sorted(fields):
            if _is_withheld(reading, layer, field, table):
                continue
            for row in true_rows(table[field].is_null()):
                message = f"expected a value in a {record.profile} set, found none; annotate it or lower the profile"
                yield _finding(reading, record, layer, row, ("E303", field, message))


def _is_withheld(reading: Reading, layer: str, field: str, table: pa.Table) -> bool:
    """Tell whether a field is null because it repeats words of texts that may not be published: then it is null everywhere."""
    if reading.corpus.metadata.text_release != "withheld" or field not in WITHHELD.get(layer, ()):
        return False
    return bool(table[field].null_count == table.num_rows)


def _finding(reading: Reading, record: AnnotationSet, layer: str, row: int, what: tuple[str, str, str]) -> Finding:
    code, field, message = what
    return Finding(code, "error", message, reading.place(record.id, layer, row, path=field))


def _among(values: pa.ChunkedArray, options: Sequence[str]) -> pa.ChunkedArray:
    return pc.is_in(values, value_set=pa.array(options))
