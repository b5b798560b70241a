"""The published JSON Schemas of one version, as what an object is held to.

>>> published = Published.of("1")
>>> published.layers[:3]
('attributions', 'claims', 'commitments')
>>> published.refusal("set", {"id": "mine", "role": "raw", "annotator": {"name": "me", "kind": "robot"}, "profile": "gold"})
"annotator.kind: 'robot' is not one of ['human', 'model', 'rule']"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from corpus.files.strict_json import dumps
from corpus.model.frozen import packaged_schemas, published_schemas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SINGLE = ("corpus", "set")
"""Kinds of file that hold one object; `documents` and the layers have one a line."""
SHOWN = 200
"""Characters shown of what the validator says."""


@dataclass(frozen=True, slots=True)
class Published:
    """What one version of the schema calls valid."""

    version: str
    validators: Mapping[str, Draft202012Validator]

    @classmethod
    def of(cls, version: str, folder: Path | None = None) -> Published:
        """Read the schemas of a version; those that come with the package if no folder is given.

        Raises:
            FileError: there are none, or one cannot be read.
        """
        found = published_schemas(version, folder)
        return cls(version, {kind: Draft202012Validator(schema) for kind, schema in found.items()})

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers of a set."""
        return tuple(kind for kind in self.validators if kind not in (*SINGLE, "documents"))

    def refusal(self, kind: str, value: object) -> str | None:
        """Say why an object is not valid in a kind of file; nothing to say means that it is."""
        if kind not in self.validators:
            return f"schema version {self.version} has no {kind}"
        error = best_match(self.validators[kind].iter_errors(value))
        if error is not None:
            where = ".".join(str(part) for part in error.absolute_path)
            what = error.message if len(error.message) <= SHOWN else f"{error.message[:SHOWN]}..."
            return f"{where}: {what}" if where else what
        try:
            dumps(value).encode()
        except (ValueError, TypeError) as unwritable:  # a lone surrogate, or what a step made that is no JSON
            return str(unwritable)
        return None


def versions_of(folder: Path | None = None) -> list[str]:
    """List the versions whose schemas lie in a folder, the package's own if none is given, lowest first."""
    found = [path.name[1:] for path in (folder or packaged_schemas()).glob("v*") if path.is_dir()]
    return sorted((version for version in found if version.isdecimal()), key=int)
