"""Versioning: a new release must be greater than the one before it, by at least what the changes call for.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> def version(number, *texts):
...     about = CorpusMetadata(name="mine", version=number, schema_version="1")
...     return Corpus(about, [Document.of(f"note-{place}", text) for place, text in enumerate(texts)])
>>> refuse_small_bump(version("1.1.0", "It rained.", "It snowed."), against=version("1.0.0", "It rained."))
'mine 1.0.0'
>>> refuse_small_bump(version("1.1.0"), against=version("1.0.0", "It rained."))
Traceback (most recent call last):
...
corpus.errors.ReleaseError: expected at least 2.0.0 after 1.0.0, found 1.1.0: document note-0 was removed (...)
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.changes import diff, is_enough, next_version
from corpus.changes.versions import numbers_of
from corpus.errors import CorpusError, ReleaseError
from corpus.files.manifest import is_release
from corpus.loading import load
from corpus.model.metadata import VERSION_PATTERN
from corpus.release.withholding import withhold

if TYPE_CHECKING:
    from corpus.changes import Changes
    from corpus.model import Corpus

SHOWN = 3
"""Reasons given in a refusal."""


def predecessor(out: Path | str, name: str, version: str) -> Path | None:
    """Find the release that a new version follows: of those of its name in `out` the one with the highest version below it."""
    versions = {path: path.name.removeprefix(f"{name}-") for path in Path(out).glob(f"{name}-*") if is_release(path)}
    older = {
        path: numbers_of(found)
        for path, found in versions.items()
        if re.fullmatch(VERSION_PATTERN, found) and numbers_of(found) < numbers_of(version)
    }
    return max(older, key=lambda path: older[path], default=None)


def as_published(old: Corpus, new: Corpus) -> tuple[Corpus, Corpus]:
    """Give two versions of a corpus to compare: where one has no texts, the other as its releases withhold them.

    A working folder whose releases have no texts has the texts itself, and other ids and names than its releases.
    """
    published = old, new
    if any(_is_textless(one) for one in published):
        published = _withheld(old), _withheld(new)
    return published


def _is_textless(corpus: Corpus) -> bool:
    return any(document.text is None for document in corpus.documents)


def _withheld(corpus: Corpus) -> Corpus:
    is_held_back = corpus.metadata.text_release == "withheld" and not _is_textless(corpus)
    return withhold(corpus) if is_held_back else corpus


def refuse_small_bump(corpus: Corpus, *, out: Path | str | None = None, against: Corpus | None = None) -> str | None:
    """Refuse a corpus whose version is too small for what changed since `against`, or since its predecessor in `out`.

    Gives the name and version of what it was compared with, if there was anything.

    Raises:
        ReleaseError: the version is too small, or the predecessor cannot be read.
    """
    if against is None and out is not None:
        path = predecessor(out, corpus.metadata.name, corpus.metadata.version)
        against = None if path is None else _read(path)
    if against is None:
        return None
    changes = diff(against, corpus)
    if not is_enough(corpus.metadata.version, against.metadata.version, changes.bump):
        raise ReleaseError(_refusal(changes))
    return f"{against.metadata.name} {against.metadata.version}"


def _read(path: Path) -> Corpus:
    try:
        return load(path)
    except (CorpusError, OSError) as error:
        message = f"the release before this one cannot be compared with: {error}; repair or remove it, or name another"
        raise ReleaseError(message) from error


def _refusal(changes: Changes) -> str:
    """Say which version is needed and why; where nothing but the version is wrong, that it must be greater."""
    needed = next_version(changes.old_version, "patch" if changes.bump == "none" else changes.bump)
    head = f"expected at least {needed} after {changes.old_version}, found {changes.new_version}"
    reasons = "; ".join(changes.reasons[:SHOWN]) or "a version is given once"
    more = len(changes.reasons) - SHOWN
    return f"{head}: {reasons}{f'; and {more} more' if more > 0 else ''} (`corpus diff` lists all)"
