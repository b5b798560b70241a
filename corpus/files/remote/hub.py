"""The Hub as a place to load from: exactly the tag that was named, compared with its manifest, or an error.

The tag is looked up first, because a client that cannot reach the Hub takes whatever it has kept. Where the Hub is away, the
kept copy of that very tag is taken, if it is whole: a tag never moves, so it is the right data.
"""

# The client is imported inside the functions: it costs a third of a second.
# ruff: noqa: PLC0415

from __future__ import annotations

import glob
import re
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.files.manifest import MANIFEST, read_manifest
from corpus.files.remote.answers import answered, is_away
from corpus.files.remote.wholeness import first_difference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.files.remote.addresses import HubAddress

TAG = re.compile(r"v\d+\.\d+\.\d+", re.ASCII)
"""The tag of a released version."""


def fetch_from_hub(address: HubAddress) -> Path:
    """Fetch a release from the Hub into the client's cache, and give its folder; it is as its manifest says.

    Raises:
        FileError: there is no such dataset or tag, the Hub cannot be reached and the tag is not in the cache, or what lies
            there is no release of that version.
    """
    with answered(lambda said: _refusal(said, address)):
        tag, commit = _find_tag(address)
        folder = _download_manifest(address, tag, commit)
        _refuse_moved(folder, tag, address)
        _refuse_other_version(folder, tag, address)
        _download_files(address, folder, is_offline=commit is None)
    difference = first_difference(folder, read_manifest(folder).files)
    if difference is not None:
        remedy = f"`hf cache rm dataset/{address.repository}` removes a damaged copy"
        message = f"expected the files of the manifest, found another: {difference}; {remedy}"
        raise FileError(message, file=str(address))
    _keep_tag(folder, tag)
    return folder


def version_tags(tags: Iterable[str]) -> list[str]:
    """Give the tags of released versions, the newest last.

    >>> version_tags(["v1.10.0", "draft", "v1.9.0"])
    ['v1.9.0', 'v1.10.0']
    """
    return sorted((tag for tag in tags if TAG.fullmatch(tag)), key=order_of)


def order_of(tag: str) -> tuple[int, ...]:
    """Give the numbers of a version's tag, for comparison."""
    return tuple(map(int, re.findall(r"\d+", tag)))


def _refusal(said: str, address: HubAddress) -> FileError:
    """Without a version, a mistyped path may have been meant."""
    return FileError(said if address.revision else f"there is no such path here, and {said}", file=str(address))


def _find_tag(address: HubAddress) -> tuple[str, str | None]:
    """Give the tag to fetch and its commit; without the commit only the cache can have it, because the Hub is away."""
    from huggingface_hub import HfApi

    try:
        refs = HfApi().list_repo_refs(address.repository, repo_type="dataset")
    except Exception as error:
        if address.revision is None or not TAG.fullmatch(address.revision) or not is_away(error):
            raise
        return address.revision, None
    commits = {tag.name: tag.target_commit for tag in refs.tags}
    tag = _existing_tag(address, version_tags(commits))
    return tag, commits[tag]


def _existing_tag(address: HubAddress, tags: list[str]) -> str:
    wanted = address.revision or (tags[-1] if tags else None)
    if wanted is None:
        message = "expected a release, found no tag of a version, such as v1.0.0"
        raise FileError(message, file=str(address))
    if wanted not in tags:
        message = f"expected the tag of a version, found {wanted!r}; there are: {', '.join(tags) or 'none'}"
        raise FileError(message, file=str(address))
    return wanted


def _download_manifest(address: HubAddress, tag: str, commit: str | None) -> Path:
    """Fetch the manifest at the tag's commit, and give the folder of that commit in the cache.

    A name is not asked for: a branch may have the name of a tag, and a tag may move between two requests.
    """
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import RemoteEntryNotFoundError

    try:
        path = hf_hub_download(
            address.repository, MANIFEST, repo_type="dataset", revision=commit or tag, local_files_only=commit is None
        )
    except RemoteEntryNotFoundError as error:
        message = f"expected a release, found no {MANIFEST} at tag {tag}"
        raise FileError(message, file=str(address)) from error
    return Path(path).parent


def _refuse_moved(folder: Path, tag: str, address: HubAddress) -> None:
    """Refuse a tag that led elsewhere when it was first loaded here: a version never changes."""
    kept = _place_of_tag(folder, tag)
    if kept.is_file() and kept.read_text().strip() != folder.name:
        message = (
            f"expected tag {tag} where it was when it was first loaded here, found it moved; ask its owner, and remove the old "
            f"copy with `hf cache rm dataset/{address.repository}` if the new one is right"
        )
        raise FileError(message, file=str(address))


def _keep_tag(folder: Path, tag: str) -> None:
    """Note in the client's cache, as the client does, which commit the tag is; without the Hub that is where it leads."""
    kept = _place_of_tag(folder, tag)
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(folder.name)


def _place_of_tag(folder: Path, tag: str) -> Path:
    return folder.parent.parent / "refs" / tag


def _refuse_other_version(folder: Path, tag: str, address: HubAddress) -> None:
    found = read_manifest(folder).version
    if f"v{found}" != tag:
        message = f"expected version {tag[1:]} at tag {tag}, found the manifest of {found}; the tag was set by hand or moved"
        raise FileError(message, file=str(address))


def _download_files(address: HubAddress, folder: Path, *, is_offline: bool) -> None:
    """Fetch the files that the manifest lists, and no others, of the commit that the manifest is of."""
    from huggingface_hub import snapshot_download

    wanted = [glob.escape(entry.path) for entry in read_manifest(folder).files]
    snapshot_download(
        address.repository, repo_type="dataset", revision=folder.name, allow_patterns=wanted, local_files_only=is_offline
    )
