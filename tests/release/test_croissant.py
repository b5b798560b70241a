"""The Croissant description of files, configs and columns. `scripts/check_croissant.py` has mlcroissant judge it."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from corpus.model import Corpus, CorpusMetadata, Document
from corpus.release.configs import Config, TableFile
from corpus.release.croissant import describe_release

SPAN = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())]))
CUE = pa.struct([("id", pa.string()), ("span", SPAN), ("negated", pa.bool_())])
SCHEMA = pa.schema({"id": pa.string(), "ids": pa.list_(pa.string()), "span": SPAN, "target": CUE, "cues": pa.list_(CUE)})


def described(*splits: str, **fields: object) -> dict[str, Any]:
    """Describe a release of one config with a file for each split."""
    metadata = CorpusMetadata.model_validate({"name": "mine", "version": "2.0.0", "schema_version": "1", **fields})
    files = tuple(TableFile(split, f"data/a/{split}.parquet", 1, 10, "0" * 64, "1" * 64, 20) for split in splits or ("train",))
    measured = [*((file.path, file.size, file.sha256) for file in files), ("README.md", 5, "2" * 64)]
    config = Config("a", "One\nrow.", SCHEMA, {}, files)
    return describe_release(Corpus(metadata, [Document.of("d", "x")]), [config], files=measured)


def fields_of(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the fields of the first record set by name."""
    return {field["name"]: field for field in description["recordSet"][0]["field"]}


def test_every_file_has_its_size_and_hash() -> None:
    assert described()["distribution"] == [
        {
            "@type": "cr:FileObject",
            "@id": "data/a/train.parquet",
            "name": "data/a/train.parquet",
            "contentSize": "10 B",
            "contentUrl": "data/a/train.parquet",
            "encodingFormat": "application/x-parquet",
            "sha256": "0" * 64,
        },
        {
            "@type": "cr:FileObject",
            "@id": "README.md",
            "name": "README.md",
            "contentSize": "5 B",
            "contentUrl": "README.md",
            "encodingFormat": "text/markdown",
            "sha256": "2" * 64,
        },
    ]


def test_several_splits_are_joined_by_a_file_set() -> None:
    description = described("train", "test")
    assert description["distribution"][-1]["includes"] == "data/a/*.parquet"
    assert fields_of(description)["id"]["source"] == {"fileSet": {"@id": "data/a"}, "extract": {"column": "id"}}


def test_a_list_of_values_is_repeated() -> None:
    field = fields_of(described())["ids"]
    assert (field["repeated"], field["dataType"]) == (True, "sc:Text")


def test_a_list_of_structs_is_repeated_with_sub_fields() -> None:
    field = fields_of(described())["span"]
    assert field["repeated"]
    assert [(part["name"], part["dataType"]) for part in field["subField"]] == [
        ("start", "cr:Int32"),
        ("end", "cr:Int32"),
        ("text", "sc:Text"),
    ]


def test_a_list_inside_a_struct_is_named_where_it_cannot_be_described() -> None:
    for name in ("cues", "target"):
        field = fields_of(described())[name]
        assert [part["name"] for part in field["subField"]] == ["id", "negated"]
        assert field["description"].endswith("not described here: span.")


def test_ids_are_unique() -> None:
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            found.extend([node["@id"]] if "@type" in node and "@id" in node and str(node["@type"]).startswith("cr:") else [])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(described("train", "test"))
    assert len(found) == len(set(found))


def test_what_is_not_known_is_left_out() -> None:
    description = described()
    assert not {"license", "url", "datePublished", "inLanguage"} & description.keys()
    assert "null" not in json.dumps(description)


def test_what_is_known_is_said() -> None:
    description = described(licence="CC-BY-4.0", homepage="https://example.org", language="en", description="About\nnews.")
    assert description["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert (description["url"], description["inLanguage"], description["version"]) == ("https://example.org", ["en"], "2.0.0")
    assert description["description"] == "About news."
    assert "version = {2.0.0}" in description["citeAs"]


def test_a_licence_that_is_no_identifier_stays_as_it_is_written() -> None:
    assert described(licence="ask us first")["license"] == "ask us first"
