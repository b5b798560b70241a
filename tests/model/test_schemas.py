from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import FileError
from corpus.model import LAYERS
from corpus.model.columns import field_order, labels
from corpus.model.schemas import DESCRIBED, compare_schemas, export_schemas, schemas

PUBLISHED = Path(__file__).parents[2] / "schemas" / "v1"


def test_the_published_schemas_are_the_models() -> None:
    assert compare_schemas(PUBLISHED) == []


def test_the_published_bytes_are_those_that_an_export_writes(tmp_path: Path) -> None:
    export_schemas(tmp_path)
    for path in tmp_path.iterdir():
        assert (PUBLISHED / path.name).read_bytes() == path.read_bytes()


def test_there_is_one_for_each_layer_and_for_documents_set_and_corpus() -> None:
    assert {path.name for path in PUBLISHED.glob("*.json")} == {f"{name}.schema.json" for name in DESCRIBED}
    assert set(DESCRIBED) == {*LAYERS, "documents", "set", "corpus"}


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_schema_says_what_it_is_and_allows_no_other_fields(name: str) -> None:
    schema = schemas()[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:reportedly:schema:v1:{name}"
    assert schema["title"] == DESCRIBED[name].__name__
    assert schema["description"]
    assert schema["additionalProperties"] is False
    assert all(field["description"] for field in schema["properties"].values())


@pytest.mark.parametrize("layer", LAYERS)
def test_a_schema_has_the_layers_fields_and_labels(layer: str) -> None:
    schema = schemas()[layer]
    assert set(schema["properties"]) == set(field_order(layer))
    for path, options in labels(layer).items():
        assert list(options) == schema["properties"][path]["anyOf"][0]["enum"]


def test_each_file_that_differs_gets_a_sentence(tmp_path: Path) -> None:
    export_schemas(tmp_path)
    changed = json.loads((tmp_path / "cues.schema.json").read_text(encoding="utf-8"))
    changed["properties"]["negated"]["description"] = "other"
    (tmp_path / "cues.schema.json").write_text(json.dumps(changed), encoding="utf-8")
    (tmp_path / "claims.schema.json").unlink()
    (tmp_path / "set.schema.json").write_text("{", encoding="utf-8")
    (tmp_path / "opinions.schema.json").write_text("{}", encoding="utf-8")
    found = compare_schemas(tmp_path)
    assert [one.split(": ")[0] for one in found] == [
        "cues.schema.json",
        "claims.schema.json",
        "set.schema.json",
        "opinions.schema.json",
    ]
    assert found[0] == (
        "cues.schema.json: $.properties.negated.description is not what the model says; write the schemas again"
    )


def test_a_folder_that_is_not_there_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="expected a folder of schemas"):
        compare_schemas(tmp_path / "nowhere")
