"""JSON Schemas: what other programs may hold our files to, exported from the records and never written by hand.

One schema for each layer's line, and one each for a document, an annotation set and a corpus. What JSON Schema cannot
say (a surface is the text's slice, fragments are in order, a target is exactly one thing) the records still demand.

>>> schemas()["cues"]["properties"]["negated"]["description"]
'Whether the cue itself is negated (*not independently verified*).'
>>> schemas()["documents"]["$id"]
'urn:reportedly:schema:v1:documents'
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from corpus.errors import FileError
from corpus.model.documents import Document
from corpus.model.layers import LAYERS
from corpus.model.metadata import SCHEMA_VERSION, CorpusMetadata
from corpus.model.sets import AnnotationSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

JsonSchema = dict[str, Any]
DESCRIBED: dict[str, type[BaseModel]] = {**LAYERS, "documents": Document, "set": AnnotationSet, "corpus": CorpusMetadata}
"""Every record that stands in a file, by the name of the file."""
SUFFIX = ".schema.json"


def schemas() -> dict[str, JsonSchema]:
    """Give the JSON Schema of every record, by the name of the file that it stands in."""
    return {name: _schema(name, record) for name, record in DESCRIBED.items()}


def export_schemas(folder: Path | str) -> None:
    """Write the schemas into a folder, `cues.schema.json` and so on.

    Raises:
        OSError: the folder cannot be written.
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        written = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (Path(folder) / f"{name}{SUFFIX}").write_text(written, encoding="utf-8", newline="\n")


def compare_schemas(folder: Path | str) -> list[str]:
    """Say in a sentence for each file how it differs from the model; nothing to say means that all are equal.

    Raises:
        FileError: there is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        message = "expected a folder of schemas, found none; `corpus schema --write` makes one"
        raise FileError(message, file=str(folder))
    expected = schemas()
    strays = sorted({path.name for path in folder.glob(f"*{SUFFIX}")} - {f"{name}{SUFFIX}" for name in expected})
    compared = [_comparison(folder / f"{name}{SUFFIX}", schema) for name, schema in expected.items()]
    return [*filter(None, compared), *(f"{name}: no record of the model has this schema; remove it" for name in strays)]


class _Plain(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes of field names; they say nothing that the names do not."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False


def _schema(name: str, record: type[BaseModel]) -> JsonSchema:
    described = record.model_json_schema(schema_generator=_Plain)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:reportedly:schema:v{SCHEMA_VERSION}:{name}"}
    first = {key: described.pop(key) for key in ("title", "description")}
    return head | first | described


def _comparison(path: Path, expected: JsonSchema) -> str | None:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return f"{path.name}: the file is missing; write the schemas again"
    except ValueError as error:
        return f"{path.name}: expected JSON, found {error}"
    place = next(_differences(expected, found, "$"), None)
    return place and f"{path.name}: {place} is not what the model says; write the schemas again"


def _differences(expected: Any, found: Any, place: str) -> Iterator[str]:
    """Give the innermost places at which two JSON values differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            yield from _differences(expected.get(key), found.get(key), f"{place}.{key}")
    elif expected != found:
        yield place
