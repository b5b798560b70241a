"""Sorting: which file is the text of which document, which is nearly one, and what is said of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.attaching.editions import editions_of
from corpus.checks.report import ordered
from corpus.errors import Finding, Place
from corpus.model.digests import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.attaching.editions import Editions
    from corpus.model import Corpus, Document
    from corpus.model.versions import Likeness

    Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Sorted:
    """The files by what they are.

    Attributes:
        whole: by document, its very text.
        edited: by document, an edited text that is to become its text.
        findings: documents without a text, files that are nearly one, and what is taken although it is another version.
        strangers: files that belong to no document and, where any document lacks its text, resemble none.
    """

    whole: dict[str, str]
    edited: dict[str, str]
    findings: tuple[Finding, ...]
    strangers: tuple[str, ...]


def sort_files(corpus: Corpus, files: Files, *, reanchor: bool) -> Sorted:
    """Sort files by the documents of a corpus that have no text; `reanchor` takes other versions of a text as well."""
    texts, errors = _decoded(files)
    hashes = {document.sha256 for document in corpus.documents}
    by_hash = {text_digest(text): text for text in texts.values()}
    wanted = [document for document in corpus.documents if document.text is None]
    whole = {document.id: by_hash[document.sha256] for document in wanted if document.sha256 in by_hash}
    missing = [document for document in wanted if document.id not in whole]
    others = {name: text for name, text in texts.items() if text_digest(text) not in hashes}
    editions = editions_of(missing, others)
    findings = list(_taken(editions)) if reanchor else []
    edited: dict[str, str] = {}
    if reanchor:
        whole |= {document_id: text for document_id, (_, text) in editions.restored.items()}
        edited = {document_id: text for document_id, (_, text) in editions.edited.items()}
        missing = [document for document in missing if document.id not in whole | edited]
    if missing:
        findings += [_missing(document) for document in missing]
        findings += [
            _unlike(name, one)
            for name, likely in editions.likely.items()
            for one in likely
            if one.document_id not in whole | edited
        ]
        findings += [_unreadable(name, error) for name, error in errors.items()]
    named = {finding.place.file for finding in findings}
    strangers = tuple(name for name in sorted({*others, *errors}) if name not in named)
    return Sorted(whole, edited, tuple(ordered(findings)), strangers)


def _decoded(files: Files) -> tuple[dict[str, str], dict[str, UnicodeDecodeError]]:
    texts: dict[str, str] = {}
    errors: dict[str, UnicodeDecodeError] = {}
    for name, data in files.items():
        try:
            texts[name] = data.decode()
        except UnicodeDecodeError as error:
            errors[name] = error
    return texts, errors


def _missing(document: Document) -> Finding:
    where = f"; it was found at {document.url}" if document.url else ""
    message = f"expected a text with sha256 {document.sha256} among the files, found none{where}"
    return Finding("T101", "error", message, Place(document_id=document.id))


def _unlike(name: str, likeness: Likeness) -> Finding:
    way_out = "; --reanchor takes it so" if likeness.changes else ""
    message = f"expected the text of {likeness.document_id}, found another; {likeness}{way_out}"
    return Finding("T102", "error", message, Place(file=name))


def _unreadable(name: str, error: UnicodeDecodeError) -> Finding:
    message = f"expected UTF-8, found {error}; save the file as UTF-8, or move it away if it is no text"
    return Finding("T103", "error", message, Place(file=name))


def _taken(editions: Editions) -> Iterator[Finding]:
    for document_id, (name, _) in editions.restored.items():
        changes = next(one.changes for one in editions.likely[name] if one.document_id == document_id)
        message = f"taken for the text of {document_id} {', '.join(changes)}; every offset is verified"
        yield Finding("T104", "warning", message, Place(file=name))
    for document_id, (name, _) in editions.edited.items():
        likeness = next(one for one in editions.likely[name] if one.document_id == document_id)
        message = (
            f"taken as the text of {document_id} from now on: {likeness.found} of {likeness.passages} passages are unchanged"
        )
        yield Finding("T105", "warning", message, Place(file=name))
