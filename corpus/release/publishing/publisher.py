"""Publishing a release: verified here first, then sent to the Hub or to a URL, and whole there before it is a release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ReleaseError
from corpus.files.remote.addresses import HUB, is_url
from corpus.release.publishing.hub import publish_to_hub
from corpus.release.publishing.parcels import packed
from corpus.release.publishing.places import publish_to_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.release.publishing.publication import Publication


def publish(
    release: Path | str,
    target: str,
    *,
    dry_run: bool = False,
    private: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Publication:
    """Publish a release to the Hub, or to a URL; what is there already is left as it is.

    To the Hub it goes in one commit, which gets the tag `v<version>` once the Hub's list of files equals the manifest. To a
    URL it goes into `<target>/<name>-<version>/`, with the manifest last. A run that was interrupted is completed by the next.

    Args:
        release: a release's folder, as `build_release` gives it.
        target: `OWNER/NAME` on the Hub, or a URL that fsspec opens, such as `s3://bucket/prefix`.
        dry_run: write nothing, and say what would be sent.
        private: make the dataset on the Hub private where it is made.
        progress: is told each step before it is taken.

    Raises:
        FileError: there is no release at that path.
        UnsoundCorpus: the release is not what its manifest says; it carries every finding.
        ReleaseError: the target has that version with other content, or refuses, or cannot be reached.
        OSError: a file of the release cannot be read.

    >>> publish("dist/mine-1.0.0", "mine")
    Traceback (most recent call last):
    corpus.errors.ReleaseError: expected OWNER/NAME on the Hub or a URL such as s3://bucket/prefix, found 'mine'
    """
    tell = progress or _say_nothing
    if is_url(target):
        if private:
            message = "--private is for the Hub; who may read a URL is decided there"
            raise ReleaseError(message)
        return publish_to_url(packed(Path(release), tell), target, dry_run=dry_run, progress=tell)
    named = HUB.fullmatch(target)
    if named is None or named["revision"]:
        message = f"expected OWNER/NAME on the Hub or a URL such as s3://bucket/prefix, found {target!r}"
        raise ReleaseError(message)
    return publish_to_hub(packed(Path(release), tell), target, dry_run=dry_run, private=private, progress=tell)


def _say_nothing(_step: str) -> None:
    """Tell nobody."""
