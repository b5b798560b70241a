"""Takes a working folder to another version of the schema: a new folder beside it, complete or not at all.

The records of the old version are gone from the package, so a migration works on JSON: every line is held to the JSON Schema
that was published for its version, taken through the steps, held to that of the new version, and written. What cannot be
carried is kept word for word in a file beside the new folder, with its place and the reason.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileError, MigrationError
from corpus.files.building import put_in_place, scratch_beside
from corpus.files.filesystem import read_regular
from corpus.files.folder import is_working_folder
from corpus.files.layout import METADATA
from corpus.files.manifest import is_release
from corpus.files.strict_json import loads, write_lines
from corpus.migration.fates import dangling, fate_of
from corpus.migration.lines import lines_of, others_of
from corpus.migration.outcomes import Count, Migration
from corpus.migration.published import Published, versions_of
from corpus.migration.steps import STEPS, chain_of
from corpus.migration.writing import write_fates, written_counts
from corpus.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.migration.fates import Fate
    from corpus.migration.steps import Step

UNCARRIED = "-uncarried.jsonl"
"""What the name of the file beside the new folder ends with."""


def migrate(
    path: Path | str,
    out: Path | str,
    *,
    to: str = SCHEMA_VERSION,
    steps: Iterable[Step] = STEPS,
    schemas: Path | str | None = None,
) -> Migration:
    """Write a working folder anew in another version of the schema, and say what became of each of its objects.

    Texts and whatever else lies in the folder are copied byte for byte; what is hidden is left out. A corpus that has the
    version already is left alone: nothing is written.

    Args:
        path: the working folder.
        out: the new one; it must not exist yet.
        to: the version of the schema.
        steps: the steps that may be taken.
        schemas: the folder with the published schemas, `v1` and so on; those that come with the package if left out.

    Raises:
        FileError: the path is no working folder, something stands in the new one's place, or it would lie inside.
        MigrationError: there is no such version, no steps lead there, or `corpus.json` itself cannot be carried.
        OSError: a file cannot be read or written.

    >>> from corpus.loading import packaged_corpus
    >>> migrate(packaged_corpus(), "new").out is None  # it has this version already
    True
    """
    path, out, schemas = Path(path), Path(out), None if schemas is None else Path(schemas)
    old = _version_of(path)
    chain = chain_of(steps, old, to, versions=versions_of(schemas))
    if not chain:
        return Migration(old, to)
    beside = out.with_name(f"{out.name}{UNCARRIED}")
    _refuse_places(path, out, beside)
    published = [Published.of(version, schemas) for version in (old, *(step.new for step in chain))]
    fates = [fate_of(line, chain, published) for line in lines_of(path, published[0].layers)]
    _refuse_without_metadata(path, fates)
    uncarried = tuple(one for fate in fates for one in fate.uncarried())
    with scratch_beside(out) as folder:
        write_fates(fates, folder)
        _copy_others(path, folder, published[0].layers)
        if uncarried:
            write_lines(beside, (one.to_line() for one in uncarried))
        _put_in_place(folder, out, beside)
    return Migration(old, to, out, beside if uncarried else None, _counts(fates), uncarried, tuple(dangling(fates)))


def _version_of(path: Path) -> str:
    """Read the version of the schema from the metadata, which is all that is known of a corpus before.

    Raises:
        FileError: there is no working folder, or its metadata do not say.
    """
    if is_release(path):
        message = "expected a working folder, found a release; migrate the folder that it was built from, and build it again"
        raise FileError(message, file=str(path))
    if not is_working_folder(path):
        message = f"expected a working folder, with a {METADATA}; found {'none' if path.exists() else 'no such path'}"
        raise FileError(message, file=str(path))
    try:
        about = loads(read_regular(path / METADATA).decode())
    except (ValueError, RecursionError) as error:
        message = f"expected one JSON object, found {error}"
        raise FileError(message, file=str(path / METADATA)) from error
    version = about.get("schema_version") if isinstance(about, dict) else None
    if not isinstance(version, str):
        message = f"expected a `schema_version` in quotation marks, found {version!r}; say which version it was written in"
        raise FileError(message, file=str(path / METADATA))
    return version


def _refuse_places(path: Path, out: Path, beside: Path) -> None:
    for place in (out, beside):
        if place.exists():
            message = "expected nothing, found something of that name; choose another place, or remove it"
            raise FileError(message, file=str(place))
    if out.resolve().is_relative_to(path.resolve()):
        message = f"expected a place outside the corpus, found one inside {path}, where it would be taken for a set"
        raise FileError(message, file=str(out))


def _refuse_without_metadata(path: Path, fates: Sequence[Fate]) -> None:
    for fate in fates:
        if fate.line.kind == "corpus" and fate.reason is not None:
            message = f"{path / METADATA}: this cannot be carried, so nothing was written: {fate.reason}"
            raise MigrationError(message)


def _copy_others(path: Path, folder: Path, layers: Sequence[str]) -> None:
    for file in others_of(path, layers):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path / file, folder / file)


def _put_in_place(folder: Path, out: Path, beside: Path) -> None:
    """Rename the new folder; where that fails, what was kept beside it goes as well."""
    try:
        put_in_place(folder, out)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _counts(fates: Sequence[Fate]) -> dict[str, Count]:
    """Count by kind of file, in the order of the files."""
    kinds = {**dict.fromkeys(fate.line.kind for fate in fates), **dict.fromkeys(to for fate in fates for to, _ in fate.placed)}
    became = Counter((fate.line.kind, _word(fate)) for fate in fates)
    written = written_counts(fates)
    words = ("carried", "changed", "uncarried")
    return {
        kind: Count(
            found=sum(became[kind, word] for word in words),
            written=written[kind],
            **{word: became[kind, word] for word in words},
        )
        for kind in kinds
    }


def _word(fate: Fate) -> str:
    return "uncarried" if fate.reason is not None else "carried" if fate.is_unchanged else "changed"
