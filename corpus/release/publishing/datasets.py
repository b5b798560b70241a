"""A dataset on the Hub, as the few calls that publishing makes; nothing here decides anything."""

# The client is imported inside the functions: it costs a third of a second.
# ruff: noqa: PLC0415

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import RepoFile

    from corpus.release.publishing.parcels import Parcel

KIND = "dataset"
MAIN = "main"
UNAUTHORIZED = 401


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dataset stands: its head, `None` before the first commit, and the commit of each tag."""

    is_private: bool
    head: str | None
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A file that the Hub holds: large ones are known by their sha256, small ones by their git blob."""

    bytes: int
    blob: str
    sha256: str | None

    def matches(self, parcel: Parcel) -> bool:
        """Tell whether it is that file of the release."""
        is_same = self.sha256 == parcel.sha256 if self.sha256 is not None else self.blob == parcel.blob
        return is_same and self.bytes == parcel.bytes


class HubDataset:
    """One dataset on the Hub, by OWNER/NAME; the client knows the token."""

    def __init__(self, repository: str) -> None:
        """Ask nothing yet."""
        from huggingface_hub import HfApi

        self.repository = repository
        self._api: HfApi = HfApi()

    def standing(self) -> Standing | None:
        """Look at the dataset; `None` where there is none, as far as the Hub tells us."""
        from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

        try:
            about = self._api.repo_info(self.repository, repo_type=KIND)
        except GatedRepoError:
            raise
        except RepositoryNotFoundError as error:
            if error.response.status_code == UNAUTHORIZED:  # the Hub does not tell strangers what there is
                raise
            return None
        refs = self._api.list_repo_refs(self.repository, repo_type=KIND)
        head = next((branch.target_commit for branch in refs.branches if branch.name == MAIN), None)
        return Standing(bool(about.private), head, {tag.name: tag.target_commit for tag in refs.tags})

    def create(self, *, private: bool) -> None:
        """Make the dataset; where nothing was asked for, its owner's own setting decides."""
        self._api.create_repo(self.repository, repo_type=KIND, private=private or None)

    def files(self, commit: str | None) -> dict[str, Held]:
        """List the files of a commit, by path."""
        from huggingface_hub.hf_api import RepoFile

        if commit is None:
            return {}
        tree = self._api.list_repo_tree(self.repository, recursive=True, revision=commit, repo_type=KIND)
        files = (one for one in tree if isinstance(one, RepoFile))
        return {one.path: _held(one) for one in files}

    def fetch(self, path: str, commit: str, folder: Path) -> None:
        """Fetch one file of a commit into a folder."""
        self._api.hf_hub_download(self.repository, path, repo_type=KIND, revision=commit, local_dir=folder)

    def commit(self, added: Iterable[Parcel], deleted: Iterable[str], *, message: str, parent: str | None) -> str:
        """Change files in one commit upon its parent, and give the commit."""
        from huggingface_hub import CommitOperationAdd, CommitOperationDelete

        operations: list[CommitOperationAdd | CommitOperationDelete] = [
            CommitOperationDelete(path, is_folder=False) for path in deleted
        ]
        operations += [CommitOperationAdd(parcel.path, str(parcel.source)) for parcel in added]
        made = self._api.create_commit(
            self.repository, operations, commit_message=message, repo_type=KIND, revision=MAIN, parent_commit=parent
        )
        return str(made.oid)

    def tag(self, name: str, commit: str) -> None:
        """Give a commit a tag that is not there yet."""
        self._api.create_tag(self.repository, tag=name, revision=commit, repo_type=KIND, exist_ok=False)


def _held(file: RepoFile) -> Held:
    if file.lfs is None:
        return Held(file.size, file.blob_id, None)
    return Held(file.lfs.size, file.blob_id, file.lfs.sha256)
