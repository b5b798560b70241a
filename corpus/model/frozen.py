"""Frozen schemas: what a released version of the schema calls valid never changes, whatever its words say.

The digest of a version covers the JSON Schemas of all its records but for descriptions, titles and examples, which may be
improved. `schemas/frozen.json` holds the digest of each version; a changed model needs a new version of the schema.

>>> one = {"set": {"title": "Set", "properties": {"title": {"type": "string", "description": "One line."}}}}
>>> other = {"set": {"properties": {"title": {"type": "string"}}}}
>>> meaning_digest(one) == meaning_digest(other), meaning_digest(one) == meaning_digest({"set": {"properties": {}}})
(True, False)
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import FileError, FrozenSchema
from corpus.model.metadata import SCHEMA_VERSION
from corpus.model.schemas import SUFFIX, export_schemas, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping

FROZEN = "frozen.json"
"""The digest of each version, beside the folders `v1`, `v2`, ..."""
WORDS = ("title", "description", "examples", "$comment")
"""Keywords that say nothing of what is valid."""
NAMED = ("properties", "$defs", "patternProperties", "dependentSchemas")
"""Keywords whose value has a schema for each name, so that a name there is no keyword."""
UNORDERED = ("enum", "required", "type")
"""Keywords whose list has no order."""
VALUES = ("const", "default")
"""Keywords whose value is data and no schema."""


def packaged_schemas() -> Path:
    """Give the folder with the schemas of every version: in the wheel, or beside the package in a checkout."""
    package = Path(str(resources.files("corpus")))
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def published_schemas(version: str, folder: Path | None = None) -> dict[str, Any]:
    """Read the published JSON Schemas of a version, by the name of the file that each describes.

    Raises:
        FileError: there are none of that version, or one cannot be read.
    """
    place = (folder or packaged_schemas()) / f"v{version}"
    found = {path.name.removesuffix(SUFFIX): _read(path) for path in sorted(place.glob(f"*{SUFFIX}"))}
    if not found:
        message = f"expected the JSON Schemas of version {version}, found none"
        raise FileError(message, file=str(place))
    return found


def meaning_digest(described: Mapping[str, Any]) -> str:
    """Hash what schemas call valid, and nothing of how they say it."""
    meant = {name: _meaning(schema) for name, schema in described.items()}
    canonical = json.dumps(meant, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def frozen_digests(folder: Path | None = None) -> dict[str, str]:
    """Give the digest of each frozen version; none where nothing is frozen yet.

    Raises:
        FileError: the file of digests cannot be read.
    """
    path = (folder or packaged_schemas()) / FROZEN
    return _read(path) if path.exists() else {}


def thawed(folder: Path | None = None) -> str | None:
    """Say in a sentence that the model is not what its own version was frozen as; nothing to say means that it is.

    Raises:
        FileError: the file of digests cannot be read.
    """
    if frozen_digests(folder).get(SCHEMA_VERSION, found := meaning_digest(schemas())) == found:
        return None
    return (
        f"schema version {SCHEMA_VERSION} is frozen, and the model calls other things valid; raise SCHEMA_VERSION and write a "
        f"step of migration, or, if no package with version {SCHEMA_VERSION} was ever released, run "
        "`python scripts/freeze_schema.py --unreleased`"
    )


def write_schemas(folder: Path | str, *, frozen: Path | None = None) -> None:
    """Write the schemas of the model into a folder, unless its version is frozen as something else.

    Args:
        folder: where they are written.
        frozen: the folder with the digests; that of the package if left out.

    Raises:
        FrozenSchema: the model is not what its version was frozen as, or the folder is that of another version; nothing is
            written.
        FileError: the file of digests cannot be read.
        OSError: the folder cannot be written.
    """
    if reason := thawed(frozen):
        raise FrozenSchema(reason)
    if re.fullmatch(r"v[0-9]+", name := Path(folder).resolve().name) and name != f"v{SCHEMA_VERSION}":
        message = (
            f"expected a folder v{SCHEMA_VERSION} for the schemas of version {SCHEMA_VERSION}, found {folder}; write there"
        )
        raise FrozenSchema(message)
    export_schemas(folder)


def freeze_schemas(folder: Path | str, *, unreleased: bool = False) -> str:
    """Freeze the model's version in a folder of schemas: note its digest, write its schemas, and give the digest.

    `unreleased` says that no package with this version was ever released, so that a digest that is there may change.

    Raises:
        FrozenSchema: the version is frozen as something else, and nobody said that it is unreleased; nothing is written.
        FileError: the file of digests cannot be read.
        OSError: the folder cannot be written.
    """
    folder = Path(folder)
    if not unreleased and (reason := thawed(folder)):
        raise FrozenSchema(reason)
    digest = meaning_digest(schemas())
    digests = dict(sorted({**frozen_digests(folder), SCHEMA_VERSION: digest}.items(), key=lambda one: int(one[0])))
    export_schemas(folder / f"v{SCHEMA_VERSION}")
    (folder / FROZEN).write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8", newline="\n")
    return digest


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:
        message = f"expected JSON, found {error}"
        raise FileError(message, file=str(path)) from error
    if not isinstance(found, dict):
        message = f"expected a JSON object, found {type(found).__name__}"
        raise FileError(message, file=str(path))
    return found


def _meaning(schema: Any) -> Any:
    """Give a schema without its words; a property that is *called* `title` stays."""
    if isinstance(schema, list):
        return [_meaning(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {keyword: _of_keyword(keyword, value) for keyword, value in schema.items() if keyword not in WORDS}


def _of_keyword(keyword: str, value: Any) -> Any:
    if keyword in NAMED:
        return {name: _meaning(one) for name, one in value.items()}
    if keyword in UNORDERED and isinstance(value, list):
        return sorted(value, key=json.dumps)
    return value if keyword in VALUES else _meaning(value)
