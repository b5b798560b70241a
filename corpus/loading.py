"""Loading: from a working folder or a release, here, on the Hub or behind a URL, to a corpus, sound or not at all.

>>> news = load()
>>> news["maduro-igla-s"].record.language
'en'
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.checks import Report, check_integrity, check_reading
from corpus.errors import FileError, UnsoundCorpus
from corpus.files.folder import is_working_folder, read_folder
from corpus.files.manifest import is_release
from corpus.files.release import read_release
from corpus.files.remote.fetching import fetched
from corpus.files.soundness import unsound_rows
from corpus.model import Corpus
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

Where = str | Path
"""A working folder or a release: a path, `OWNER/NAME` on the Hub (`@v1.0.0` names the version), or a URL of a release."""


def load(where: Where | None = None, *, revision: str | None = None) -> Corpus:
    """Load a corpus: the one that comes with the package, a working folder, or a release here or elsewhere.

    A dataset on the Hub is loaded at the tag that `revision` names, at its newest version if none is named, and at no other.
    Where a path is there, a string means the path.

    Args:
        where: a path, `OWNER/NAME` or `OWNER/NAME@v1.0.0` on the Hub, or a URL of a release that fsspec opens.
        revision: the tag of a version on the Hub, `v1.0.0`.

    Raises:
        FileError: there is no corpus at that place, it cannot be fetched, or a file of a release is not what its manifest
            says.
        UnsoundCorpus: lines that cannot be read, surfaces that are not in the text, ids or references that do not hold;
            it carries every finding. `check` reports the same without raising, and more.
    """
    reading = read(where, revision=revision)
    findings = check_integrity(reading)
    if findings:
        raise UnsoundCorpus(findings)
    return reading.corpus


def check(subject: Corpus | Reading | Where | None = None, *, select: Sequence[str] = ()) -> Report:
    """Check a corpus, or the files of one, against every rule; `select` keeps the codes with these prefixes.

    Raises:
        FileError: there is no corpus at that place.
        UnknownName: a prefix fits no code.

    >>> check(select=["E"]).findings
    ()
    """
    if isinstance(subject, Corpus):
        subject = reading_of(subject)
    return check_reading(subject if isinstance(subject, Reading) else read(subject), prefixes=select)


def reading_of(corpus: Corpus) -> Reading:
    """Give a corpus that was made in memory as a reading, with a finding for each row that makes no record."""
    return Reading(corpus, tuple(unsound_rows(corpus)))


def read(where: Where | None = None, *, revision: str | None = None) -> Reading:
    """Read a corpus with all that is wrong with it: what could be read, and a finding for each thing that could not.

    Arguments as for `load`.

    Raises:
        FileError: there is no corpus at that place, it cannot be fetched, or a file of a release is not what its manifest
            says.
    """
    path = fetched(packaged_corpus() if where is None else where, revision=revision)
    if is_release(path):
        return read_release(path)
    if is_working_folder(path):
        return read_folder(path)
    found = "neither" if path.is_dir() else "a file" if path.exists() else "no such path"
    message = f"expected a working folder (with corpus.json) or a release (with manifest.json), found {found}"
    raise FileError(message, file=str(path))


def packaged_corpus() -> Path:
    """Give the place of the corpus that comes with the package: in the wheel, or beside the package in a checkout."""
    package = Path(str(resources.files("corpus")))
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "annotations"
