"""Verifies a release: every file against the manifest, by its bytes and, where those differ, by its rows.

R1xx: R101 a file is missing, R102 one is extra, R103 one has other data, R104 one has other bytes but the same rows
(another version of the tools wrote it; a warning), R105 the manifest does not say what the release is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.checks.report import Report, ordered
from corpus.errors import Finding, Place
from corpus.files.filesystem import files_below, read_regular
from corpus.files.layout import METADATA
from corpus.files.manifest import MANIFEST, Entry, Manifest, has_same_rows, read_manifest
from corpus.files.strict_json import loads
from corpus.files.tables import count_rows, file_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHARED = {"name": "name", "version": "version", "schema_version": "schema_version", "text": "text_release"}
"""Fields of the manifest, and those of the metadata that must say the same."""


def verify(release: Path | str, *, progress: Callable[[str], None] | None = None) -> Report:
    """Compare a release with its manifest: any changed, missing or extra file is a finding.

    `progress` is told each file before it is hashed.

    Raises:
        FileError: there is no release at that path.
        OSError: a folder or file of it cannot be opened.
    """
    return Report(ordered(list(_verify_files(Path(release), progress))))


def _verify_files(release: Path, progress: Callable[[str], None] | None) -> Iterator[Finding]:
    manifest = read_manifest(release)
    listed = {entry.path: entry for entry in manifest.files}
    present = {path.relative_to(release).as_posix() for path in files_below(release)}
    yield from _verify_names(release, manifest)
    for path in sorted(listed.keys() | present - {MANIFEST}):
        if progress is not None:
            progress(path)
        yield from _verify_file(release, path, listed.get(path), present)


def _verify_file(release: Path, path: str, entry: Entry | None, present: set[str]) -> Iterator[Finding]:
    place = Place(file=str(release / path))
    if entry is None:
        yield Finding("R102", "error", "this file is not in the manifest; remove it", place)
    elif path not in present or not (release / path).exists():
        yield Finding("R101", "error", "this file of the manifest is missing; fetch the release again", place)
    elif not (release / path).is_file():
        yield Finding("R103", "error", "expected a file, found a folder, pipe or device", place)
    elif file_hash(release / path) != entry.sha256:
        yield _difference(release / path, entry, place)
    else:
        yield from _verify_entry(release / path, entry)


def _verify_names(release: Path, manifest: Manifest) -> Iterator[Finding]:
    """Hold the manifest's own fields to the corpus's metadata beside it, and each of its paths to stand once."""
    place = Place(file=str(release / MANIFEST))
    paths = Counter(entry.path for entry in manifest.files)
    for path in (path for path, number in paths.items() if number > 1):
        yield Finding("R105", "error", f"expected each file once, found {path} again", replace(place, path="files"))
    try:
        about = loads(read_regular(release / METADATA).decode())
    except (OSError, ValueError):
        return  # that file is reported by itself
    for ours, theirs in SHARED.items():
        if isinstance(about, dict) and about.get(theirs) != getattr(manifest, ours):
            message = f"expected {about.get(theirs)!r}, as in {METADATA}, found {getattr(manifest, ours)!r}"
            yield Finding("R105", "error", message, replace(place, path=ours))


def _verify_entry(path: Path, entry: Entry) -> Iterator[Finding]:
    """Hold what the manifest says of a file beside its hash to the file."""
    found: dict[str, int | None] = {"bytes": path.stat().st_size}
    if path.suffix == ".parquet":
        found["rows"] = count_rows(path)
    for name, value in found.items():
        if getattr(entry, name) != value:
            message = f"expected {name} {getattr(entry, name)} as in the manifest, found {value}"
            yield Finding("R105", "error", message, Place(file=str(path)))


def _difference(path: Path, entry: Entry, place: Place) -> Finding:
    if has_same_rows(path, entry):
        message = (
            "other bytes but the same rows: another version of the tools wrote it, or it is damaged beside the rows; fetch or "
            "build it again where the bytes matter"
        )
        return Finding("R104", "warning", message, place)
    message = f"expected sha256 {entry.sha256[:12]}... and {entry.bytes} bytes, found {path.stat().st_size} bytes of other data"
    return Finding("R103", "error", message, place)
