"""Publishing to a URL: every file, each read back, and the manifest last, because without it nothing is a release.

A folder without a manifest is what an interrupted run left: what is there and right stays, the rest is sent. So is one whose
manifest is the beginning of ours, which some file systems leave when a write is cut off.

>>> unfinished(b'{"name": ', b'{"name": "mine"}')
True
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from corpus.errors import ReleaseError
from corpus.files.layout import RELEASED_SETS
from corpus.files.manifest import MANIFEST
from corpus.files.remote.places import FileSystem, digest_at, is_local, opened, read_file
from corpus.release.publishing.publication import Change, Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.release.publishing.parcels import Parcel, Shipment
    from corpus.release.publishing.publication import State

    Progress = Callable[[str], None]


def publish_to_url(shipment: Shipment, url: str, *, dry_run: bool = False, progress: Progress) -> Publication:
    """Publish a release into the folder `<url>/<name>-<version>`.

    Raises:
        ReleaseError: that version is there with other content, files of others lie in its folder, or the place cannot be
            opened, read or written.
    """
    folder = f"{shipment.name}-{shipment.version}"
    address = f"{url.rstrip('/')}/{folder}"
    with opened(url, lambda said: ReleaseError(f"{url}: {said}")) as (system, root):
        place = _Place(system, f"{root}/{folder}", address, progress)
        held = place.listing()
        is_published = place.is_published(shipment)
        place.refuse_others(held, shipment)
        changes = [place.change(parcel, held) for parcel in shipment.parcels.values()]
        if not dry_run:
            place.send([shipment.parcels[change.path] for change in changes if change.action != "keep"])
    state = _state(changes, is_published=is_published, dry_run=dry_run)
    ordered = tuple(sorted(changes, key=lambda change: change.path))
    return Publication(shipment.name, shipment.version, address, state, ordered)


def unfinished(found: bytes, wanted: bytes) -> bool:
    """Tell whether a file is the beginning of what was to be written."""
    return len(found) < len(wanted) and wanted.startswith(found)


def _state(changes: Sequence[Change], *, is_published: bool, dry_run: bool) -> State:
    actions = {change.action for change in changes}
    if is_published and actions == {"keep"}:
        return "already published"
    if dry_run:
        return "planned"
    return "published" if actions == {"add"} else "completed"


class _Place:
    """The folder of one release in a file system of fsspec."""

    def __init__(self, system: FileSystem, root: str, address: str, progress: Progress) -> None:
        self.system, self.root, self.address, self.progress = system, root, address, progress

    def is_published(self, shipment: Shipment) -> bool:
        """Tell whether the manifest of this release is there; another's is refused."""
        self.progress("looking at the place")
        found, ours = read_file(self.system, f"{self.root}/{MANIFEST}"), shipment.parcels[MANIFEST].source.read_bytes()
        if found is None or unfinished(found, ours):
            return False
        if found != ours:
            message = f"{self.address} is there with other content, and a version never changes; raise the version"
            raise ReleaseError(message)
        return True

    def listing(self) -> dict[str, int]:
        """List what is there, from the folder, with the sizes."""
        try:
            found = self.system.find(self.root, detail=True)
        except FileNotFoundError:
            return {}
        start = len(self.root) + 1
        return {path[start:]: about["size"] for path, about in found.items()}

    def change(self, parcel: Parcel, held: Mapping[str, int]) -> Change:
        """Say what to do with a file; one of the right size is read to see whether it is the right one."""
        if parcel.path not in held:
            return Change(parcel.path, parcel.bytes, "add")
        self.progress(f"comparing {parcel.path}")
        is_it = held[parcel.path] == parcel.bytes and digest_at(self.system, f"{self.root}/{parcel.path}") == parcel.sha256
        return Change(parcel.path, parcel.bytes, "keep" if is_it else "change")

    def refuse_others(self, held: Mapping[str, int], shipment: Shipment) -> None:
        """Refuse a folder with files that are none of this release, which nobody may delete for us."""
        others = sorted(held.keys() - shipment.parcels.keys())
        if others:
            message = f"{self.address} holds {others[0]!r}, which is no file of this release; move it elsewhere first"
            raise ReleaseError(message)

    def send(self, parcels: Sequence[Parcel]) -> None:
        """Write files, the manifest last, and read each of them back.

        The sets come first, because without them and the manifest `corpus.json` would make the folder a working folder.
        """
        self._make_folders(parcels)
        for parcel in sorted(parcels, key=_turn):
            self.progress(f"sending {parcel.path}")
            path = f"{self.root}/{parcel.path}"
            self.system.put_file(str(parcel.source), path)
            if digest_at(self.system, path) != parcel.sha256:
                message = f"{self.address}/{parcel.path} is not what was sent; run the same again"
                raise ReleaseError(message)

    def _make_folders(self, parcels: Sequence[Parcel]) -> None:
        """Make the folders of the release, and no others: a bucket with a mistyped name must not come to be."""
        below = {parent.as_posix() for parcel in parcels for parent in PurePosixPath(parcel.path).parents}
        folders = [self.root, *(f"{self.root}/{path}" for path in sorted(below - {"."}))] if parcels else []
        for folder in folders:
            if is_local(self.system):
                self.system.makedirs(folder, exist_ok=True)
            else:
                with suppress(FileExistsError):
                    self.system.mkdir(folder, create_parents=False)


def _turn(parcel: Parcel) -> int:
    return {RELEASED_SETS: 0, MANIFEST: 2}.get(parcel.path, 1)
