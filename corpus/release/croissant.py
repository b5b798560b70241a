"""The Croissant description of a release: JSON-LD that data catalogues and other loaders read (Croissant 1.0).

Written as a plain dict, so that nothing has to be installed for it. What it can say, it says: every file with its
size and hash, every config as a record set, every column as a field, lists of structs as repeated fields with sub-fields.
The label sets stay in the card; a label is text here, as it is in the files.

Two limits of mlcroissant 1.1 shape it. It reads lists of structs one level deep, so a list inside a list of structs
(the fragments of a span in `documents`) is named in the description of its field instead. And it warns that no publication
date is given, because none is known when a release is built.

>>> CONTEXT["cr"]
'http://mlcommons.org/croissant/'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.release.citations import cite
from corpus.release.front_matter import default_first, languages_of, licence_id
from corpus.release.markdown import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import Corpus
    from corpus.release.configs import Config

    Node = dict[str, Any]
    File = tuple[str, int, str]

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
PARQUET = "application/x-parquet"

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification gives; tools compare it word by word."""

DATA_TYPES = {
    pa.string(): "sc:Text",
    pa.bool_(): "sc:Boolean",
    pa.int32(): "cr:Int32",
    pa.int64(): "cr:Int64",
    pa.float64(): "cr:Float64",
}

ENCODINGS = {
    "parquet": PARQUET,
    "json": "application/json",
    "jsonl": "application/jsonlines",
    "md": "text/markdown",
}


def describe_release(corpus: Corpus, configs: Sequence[Config], *, files: Iterable[File]) -> Node:
    """Describe a release as Croissant JSON-LD; `files` gives path, size in bytes and sha256 of each file.

    What is not known is left out, so there is no publication date.
    """
    about = corpus.metadata
    configs = default_first(configs)
    known = {
        "description": one_line(about.description or about.title or about.name),
        "license": _licence_url(about.licence),
        "url": about.homepage,
        "version": about.version,
        "citeAs": cite(about),
        "inLanguage": languages_of(corpus),
        "isLiveDataset": False,
    }
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": about.name,
        **{name: value for name, value in known.items() if value not in (None, "", [])},
        "distribution": [*(_file_object(*file) for file in files), *_file_sets(configs)],
        "recordSet": [_record_set(config) for config in configs],
    }


def _licence_url(licence: str | None) -> str | None:
    """Croissant wants a licence's address where there is one; every SPDX licence has a page of its own."""
    if licence is None or licence_id(licence) == "other":
        return licence
    return f"https://spdx.org/licenses/{licence}.html"


def _file_object(path: str, size: int, sha256: str) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentSize": f"{size} B",
        "contentUrl": path,
        "encodingFormat": ENCODINGS.get(path.rsplit(".", 1)[-1], "text/plain"),
        "sha256": sha256,
    }


def _file_sets(configs: Iterable[Config]) -> Iterator[Node]:
    """Join the files of a config that has several splits; a single file needs no set."""
    for config in configs:
        if len(config.files) > 1:
            yield {
                "@type": "cr:FileSet",
                "@id": _tables_id(config),
                "name": _tables_id(config),
                "encodingFormat": PARQUET,
                "includes": f"data/{config.name}/*.parquet",
            }


def _tables_id(config: Config) -> str:
    return f"data/{config.name}"


def _record_set(config: Config) -> Node:
    single = {"fileObject": {"@id": config.files[0].path}}
    where = single if len(config.files) == 1 else {"fileSet": {"@id": _tables_id(config)}}
    return {
        "@type": "cr:RecordSet",
        "@id": config.name,
        "name": config.name,
        "description": one_line(config.title),
        "field": [_field(column, f"{config.name}/{column.name}", where) for column in config.schema],
    }


def _field(column: pa.Field, identity: str, where: Node) -> Node:
    """Describe a column: a value, a list of values, a struct, or a list of structs."""
    inner = _item(column.type)
    described: Node = {"@type": "cr:Field", "@id": identity, "name": column.name}
    if pa.types.is_list(column.type):
        described["repeated"] = True
    source = {**where, "extract": {"column": column.name}}
    if not pa.types.is_struct(inner):
        return {**described, "dataType": _data_type(inner), "source": source}
    parts = list(inner)
    deeper = [part.name for part in parts if _is_deep(part.type)]
    if deeper:
        described["description"] = f"Holds further lists, which are not described here: {', '.join(deeper)}."
    flat = [part for part in parts if not _is_deep(part.type)]
    return {**described, "subField": [_sub_field(part, f"{identity}/{part.name}", source) for part in flat]}


def _sub_field(part: pa.Field, identity: str, source: Node) -> Node:
    return {
        "@type": "cr:Field",
        "@id": identity,
        "name": part.name,
        "dataType": _data_type(part.type),
        "source": {**source, "transform": {"jsonPath": part.name}},
    }


def _item(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_list(kind) else kind


def _is_deep(kind: pa.DataType) -> bool:
    return kind not in DATA_TYPES


def _data_type(kind: pa.DataType) -> str:
    """Name the type of a value; a list in a list has no name here, and is text as far as a catalogue can tell."""
    return DATA_TYPES.get(kind, "sc:Text")
