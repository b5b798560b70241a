"""Repositories in memory, as the Hub keeps them: commits with their files, branches, tags, and large files apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

ATTRIBUTES = b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"


@dataclass(frozen=True)
class File:
    """One file of a commit."""

    content: bytes
    is_large: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def oid(self) -> str:
        """Git's id: of a large file, that of the pointer that stands for it."""
        content = f"oid sha256:{self.sha256}\nsize {len(self.content)}\n".encode() if self.is_large else self.content
        return hashlib.sha1(b"blob %d\x00%b" % (len(content), content), usedforsecurity=False).hexdigest()

    def entry(self, path: str) -> dict[str, Any]:
        """Describe the file as a line of the tree."""
        large = {"lfs": {"oid": self.sha256, "size": len(self.content), "pointerSize": 134}} if self.is_large else {}
        return {"type": "file", "path": path, "size": len(self.content), "oid": self.oid, **large}


Files = dict[str, File]


@dataclass
class Repository:
    """One dataset."""

    name: str
    private: bool = False
    commits: dict[str, Files] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, name: str, *, private: bool) -> Repository:
        """Make a dataset with the first commit that the Hub makes."""
        repository = cls(name, private)
        repository.commit({".gitattributes": File(ATTRIBUTES)})
        return repository

    @property
    def head(self) -> str:
        return self.branches["main"]

    @property
    def files(self) -> Files:
        return self.commits[self.head]

    def commit(self, files: Files) -> str:
        """Put these files on main."""
        listing = sorted((path, file.oid) for path, file in files.items())
        oid = hashlib.sha1(repr((len(self.commits), listing)).encode(), usedforsecurity=False).hexdigest()
        self.commits[oid] = dict(files)
        self.branches["main"] = oid
        return oid

    def resolve(self, revision: str) -> str | None:
        """Give the commit of a branch, a tag or a commit."""
        named = self.branches | self.tags | {oid: oid for oid in self.commits}
        return named.get(revision)

    def refs(self) -> dict[str, Any]:
        def lines(named: dict[str, str], kind: str) -> list[dict[str, str]]:
            return [{"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": oid} for name, oid in named.items()]

        return {"branches": lines(self.branches, "heads"), "tags": lines(self.tags, "tags"), "converts": []}
