"""Publishing to the Hub: one commit, compared with the manifest, and then the tag that makes it a release.

::

    look ─► is the tag there? ─ yes ─► same files: nothing to do; others: refused, a tag never moves
                 │ no
                 ▼
    main as it is ─► one commit upon it ─► the Hub's list of files = the manifest? ─► tag v<version>

Wherever this stops, no tag points to anything but a whole release, and the next run goes on: a main that holds the release
already only gets its tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from corpus.errors import ReleaseError
from corpus.files.remote.answers import answered
from corpus.files.remote.hub import order_of, version_tags
from corpus.release.publishing.datasets import HubDataset, Standing
from corpus.release.publishing.plans import changes_to, listed, refuse_others
from corpus.release.publishing.publication import Change, Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.release.publishing.parcels import Shipment
    from corpus.release.publishing.publication import State

    Progress = Callable[[str], None]


def publish_to_hub(
    shipment: Shipment, repository: str, *, dry_run: bool = False, private: bool = False, progress: Progress
) -> Publication:
    """Publish a release as a dataset on the Hub, in one commit and a tag.

    Raises:
        ReleaseError: the tag is there with other content, a higher version is there, the dataset holds files of others, or
            the Hub refuses or cannot be reached.
    """
    with answered(lambda said: ReleaseError(f"{repository}: {said}")):
        return _Publisher(shipment, repository, progress).publish(dry_run=dry_run, private=private)


class _Publisher:
    """Publishes one release to one dataset."""

    def __init__(self, shipment: Shipment, repository: str, progress: Progress) -> None:
        self.shipment, self.progress = shipment, progress
        self.dataset = HubDataset(repository)

    def publish(self, *, dry_run: bool, private: bool) -> Publication:
        self.progress("looking at the dataset")
        standing = self._standing(dry_run=dry_run, private=private)
        tagged = standing.tags.get(self.shipment.tag)
        if tagged is not None:
            self._refuse_difference(tagged, "is there with other content, and a tag never moves; raise the version")
            return self._publication("already published")
        self._refuse_older(standing)
        held = self.dataset.files(standing.head)
        refuse_others(self.dataset, held, standing.head, self.shipment)
        changes = changes_to(held, self.shipment)
        return self._publication("planned", changes) if dry_run else self._publish(changes, standing.head)

    def _publish(self, changes: Sequence[Change], head: str | None) -> Publication:
        is_sent = all(change.action == "keep" for change in changes)
        commit = head if is_sent and head is not None else self._commit(changes, head)
        self.progress("comparing what the Hub holds")
        self._refuse_difference(commit, "was not set: what the Hub holds is not what was sent; run the same again")
        self.dataset.tag(self.shipment.tag, commit)
        return self._publication("completed" if is_sent else "published", changes)

    def _standing(self, *, dry_run: bool, private: bool) -> Standing:
        """Look at the dataset, and make it where it is missing."""
        standing = self.dataset.standing()
        if standing is None and dry_run:
            return Standing(is_private=private, head=None, tags={})
        if standing is None:
            self.progress("making the dataset")
            self.dataset.create(private=private)
            standing = self.dataset.standing()
        if standing is None:
            self._refuse("was made, and the Hub does not show it yet; run the same again")
        if private and not standing.is_private:
            self._refuse("is public, and was to be private; make it private on its page first")
        return standing

    def _commit(self, changes: Sequence[Change], head: str | None) -> str:
        self.progress("sending the files")
        return self.dataset.commit(
            [self.shipment.parcels[change.path] for change in changes if change.action in ("add", "change")],
            [change.path for change in changes if change.action == "delete"],
            message=f"Release {self.shipment.name} {self.shipment.version}",
            parent=head,
        )

    def _refuse_older(self, standing: Standing) -> None:
        """Refuse a version below one that is there: main, which is what is shown and loaded without a tag, would go back."""
        newest = next(reversed(version_tags(standing.tags)), None)
        if newest is not None and order_of(newest) > order_of(self.shipment.tag):
            self._refuse(f"{newest} is published already, and {self.shipment.tag} is older; give the release a higher version")

    def _refuse_difference(self, commit: str, reason: str) -> None:
        changes = changes_to(self.dataset.files(commit), self.shipment)
        differing = [change.path for change in changes if change.action != "keep"]
        if differing:
            self._refuse(f"tag {self.shipment.tag} {reason} (what differs: {listed(differing)})")

    def _publication(self, state: State, changes: Sequence[Change] = ()) -> Publication:
        kept = [Change(path, parcel.bytes, "keep") for path, parcel in sorted(self.shipment.parcels.items())]
        address = f"{self.dataset.repository}@{self.shipment.tag}"
        return Publication(self.shipment.name, self.shipment.version, address, state, tuple(changes or kept))

    def _refuse(self, reason: str) -> NoReturn:
        message = f"{self.dataset.repository}: {reason}"
        raise ReleaseError(message)
