"""Verifies a release: every file against the manifest, by its bytes and, where those differ, by its rows.

R1xx: R101 a file is missing, R102 one is extra, R103 one has other data, R104 one has other bytes but the same rows
(another version of the tools wrote it; a warning).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.checks.report import Report, ordered
from corpus.files.manifest import verify_files

if TYPE_CHECKING:
    from collections.abc import Callable


def verify(release: Path | str, *, progress: Callable[[str], None] | None = None) -> Report:
    """Compare a release with its manifest: any changed, missing or extra file is a finding.

    `progress` is told each file before it is hashed.

    Raises:
        FileError: there is no release at that path.
    """
    return Report(ordered(list(verify_files(Path(release), progress=progress))))
