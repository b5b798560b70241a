"""What came of reading a corpus: everything that was readable, and a finding for each thing that was not.

A corpus that was never in files is a reading without places; its findings then name the record instead of the line.

>>> from corpus.model import Corpus, CorpusMetadata
>>> Reading(Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"))).findings
()
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.errors import Finding
    from corpus.model.corpus import Corpus
    from corpus.model.flattening import Integers

Key = tuple[str, str]
"""A set id and a layer name."""

UNKNOWN = ("", "")
"""The document and id of a line in which neither can be seen."""


@dataclass(frozen=True)
class Reading:
    """A corpus as read from files, with what could not be read.

    Attributes:
        corpus: all records that could be read.
        findings: one finding for each line or file that could not.
        files: the file that each set's layer was read from, and `documents` and `texts` beside them.
        lines: the physical line (from 1) of each row of each set's layer, in the order of its table.
        document_places: where each document stands.
        metadata_file: the file that the metadata were read from.
        set_files: the file that each set's provenance was read from.
        unreadable: set, document and id of annotations that stand in lines that could not be read, so that references to
            them are not reported as well; document and id are `UNKNOWN` where they cannot be seen.
        unreadable_documents: ids of documents that stand in lines that could not be read.
    """

    corpus: Corpus
    findings: tuple[Finding, ...] = ()
    files: Mapping[Key, str] = field(default_factory=dict)
    lines: Mapping[Key, Integers] = field(default_factory=dict)
    document_places: Mapping[str, Place] = field(default_factory=dict)
    metadata_file: str | None = None
    set_files: Mapping[str, str] = field(default_factory=dict)
    unreadable: frozenset[tuple[str, str, str]] = frozenset()
    unreadable_documents: frozenset[str] = frozenset()

    def place(self, set_id: str, layer: str, row: int, *, path: str | None = None) -> Place:
        """Tell where a row of a layer stands, by file and line where it was read from lines."""
        record = self.corpus.set(set_id).layer(layer).table.slice(row, 1).select(["document_id", "id"]).to_pylist()[0]
        lines = self.lines.get((set_id, layer))
        return Place(
            file=self.files.get((set_id, layer)),
            line=None if lines is None else int(lines[row]),
            set_id=set_id,
            layer=layer,
            document_id=record["document_id"],
            annotation_id=record["id"],
            path=None if path is None else path.replace(".item", ""),
        )

    def is_whole(self, set_id: str, layer: str) -> bool:
        """Tell whether every line of a layer made a record; if not, what seems to be missing may stand in one that did not."""
        file, key = self.files.get((set_id, layer), ""), (set_id, layer)
        return all(found.place.file != file and (found.place.set_id, found.place.layer) != key for found in self.findings)

    def may_hold(self, set_id: str, document_id: str, annotation_id: str) -> bool:
        """Tell whether an annotation that was not read may stand in a line of its set that could not be."""
        return not self.unreadable.isdisjoint({(set_id, document_id, annotation_id), (set_id, *UNKNOWN)})

    def document_place(self, document_id: str) -> Place:
        """Tell where a document stands."""
        return self.document_places.get(document_id, Place(document_id=document_id))

    def set_place(self, set_id: str) -> Place:
        """Tell where a set's provenance stands."""
        return Place(file=self.set_files.get(set_id), set_id=set_id)
