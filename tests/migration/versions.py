"""Versions of the schema that never were, made from the published version 1, and the steps between them.

0 to 1: `negated` was called `is_negated`, a reportive cue `hearsay`.
1 to 2: a booster becomes `emphatic`, `strength` `certainty`, `is_document` a `medium`; a document needs a `genre`; times have a
layer of their own; boilerplate sections and the `scope` of cues are gone.
2 to 3: `licence` of the corpus becomes `license`; stances are gone.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from corpus.migration import Loss, Step, carry, leave, move
from corpus.model.frozen import published_schemas
from corpus.model.schemas import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from corpus.migration import Carried
    from corpus.migration.steps import JsonObject

    Schemas = dict[str, dict[str, Any]]

TIMES = ("date", "duration", "set")
NO_SCOPE = "version 2 has no scopes of cues"


def all_versions(folder: Path) -> Path:
    """Write the schemas of the versions 0 to 3 into a folder."""
    first = published_schemas("1")
    second = _version_2(first)
    return _write(folder, {"0": _version_0(first), "1": first, "2": second, "3": _version_3(second)})


def equal_versions(folder: Path) -> Path:
    """Write the schemas of version 1 into a folder, and those of a version 0 that calls the same valid."""
    first = published_schemas("1")
    return _write(folder, {"0": first, "1": first})


def _write(folder: Path, versions: Mapping[str, Schemas]) -> Path:
    for version, made in versions.items():
        (folder / f"v{version}").mkdir(parents=True)
        for name, schema in _numbered(made, version).items():
            (folder / f"v{version}" / f"{name}{SUFFIX}").write_text(json.dumps(schema), encoding="utf-8")
    return folder


def _version_0(first: Schemas) -> Schemas:
    made = copy.deepcopy(first)
    cue = made["cues"]["properties"]
    cue["is_negated"] = cue.pop("negated")
    _rename_label(cue["type"], "reportive", "hearsay")
    return made


def _version_2(first: Schemas) -> Schemas:
    made = copy.deepcopy(first)
    cue, source = made["cues"]["properties"], made["sources"]["properties"]
    _rename_label(cue["type"], "booster", "emphatic")
    cue["certainty"] = cue.pop("strength")
    del cue["scope"]
    source.pop("is_document")
    source["medium"] = {"enum": ["person", "document"]}
    made["documents"]["properties"]["genre"] = {"enum": ["article"]}
    made["documents"]["required"].append("genre")
    made["times"] = copy.deepcopy(made["quantities"])
    made["quantities"]["properties"]["kind"] = {"not": {"enum": list(TIMES)}}
    made["sections"]["properties"]["role"]["anyOf"][0]["enum"].remove("boilerplate")
    return made


def _version_3(second: Schemas) -> Schemas:
    made = copy.deepcopy(second)
    about = made["corpus"]["properties"]
    about["license"] = about.pop("licence")
    del made["stances"]
    return made


def _rename_label(field: dict[str, Any], old: str, new: str) -> None:
    labels = field["anyOf"][0]["enum"]
    labels[labels.index(old)] = new


def _numbered(made: Schemas, version: str) -> Schemas:
    made = copy.deepcopy(made)
    made["corpus"]["properties"]["schema_version"]["const"] = version
    made["set"]["properties"]["schema_version"]["anyOf"][0]["const"] = version
    return made


def renamed(value: JsonObject, names: Mapping[str, str]) -> JsonObject:
    return {names.get(name, name): held for name, held in value.items()}


def _cue_of_1(value: JsonObject) -> Carried:
    if value.get("type") == "hearsay":
        value = value | {"type": "reportive"}
    return carry(renamed(value, {"is_negated": "negated"}))


def cue_of_0(value: JsonObject) -> JsonObject:
    """Take a cue back."""
    if value.get("type") == "reportive":
        value = value | {"type": "hearsay"}
    return renamed(value, {"negated": "is_negated"})


def _cue_of_2(value: JsonObject) -> Carried:
    losses = [Loss("scope", value.pop("scope"), NO_SCOPE)] if "scope" in value else []
    if value.get("type") == "booster":
        value = value | {"type": "emphatic"}
    return carry(renamed(value, {"strength": "certainty"}), *losses)


def _source_of_2(value: JsonObject) -> Carried:
    if "is_document" not in value:
        return carry(value)
    medium = "document" if value.pop("is_document") else "person"
    return carry({**value, "medium": medium})


def _quantity_of_2(value: JsonObject) -> Carried:
    return move(value, to="times") if value.get("kind") in TIMES else carry(value)


def _section_of_2(value: JsonObject) -> Carried:
    return leave("version 2 has no boilerplate") if value.get("role") == "boilerplate" else carry(value)


FROM_0 = Step("0", "1", {"cues": _cue_of_1})
FROM_1 = Step(
    "1",
    "2",
    {
        "cues": _cue_of_2,
        "sources": _source_of_2,
        "quantities": _quantity_of_2,
        "sections": _section_of_2,
        "documents": lambda value: carry({**value, "genre": "article"}),
    },
)
FROM_2 = Step(
    "2",
    "3",
    {
        "corpus": lambda value: carry(renamed(value, {"licence": "license"})),
        "stances": lambda _: leave("version 3 has no stances"),
    },
)
STEPS = (FROM_2, FROM_0, FROM_1)
"""Not in their order, which is not asked for."""
