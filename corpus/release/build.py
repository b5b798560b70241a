"""Builds a release: a folder of Parquet tables with card, manifest, Croissant description and schemas.

The folder is written beside its place and renamed when it is complete, so that nothing half-written is ever taken for a
release, whenever the process is killed. The same corpus gives the same bytes.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import ReleaseError, UnsoundCorpus
from corpus.files.building import put_in_place, scratch_beside
from corpus.files.manifest import MANIFEST, is_release, read_manifest
from corpus.loading import check
from corpus.model.metadata import VERSION_PATTERN
from corpus.release.editions import edition_of
from corpus.release.papers import CARD, CROISSANT, write_papers
from corpus.release.rights import refuse_unknown_rights
from corpus.release.tables import write_tables
from corpus.release.verification import verify
from corpus.release.versioning import refuse_small_bump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.model import Corpus, CorpusMetadata
    from corpus.release.editions import Edition

    Progress = Callable[[str], None]
    TextRelease = Literal["included", "withheld"]

TAG = re.compile(r"<[^<>]*>")
"""Markup between two words does not make them others."""
QUOTING = (CARD, CROISSANT)
"""What names the hashes of the tables, and so differs where only the tools do."""
SHOWN = 5
"""Documents named in a message."""


def build_release(  # noqa: PLR0913 - each option is a question of its own
    corpus: Corpus,
    out: Path | str,
    *,
    version: str | None = None,
    text: TextRelease | None = None,
    changelog: Path | str | None = None,
    against: Corpus | None = None,
    progress: Progress | None = None,
    remark: Progress | None = None,
) -> Path:
    """Build `OUT/<name>-<version>/` and give its path; a release that already stands there with the same content is kept.

    `version` defaults to the corpus's own. `text` answers whether the texts go in where `corpus.json` leaves it open, or
    withholds what it would include; it does not answer for texts whose rights are unknown. `changelog` is copied in, unless
    it repeats words of withheld texts. A new version must be greater than that of `against` by at least what the changes
    call for (`docs/changes.md`); without `against`, than that of the newest older release of the same name in `out`, if there
    is one. `progress` is told each table before it is written, and `remark` in a sentence what the release was compared with
    and what the owner of withheld texts should know.

    Raises:
        UnsoundCorpus: the corpus breaks a rule; it carries all error findings.
        ReleaseError: the corpus does not say whether its texts may be released, or why although their rights are unknown,
            forbids it or lacks them; the texts are withheld and what cannot be left out repeats their words; or the version
            exists with other content or is smaller than the changes call for.
        OSError: the folder cannot be written.
    """
    if version is not None and not re.fullmatch(VERSION_PATTERN, version):
        message = f"expected three numbers with dots between, such as 1.2.0; found {version!r}"
        raise ReleaseError(message)
    answer = _answer(corpus.metadata, text)
    if answer["text_release"] == "included":
        refuse_unknown_rights(corpus)
    corpus = corpus.with_metadata(version=version or corpus.metadata.version, **answer)
    _refuse_unsound(corpus)
    _refuse_incomplete(corpus)
    edition = edition_of(corpus)
    source = None if changelog is None else Path(changelog)
    quoted = None if source is None else _quotation(edition, source)
    target = Path(out) / f"{corpus.metadata.name}-{corpus.metadata.version}"
    if target.is_symlink() and not target.exists():
        message = f"{target} is a link to nothing; remove it or choose another folder"
        raise ReleaseError(message)
    is_kept = target.exists() and against is None
    compared = None if is_kept else refuse_small_bump(edition.corpus, out=target.parent, against=against)
    for sentence in (*_remarks(edition), quoted, compared and f"compared with {compared}"):
        if sentence:
            (remark or _say_nothing)(sentence)
    with scratch_beside(target) as folder:
        configs = write_tables(edition, folder, progress or _say_nothing)
        write_papers(edition, folder, configs, changelog=None if quoted else source)
        return _put_in_place(folder, target)


def _say_nothing(_said: str) -> None:
    """Tell nobody."""


def _refuse_unsound(corpus: Corpus) -> None:
    errors = check(corpus, select=["E"]).errors
    if errors:
        raise UnsoundCorpus(errors)


def _answer(about: CorpusMetadata, text: TextRelease | None) -> dict[str, str | None]:
    """Give the answer that the release bears; a reason that was given for another answer is none for this one."""
    answer = _text_release(about, text)
    reason = about.text_release_reason if about.text_release in (None, answer) else None
    return {"text_release": answer, "text_release_reason": reason}


def _text_release(about: CorpusMetadata, text: TextRelease | None) -> TextRelease:
    """Decide whether the texts go in: the caller may answer an open question or narrow the answer, never widen it."""
    if about.text_release is None and text is None:
        message = (
            "may a release include the texts? Answer in corpus.json: `text_release` is `included` or `withheld`, and "
            "`text_release_reason` says why"
        )
        raise ReleaseError(message)
    if about.text_release == "withheld" and text == "included":
        message = f"corpus.json withholds the texts ({about.text_release_reason or 'no reason given'}); change the answer there"
        raise ReleaseError(message)
    return text or about.text_release or "withheld"


def _refuse_incomplete(corpus: Corpus) -> None:
    without = [document.id for document in corpus.documents if document.text is None]
    if without and corpus.metadata.text_release == "included":
        message = f"the texts are to be included, and that of {', '.join(without[:SHOWN])} is not there; attach it first"
        raise ReleaseError(message)
    if len(corpus.sets) > 1 and corpus.default_set is None:
        message = "the corpus has several sets, so corpus.json must name the `default_set` that the task views are made from"
        raise ReleaseError(message)
    if not len(corpus):
        message = "the corpus has no documents, so there is nothing to release"
        raise ReleaseError(message)


def _quotation(edition: Edition, changelog: Path) -> str | None:
    """Say where a change log, which is for people, repeats words of the very texts that are withheld."""
    if edition.phrases is None:
        return None
    written = changelog.read_text(encoding="utf-8", errors="replace")
    found = edition.phrases.find(unescape(TAG.sub("", written)))
    if found is None:
        return None
    lines = [number for number, line in enumerate(written.splitlines(), 1) if edition.phrases.find(line) is not None]
    where = f"{changelog}:{lines[0]}" if lines else str(changelog)
    return f"{where}: the change log is left out of the release, as it repeats words of the texts ({found!r}); reword it"


def _remarks(edition: Edition) -> Iterator[str]:
    if edition.spoken:
        yield f"corpus.json: published as it is, though it repeats words of the texts in {', '.join(edition.spoken)}"
    if edition.dropped:
        counts = ", ".join(f"{field} ({number})" for field, number in edition.dropped.items())
        yield f"left out, as they repeat words of the texts: {counts}"


def _put_in_place(folder: Path, target: Path) -> Path:
    try:
        if not target.exists():
            put_in_place(folder, target)
            return target
    except OSError:
        if not is_release(target):
            raise
    return _keep(folder, target)  # it stands there, perhaps because another process was first


def _keep(folder: Path, target: Path) -> Path:
    """Give the release that stands in the place of one that was just built, if it is the same."""
    if not is_release(target):
        message = f"{target} exists and is no release; remove it or choose another folder"
        raise ReleaseError(message)
    if (folder / MANIFEST).read_bytes() == (target / MANIFEST).read_bytes():
        _refuse_damaged(target)
        return target
    if read_manifest(folder).tools != read_manifest(target).tools and _contents(folder) == _contents(target):
        message = f"{target} exists with the same rows but was written by other tools; remove it to build it again"
    else:
        message = f"{target} exists with other content; a version never changes: raise the version, or remove the folder"
    raise ReleaseError(message)


def _refuse_damaged(target: Path) -> None:
    found = verify(target).findings
    if found:
        message = f"{target} is this release, but damaged ({found[0]}); remove it to build it again"
        raise ReleaseError(message)


def _contents(release: Path) -> dict[str, str]:
    """Give what a release says, whatever wrote it: the rows of its tables, and its files but for those that quote hashes."""
    manifest = read_manifest(release)
    return {entry.path: entry.content_sha256 or entry.sha256 for entry in manifest.files if entry.path not in QUOTING}
