"""The answers of the Hub to each request that its clients make; no socket here.

What the clients send was read from `huggingface_hub` 2.4 and `datasets` 5.2.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tests.hub.repositories import File, Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WRITER, READER = "hf_writer", "hf_reader"
REPOSITORY = r"(?P<name>[\w.-]+/[\w.-]+)"
REVISION = r"(?P<revision>[^/]+)"
PAGE = 10
"""Files in a page of the tree: few, so that clients must turn pages."""


@dataclass
class Request:
    """What a client asks."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """What the Hub says."""

    status: int = 200
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, value: object, status: int = 200, **headers: str) -> Answer:
        return cls(status, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})

    @classmethod
    def error(cls, status: int, message: str, code: str = "") -> Answer:
        headers = {"X-Error-Message": message, **({"X-Error-Code": code} if code else {})}
        return cls(status, json.dumps({"error": message}).encode(), headers)


class Answers:
    """A Hub without a socket: its repositories and large files, and what it answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.repositories: dict[str, Repository] = {}
        self.objects: dict[str, bytes] = {}
        self.routes: list[tuple[str, re.Pattern[str], Callable[..., Answer]]] = [
            (method, re.compile(pattern), function)
            for method, pattern, function in (
                ("GET", "/api/whoami-v2", self.whoami),
                ("POST", "/api/validate-yaml", self.validate),
                ("POST", "/api/repos/create", self.create),
                ("GET", f"/api/datasets/{REPOSITORY}", self.about),
                ("GET", f"/api/datasets/{REPOSITORY}/revision/{REVISION}", self.about),
                ("GET", f"/api/datasets/{REPOSITORY}/refs", self.refs),
                ("GET", f"/api/datasets/{REPOSITORY}/tree/{REVISION}(?P<folder>/.*)?", self.tree),
                ("POST", f"/api/datasets/{REPOSITORY}/paths-info/{REVISION}", self.paths),
                ("POST", f"/api/datasets/{REPOSITORY}/preupload/{REVISION}", self.preupload),
                ("POST", f"/datasets/{REPOSITORY}.git/info/lfs/objects/batch", self.batch),
                ("POST", f"/datasets/{REPOSITORY}.git/info/lfs/verify", self.verify),
                ("POST", f"/api/datasets/{REPOSITORY}/commit/{REVISION}", self.commit),
                ("POST", f"/api/datasets/{REPOSITORY}/tag/{REVISION}", self.tag),
                ("GET", f"/datasets/{REPOSITORY}/resolve/{REVISION}/(?P<path>.+)", self.resolve),
                ("PUT", "/objects/(?P<oid>[0-9a-f]{64})", self.put),
                ("GET", "/objects/(?P<oid>[0-9a-f]{64})", self.get),
            )
        ]

    def answer(self, request: Request) -> Answer:
        """Answer a request, as far as the token may go."""
        method = "GET" if request.method == "HEAD" else request.method
        for wanted, pattern, function in self.routes:
            found = pattern.fullmatch(request.path)
            if wanted == method and found:
                named = {key: unquote(value) for key, value in found.groupdict().items() if value is not None}
                return self._refused(request, named) or function(request, **named)
        return Answer.error(404, f"nothing answers {request.method} {request.path}")

    def _refused(self, request: Request, named: dict[str, str]) -> Answer | None:
        if request.path.startswith("/objects/"):
            return None  # the address is signed
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token and token not in (WRITER, READER):
            return Answer.error(401, "Invalid credentials in Authorization header")
        is_read = request.method in ("GET", "HEAD") or "/paths-info/" in request.path or request.path == "/api/validate-yaml"
        if not is_read and token != WRITER:
            return Answer.error(403 if token else 401, "You have no right to write here")
        repository = self.repositories.get(named.get("name", ""))
        is_hidden = "name" in named and (repository is None or repository.private) and not token
        if is_hidden or ("name" in named and repository is None):
            return Answer.error(401 if is_hidden else 404, "Repository not found", "RepoNotFound")
        if "revision" in named and repository is not None and repository.resolve(named["revision"]) is None:
            return Answer.error(404, f"Invalid rev id: {named['revision']}", "RevisionNotFound")
        return None

    def whoami(self, _request: Request) -> Answer:
        return Answer.json({"type": "user", "name": "newsroom", "auth": {"accessToken": {"role": "write"}}})

    def validate(self, _request: Request) -> Answer:
        return Answer.json({"errors": [], "warnings": []})

    def create(self, request: Request) -> Answer:
        asked = request.json()
        name = "/".join(part for part in (asked.get("organization") or "newsroom", asked["name"]) if part)
        if name in self.repositories:
            return Answer.error(409, "You already created this dataset repo")
        is_private = asked.get("visibility") == "private" or bool(asked.get("private"))  # as clients say it now, and said it
        self.repositories[name] = Repository.new(name, private=is_private)
        return Answer.json({"url": f"{self.url}/datasets/{name}", "id": name, "name": name})

    def about(self, _request: Request, name: str, revision: str = "main") -> Answer:
        repository = self.repositories[name]
        oid = repository.resolve(revision)
        siblings = [{"rfilename": path} for path in repository.commits[str(oid)]]
        return Answer.json({"id": name, "sha": oid, "private": repository.private, "siblings": siblings, "tags": []})

    def refs(self, _request: Request, name: str) -> Answer:
        return Answer.json(self.repositories[name].refs())

    def tree(self, request: Request, name: str, revision: str, folder: str = "") -> Answer:
        files = self._files(name, revision)
        below = folder.strip("/") + "/" if folder.strip("/") else ""
        entries = _entries(files, below, is_recursive=request.query.get("recursive", "").lower() in ("1", "true"))
        if not entries and below:
            return Answer.error(404, "no such folder", "EntryNotFound")
        start = int(request.query.get("cursor", 0))
        more = {}
        if start + PAGE < len(entries):
            recursive = request.query.get("recursive", "false")
            more = {"Link": f'<{self.url}{request.path}?recursive={recursive}&cursor={start + PAGE}>; rel="next"'}
        return Answer.json(entries[start : start + PAGE], **more)

    def paths(self, request: Request, name: str, revision: str) -> Answer:
        files = self._files(name, revision)
        asked = request.json()["paths"]
        return Answer.json([files[path].entry(path) for path in asked if path in files])

    def preupload(self, request: Request, name: str, revision: str) -> Answer:
        held = self._files(name, revision)
        lines = []
        for asked in request.json()["files"]:
            path, mode = asked["path"], "lfs" if asked["path"].endswith(".parquet") else "regular"
            oid = (held[path].sha256 if held[path].is_large else held[path].oid) if path in held else None
            lines.append({"path": path, "uploadMode": mode, "shouldIgnore": False, "oid": oid})
        return Answer.json({"files": lines})

    def batch(self, request: Request, name: str) -> Answer:
        lines = []
        for asked in request.json()["objects"]:
            actions = {
                "upload": {"href": f"{self.url}/objects/{asked['oid']}"},
                "verify": {"href": f"{self.url}/datasets/{name}.git/info/lfs/verify"},
            }
            lines.append({**asked, **({} if asked["oid"] in self.objects else {"actions": actions})})
        return Answer.json({"transfer": "basic", "objects": lines})

    def verify(self, request: Request, name: str) -> Answer:
        asked = request.json()
        is_there = name in self.repositories and len(self.objects.get(asked["oid"], b"")) == asked["size"]
        return Answer.json({}) if is_there else Answer.error(422, "no such object")

    def put(self, request: Request, oid: str) -> Answer:
        if File(request.body).sha256 != oid:
            return Answer.error(400, "the content has another hash")
        self.objects[oid] = request.body
        return Answer()

    def get(self, request: Request, oid: str) -> Answer:
        return _ranged(self.objects[oid], request, {"ETag": f'"{oid}"'})

    def commit(self, request: Request, name: str, revision: str) -> Answer:
        repository = self.repositories[name]
        header, *operations = [json.loads(line) for line in request.body.splitlines()]
        parent = header["value"].get("parentCommit")
        if parent is not None and parent != repository.resolve(revision):
            return Answer.error(412, "A commit has happened since. Please refresh and try again.")
        files = dict(repository.files)
        for operation in operations:
            key, value = operation["key"], operation["value"]
            if key == "deletedFile":
                del files[value["path"]]
            elif key == "lfsFile":
                files[value["path"]] = File(self.objects[value["oid"]], is_large=True)
            else:
                files[value["path"]] = File(base64.b64decode(value["content"]))
        oid = repository.commit(files)
        return Answer.json({"success": True, "commitOid": oid, "commitUrl": f"{self.url}/datasets/{name}/commit/{oid}"})

    def tag(self, request: Request, name: str, revision: str) -> Answer:
        repository, tag = self.repositories[name], request.json()["tag"]
        if tag in repository.tags:
            return Answer.error(409, "Tag already exists")
        repository.tags[tag] = str(repository.resolve(revision))
        return Answer.json({})

    def resolve(self, request: Request, name: str, revision: str, path: str) -> Answer:
        commit = {"X-Repo-Commit": str(self.repositories[name].resolve(revision))}
        file = self._files(name, revision).get(path)
        if file is None:
            answer = Answer.error(404, "Entry not found", "EntryNotFound")
            return Answer(answer.status, answer.content, answer.headers | commit)
        if file.is_large:
            place = f"{self.url.replace('127.0.0.1', 'localhost')}/objects/{file.sha256}"  # another host, as at the Hub
            linked = {"X-Linked-Etag": f'"{file.sha256}"', "X-Linked-Size": str(len(file.content)), "Location": place}
            return Answer(302, b"", commit | linked)
        return _ranged(file.content, request, {**commit, "ETag": f'"{file.oid}"'})

    def _files(self, name: str, revision: str) -> dict[str, File]:
        repository = self.repositories[name]
        return repository.commits[str(repository.resolve(revision))]


def _entries(files: dict[str, File], below: str, *, is_recursive: bool) -> list[dict[str, Any]]:
    inside = {path: file for path, file in sorted(files.items()) if path.startswith(below)}
    folders = {
        below + "/".join(parts[:depth])
        for path in inside
        for parts in [path.removeprefix(below).split("/")]
        for depth in range(1, len(parts))
        if is_recursive or depth == 1
    }
    listed = [file.entry(path) for path, file in inside.items() if is_recursive or "/" not in path.removeprefix(below)]
    return [{"type": "directory", "path": path, "oid": "0" * 40, "size": 0} for path in sorted(folders)] + listed


def _ranged(content: bytes, request: Request, headers: dict[str, str]) -> Answer:
    headers = {**headers, "Accept-Ranges": "bytes"}
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
    if found is None:
        return Answer(200, content, headers)
    first, last = int(found[1]), min(int(found[2] or len(content)), len(content) - 1)
    if first >= len(content):
        return Answer(416, b"", headers)
    return Answer(206, content[first : last + 1], {**headers, "Content-Range": f"bytes {first}-{last}/{len(content)}"})
