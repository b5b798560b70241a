"""The YAML at the head of a card: what the Hub files a dataset under, and what `datasets` needs to load each config.

The words are the Hub's own (`cc-by-4.0`, `n<1K`, `expert-generated`), as its pages on licences, dataset cards and tasks list
them; its site refuses or hides others, and no library says so offline. The texts of news were not made for the data: they
were `found`. The features stand in the form that every `datasets` since 3.6 reads (see `corpus.release.features`).

Each config's description carries the hash of the data: `datasets` caches a local folder by its name and this YAML alone,
and would otherwise give the old rows of a folder that was built again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from corpus.release.configs import DEFAULT_CONFIG
from corpus.release.features import describe_features
from corpus.release.markdown import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Corpus
    from corpus.release.configs import Config

CREATORS = {"human": "expert-generated", "model": "machine-generated", "rule": "machine-generated", None: "found"}
"""The Hub's word for who annotated, by what made a set; what an import found and nobody has named is found."""

LICENCES = frozenset(  # a list would take a line for each word
    """
    afl-3.0 agpl-3.0 apache-2.0 artistic-2.0 bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc0-1.0
    cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0
    cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cdla-permissive-1.0
    cdla-permissive-2.0 cdla-sharing-1.0 ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 gpl-2.0 gpl-3.0 isc
    lgpl-2.1 lgpl-3.0 lppl-1.3c mit mpl-2.0 ms-pl ncsa ofl-1.1 osl-3.0 postgresql unlicense wtfpl zlib
    """.split()  # noqa: SIM905
)
"""Licence ids of the Hub that are an SPDX identifier in lower case."""

OTHER_LICENCES = {"odbl-1.0": "odbl", "odc-by-1.0": "odc-by", "pddl-1.0": "pddl", "gfdl-1.3": "gfdl"}
"""Licence ids of the Hub that are not."""

TASKS = {
    "ner": "token-classification",
    "cue_tagging": "token-classification",
    "attribution_spans": "token-classification",
    "hedged_sentences": "text-classification",
    "stance_pairs": "text-classification",
    "factuality": "text-classification",
}
"""The Hub's task of each ready view; stance, hedging and attribution have none of their own and are tags."""

SUBTASKS = {
    "ner": ("named-entity-recognition",),
    "mentions": ("coreference-resolution",),
    "hedged_sentences": ("multi-class-classification",),
    "stance_pairs": ("multi-class-classification",),
    "factuality": ("multi-class-classification",),
}
"""The Hub's finer tasks (`task_ids`) that a config is data for."""

TAGS = {
    DEFAULT_CONFIG: ("news", "stand-off-annotation"),
    "mentions": ("named-entities",),
    "quantities": ("quantities",),
    "cues": ("evidentiality", "epistemic-modality"),
    "hedges": ("hedging", "uncertainty"),
    "attributions": ("attribution", "quotations", "reported-speech"),
    "claims": ("claims",),
    "commitments": ("factuality", "event-factuality"),
    "stances": ("stance", "stance-detection"),
}
"""Words that people search for, by the config that answers them."""

SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"))
LARGEST_SIZE = "10M<n<100M"

_HUB_LANGUAGE = re.compile(r"[a-z]{2,3}")


def write_front_matter(corpus: Corpus, configs: Sequence[Config], *, data_hash: str) -> str:
    """Write the YAML with its two rules of dashes."""
    found = describe_card(corpus, configs, data_hash=data_hash)
    text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=10**6)
    return f"---\n{text}---\n"


def describe_card(corpus: Corpus, configs: Sequence[Config], *, data_hash: str) -> dict[str, object]:
    """Give the card's YAML as plain objects; what is not known is left out."""
    configs = default_first(configs)
    names = [config.name for config in configs]
    fields: dict[str, object] = {
        "pretty_name": one_line(corpus.metadata.title or "") or corpus.metadata.name,
        **_describe_licence(corpus.metadata.licence),
        **_describe_languages(languages_of(corpus)),
        "multilinguality": _describe_multilinguality(languages_of(corpus)),
        "annotations_creators": sorted({CREATORS[one.maker] for one in corpus.sets}) or ["no-annotation"],
        "language_creators": ["found"],
        "source_datasets": ["original"] if all(one.role != "import" for one in corpus.sets) else [],
        "size_categories": [next((size for end, size in SIZES if len(corpus) < end), LARGEST_SIZE)],
        "task_categories": sorted({TASKS[name] for name in names if name in TASKS}, reverse=True),
        "task_ids": list(dict.fromkeys(subtask for name in names for subtask in SUBTASKS.get(name, ()))),
        "tags": [tag for name in names for tag in TAGS.get(name, ())],
        "configs": [_describe_config(config, corpus.metadata.version, data_hash) for config in configs],
        "dataset_info": [_describe_info(config) for config in configs],
    }
    return {key: value for key, value in fields.items() if value}


def default_first(configs: Sequence[Config]) -> list[Config]:
    """Put the default config first and leave the others in their order."""
    return sorted(configs, key=lambda config: config.name != DEFAULT_CONFIG)


def languages_of(corpus: Corpus) -> list[str]:
    """Give the BCP 47 tags of the texts: each document's own, else the corpus's."""
    tags = {document.language or corpus.metadata.language for document in corpus.documents} or {corpus.metadata.language}
    return sorted(tag for tag in tags if tag)


def licence_id(licence: str | None) -> str:
    """Give the Hub's id of a licence.

    >>> licence_id("CC-BY-4.0"), licence_id("GPL-3.0-or-later"), licence_id("ODbL-1.0"), licence_id("mine"), licence_id(None)
    ('cc-by-4.0', 'gpl-3.0', 'odbl', 'other', 'unknown')
    """
    if licence is None:
        return "unknown"
    plain = licence.lower().removesuffix("-only").removesuffix("-or-later")
    return plain if plain in LICENCES else OTHER_LICENCES.get(plain, "other")


def _describe_licence(licence: str | None) -> dict[str, object]:
    found = licence_id(licence)
    name: dict[str, object] = {"license_name": one_line(licence or "")} if found == "other" else {}
    return {"license": found, **name}


def _describe_languages(tags: Sequence[str]) -> dict[str, object]:
    """The Hub's `language` takes ISO 639 codes only; whole tags have a field of their own."""
    codes = sorted({tag.split("-")[0].lower() for tag in tags} - {"und"})
    longer = sorted(tag for tag in tags if "-" in tag and _HUB_LANGUAGE.fullmatch(tag.split("-")[0].lower()))
    return {"language": [one for one in codes if _HUB_LANGUAGE.fullmatch(one)], "language_bcp47": longer}


def _describe_multilinguality(tags: Sequence[str]) -> list[str]:
    codes = {tag.split("-")[0].lower() for tag in tags} - {"und"}
    return ["monolingual" if len(codes) == 1 else "multilingual"] if codes else []


def _describe_config(config: Config, version: str, data_hash: str) -> dict[str, object]:
    return {
        "config_name": config.name,
        **({"default": True} if config.name == DEFAULT_CONFIG else {}),
        "description": f"{one_line(config.title)} Data {data_hash}.",
        "version": version,
        "data_files": [{"split": file.split, "path": file.path} for file in config.files],
    }


def _describe_info(config: Config) -> dict[str, object]:
    return {
        "config_name": config.name,
        "features": describe_features(config.schema, config.labels),
        "splits": [{"name": file.split, "num_bytes": file.memory, "num_examples": file.rows} for file in config.files],
        "download_size": sum(file.size for file in config.files),
        "dataset_size": sum(file.memory for file in config.files),
    }
