"""Plans: what makes the files that the Hub holds those of a release, and what must not be touched on the way.

A dataset belongs to one corpus. What lies in it must come from a release of that corpus, or be what the Hub itself puts into
a new dataset; anything else is somebody's, and is not deleted for them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileError, ReleaseError
from corpus.files.manifest import MANIFEST, read_manifest
from corpus.files.tables import file_hash
from corpus.release.publishing.publication import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.files.manifest import Entry
    from corpus.release.publishing.datasets import Held, HubDataset
    from corpus.release.publishing.parcels import Parcel, Shipment

CARD = "README.md"
"""Who makes a dataset on the Hub's page may have one before the first release."""
ATTRIBUTES = ".gitattributes"
"""Says which files the Hub stores as large ones; the Hub made it, and it stays."""
SHOWN = 3
"""Files named in a message."""


def changes_to(held: Mapping[str, Held], shipment: Shipment) -> tuple[Change, ...]:
    """Say what makes the files that the Hub holds those of the release, by path."""
    ours = [_change(parcel, held.get(parcel.path)) for parcel in shipment.parcels.values()]
    gone = [Change(path, held[path].bytes, "delete") for path in held.keys() - shipment.parcels.keys() - {ATTRIBUTES}]
    return tuple(sorted([*ours, *gone], key=lambda change: change.path))


def refuse_others(dataset: HubDataset, held: Mapping[str, Held], head: str | None, shipment: Shipment) -> None:
    """Refuse a dataset of another corpus, or one with files that no release brought.

    Raises:
        ReleaseError: it is one.
    """
    former, version = _former_files(dataset, held, head, shipment)
    others = sorted(held.keys() - former.keys() - shipment.parcels.keys() - {ATTRIBUTES, CARD})
    if others:
        message = f"{dataset.repository} holds files that no release brought: {listed(others)}; move them elsewhere first"
        raise ReleaseError(message)
    if version == shipment.version:  # what an interrupted run of this very release left
        return
    edited = sorted(
        path for path in former.keys() & held.keys() if _is_edited(dataset, former[path], held[path], head, shipment)
    )
    if edited:
        message = (
            f"{dataset.repository} holds files that were changed since the release that brought them: {listed(edited)}; "
            "take the changes over into your corpus, and undo or delete them there"
        )
        raise ReleaseError(message)


def listed(paths: Sequence[str]) -> str:
    """Name some files, and count the others.

    >>> listed(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(paths[:SHOWN]) + more


def _change(parcel: Parcel, held: Held | None) -> Change:
    if held is None:
        return Change(parcel.path, parcel.bytes, "add")
    return Change(parcel.path, parcel.bytes, "keep" if held.matches(parcel) else "change")


def _is_edited(dataset: HubDataset, entry: Entry, held: Held, head: str | None, shipment: Shipment) -> bool:
    """Tell whether somebody changed a file of the former release; one that is the new release's already was sent by us."""
    if head is None or (entry.path in shipment.parcels and held.matches(shipment.parcels[entry.path])):
        return False
    if held.sha256 is not None or held.bytes != entry.bytes:
        return held.sha256 != entry.sha256
    with tempfile.TemporaryDirectory() as folder:
        dataset.fetch(entry.path, head, Path(folder))
        return file_hash(Path(folder) / entry.path) != entry.sha256


def _former_files(
    dataset: HubDataset, held: Mapping[str, Held], head: str | None, shipment: Shipment
) -> tuple[dict[str, Entry], str | None]:
    """Give the files and version of the release that stands there, by its own manifest."""
    if MANIFEST not in held or head is None:
        return {}, None
    with tempfile.TemporaryDirectory() as folder:
        dataset.fetch(MANIFEST, head, Path(folder))
        try:
            former = read_manifest(Path(folder))
        except FileError as error:
            message = f"{dataset.repository} holds a {MANIFEST} that is not a release's; move it elsewhere first"
            raise ReleaseError(message) from error
    if former.name != shipment.name:
        message = (
            f"{dataset.repository} holds releases of {former.name!r}, and this is one of {shipment.name!r}; choose another"
        )
        raise ReleaseError(message)
    return {entry.path: entry for entry in former.files}, former.version
