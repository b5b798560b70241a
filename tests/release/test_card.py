"""The dataset card: YAML that the Hub and `datasets` understand, and a body in which every field is filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
import yaml
from huggingface_hub import DatasetCard
from hypothesis import HealthCheck, given, settings

from corpus.agreement import Agreement, Estimate
from corpus.model import LAYERS, AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document
from corpus.model.rows import table_of
from corpus.model.sets import UNKNOWN_MAKER
from corpus.release.card import write_card
from corpus.release.configs import Config, TableFile
from corpus.release.features import describe_features
from corpus.release.flat import flat_table, layer_labels
from corpus.testing import corpora

if TYPE_CHECKING:
    from collections.abc import Mapping

HUB_CREATORS = {"crowdsourced", "expert-generated", "found", "machine-generated", "no-annotation", "other"}
HUB_SIZES = {"n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M"}
HUB_TASKS = {"token-classification", "text-classification"}
HUB_SUBTASKS = {"named-entity-recognition", "coreference-resolution", "multi-class-classification"}


def configs_of(news: Corpus, *, dropped: Mapping[str, int] | None = None) -> tuple[Config, ...]:
    """Describe a release of the corpus without writing one: the layers that have rows, and a task view that drops some."""
    documents = pa.schema({"id": pa.string(), "text": pa.string()})
    tables = {layer: flat_table(news, layer) for layer in LAYERS}
    found = [Config("documents", "One document.", documents, {}, (file_of("documents", len(news)),))]
    for layer, table in tables.items():
        if table.num_rows:
            found.append(
                Config(layer, f"One row of {layer}.", table.schema, layer_labels(layer), (file_of(layer, table.num_rows),))
            )
    tags = Config("ner", "One sentence.", documents, {}, (file_of("ner", 1),), dropped or {})
    return (*found[1:], tags, found[0])


def config_of(name: str) -> Config:
    """Describe a config of one row."""
    return Config(name, "One row.", pa.schema({"id": pa.string()}), {}, (file_of(name, 1),))


def file_of(config: str, rows: int, split: str = "train") -> TableFile:
    """Describe a file that nobody wrote."""
    return TableFile(split, f"data/{config}/{split}.parquet", rows, 100, "0" * 64, "1" * 64, 200)


def news_of(*, kinds: tuple[str, ...] = ("model",), **fields: object) -> Corpus:
    """Make a corpus of one document with one cue in each set."""
    cue = {"id": "c", "document_id": "d", "span": [{"start": 3, "end": 6, "text": "may"}], "type": "epistemic"}
    metadata = {"name": "mine", "version": "1.0.0", "schema_version": "1", "default_set": "set-0", **fields}
    sets = [
        AnnotationSet(id=f"set-{number}", role="raw", annotator=Annotator(name="A | b", kind=kind), profile="silver")
        for number, kind in enumerate(kinds)
    ]
    tables = {one.id: {"cues": table_of("cues", [Cue.model_validate(cue)])} for one in sets}
    return Corpus(CorpusMetadata.model_validate(metadata), [Document.of("d", "It may rain.")], sets, tables)


def card_of(news: Corpus, **options: object) -> str:
    """Write the card of a corpus."""
    configs = options.pop("configs", None) or configs_of(news)
    about = {"version": "1.2.3", "text_release": news.metadata.text_release or "included"}
    return write_card(news.with_metadata(**about), configs, data_hash="abc123", **options)


def head_of(card: str) -> dict[str, object]:
    """Parse the YAML at the head of a card."""
    return yaml.safe_load(card.split("---\n")[1])


def body_of(card: str) -> str:
    """Give what follows the YAML."""
    return card.split("\n---\n", 1)[1]


def tables_of(card: str) -> list[list[list[str]]]:
    """Give the cells of each table; a bar behind a backslash is no border."""
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", body_of(card), flags=re.MULTILINE)
    return [[re.split(r"(?<!\\)\|", line)[1:-1] for line in block.strip().splitlines()] for block in blocks]


def test_each_configs_features_are_those_of_its_schema() -> None:
    configs = configs_of(news_of())
    infos = {info["config_name"]: info for info in head_of(card_of(news_of()))["dataset_info"]}
    assert {name: info["features"] for name, info in infos.items()} == {
        config.name: describe_features(config.schema, config.labels) for config in configs
    }


def test_the_default_config_comes_first_and_is_the_only_default() -> None:
    configs = head_of(card_of(news_of()))["configs"]
    assert [(one["config_name"], one.get("default")) for one in configs if "default" in one] == [("documents", True)]
    assert configs[0]["config_name"] == "documents"


def test_each_description_holds_the_hash_of_the_data() -> None:
    assert all("abc123" in config["description"] for config in head_of(card_of(news_of()))["configs"])


def test_each_split_has_a_file_and_its_measures() -> None:
    config = Config("documents", "One.", pa.schema({"id": pa.string()}), {}, (file_of("a", 3), file_of("a", 2, "test")))
    head = head_of(card_of(news_of(), configs=[config]))
    assert head["configs"][0]["data_files"] == [
        {"split": "train", "path": "data/a/train.parquet"},
        {"split": "test", "path": "data/a/test.parquet"},
    ]
    assert head["dataset_info"][0]["splits"][1] == {"name": "test", "num_bytes": 200, "num_examples": 2}
    assert (head["dataset_info"][0]["download_size"], head["dataset_info"][0]["dataset_size"]) == (200, 400)


@pytest.mark.parametrize(
    ("kinds", "creators"),
    [
        ((), ["no-annotation"]),
        (("human",), ["expert-generated"]),
        (("model", "rule"), ["machine-generated"]),
        (("model", "human"), ["expert-generated", "machine-generated"]),
    ],
)
def test_the_creators_follow_from_who_annotated(kinds: tuple[str, ...], creators: list[str]) -> None:
    assert head_of(card_of(news_of(kinds=kinds)))["annotations_creators"] == creators


@pytest.mark.parametrize(
    ("language", "said"), [("en", ["monolingual"]), ("es-VE", ["monolingual"]), (None, None), ("und", None)]
)
def test_one_language_is_monolingual_and_none_is_nothing(language: str | None, said: list[str] | None) -> None:
    assert head_of(card_of(news_of(language=language))).get("multilinguality") == said


def test_the_finer_tasks_are_those_of_the_configs_that_there_are() -> None:
    news = news_of()
    assert "task_ids" not in head_of(card_of(news, configs=[one for one in configs_of(news) if one.name == "documents"]))
    assert "coreference-resolution" in head_of(card_of(news, configs=[config_of("mentions")]))["task_ids"]


def test_imported_annotation_is_not_called_original() -> None:
    news = news_of()
    imported = Corpus(news.metadata, news.documents, [one.model_copy(update={"role": "import"}) for one in news.sets])
    assert head_of(card_of(news))["source_datasets"] == ["original"]
    assert "source_datasets" not in head_of(card_of(imported))


def test_a_licence_that_the_hub_does_not_know_is_other_with_its_name() -> None:
    head = head_of(card_of(news_of(licence="Mine-1.0")))
    assert (head["license"], head["license_name"]) == ("other", "Mine-1.0")


def test_a_language_tag_is_kept_beside_its_code() -> None:
    head = head_of(card_of(news_of(language="es-VE")))
    assert (head["language"], head["language_bcp47"]) == (["es"], ["es-VE"])


@pytest.mark.parametrize("language", [None, "und", "x" * 9])
def test_a_language_that_is_no_code_is_left_out(language: str | None) -> None:
    assert "language" not in head_of(card_of(news_of(language=language)))


def test_special_characters_in_a_title_stay_text() -> None:
    card = card_of(news_of(title="a | `b`\n# <c> *d* ---", description="- no list\n---\n1. one"))
    assert "\n# a \\| \\`b\\` \\# \\<c\\> \\*d\\* ---\n" in card
    assert "\n\\- no list --- 1. one\n" in card
    assert head_of(card)["pretty_name"] == "a | `b` # <c> *d* ---"


def test_a_citation_with_a_fence_in_it_does_not_end_its_block() -> None:
    assert body_of(card_of(news_of(citation="@misc{a}\n```\nend"))).endswith("````bibtex\n@misc{a}\n```\nend\n````\n")


def test_what_a_machine_made_is_called_so() -> None:
    assert "made by a machine** (a trained or language model), A \\| b." in card_of(news_of())


def imported(*ids: str) -> list[AnnotationSet]:
    """Give sets as an import makes them where the files say no more than a name."""
    maker = Annotator(name="A", kind="rule")
    return [AnnotationSet(id=own, role="import", annotator=maker, profile="import", note=UNKNOWN_MAKER) for own in ids]


def with_sets(*sets: AnnotationSet) -> Corpus:
    """Make a corpus of one document with a cue in each of these sets."""
    news = news_of(kinds=("human",), default_set=None)
    tables = {one.id: {"cues": news.set("set-0").cues.table} for one in sets}
    return Corpus(news.metadata, news.documents, sets, tables)


def test_what_an_import_found_is_of_an_unknown_maker_and_neither_a_persons_nor_a_machines() -> None:
    card = card_of(with_sets(*imported("ana", "bob")))
    assert "`ana`: 1 annotation **of an unknown maker**, A. It is taken over from another corpus" in card
    assert "who or what annotated; write it here" in card
    assert "Nobody has said who or what made its annotation sets;" in card
    assert "made by a machine" not in card
    assert head_of(card)["annotations_creators"] == ["found"]


def test_of_known_and_unknown_makers_each_is_counted() -> None:
    rules = AnnotationSet(id="rules", role="model", annotator=Annotator(name="R", kind="rule"), profile="silver")
    card = card_of(with_sets(rules, *imported("ana")))
    assert "Nobody has said who or what made 1 of its 2 annotation sets;" in card
    assert " 1 of the others were made by a machine." in card


def test_agreement_between_unknown_makers_calls_them_so() -> None:
    news = with_sets(*imported("ana", "bob"))
    found = Agreement(estimates=[Estimate(measure="f1_exact", layer="cues", value=0.7, items=9, annotators=("ana", "bob"))])
    assert "Between ana (maker unknown: A), bob (maker unknown: A)" in card_of(news, agreement=found)


def test_a_single_set_has_no_agreement_and_the_card_says_so() -> None:
    assert "No agreement has been measured: there is one annotation set only" in card_of(news_of())


def test_measured_agreement_is_shown_with_what_it_was_measured_between() -> None:
    found = Agreement(estimates=[Estimate(measure="f1_exact", layer="cues", value=0.71, items=9, annotators=("one", "two"))])
    card = card_of(news_of(), agreement=found)
    assert "| f1_exact | cues | 0.710 |  | 9 | 0 |  |" in card


def test_what_a_view_leaves_out_is_counted_with_its_reason() -> None:
    news = news_of()
    card = card_of(news, configs=configs_of(news, dropped={"inside another mention": 2, "never": 0}))
    assert "`ner` leaves out 2 annotations: inside another mention." in card
    assert "never." not in card.split("## Known limits")[1].split("##")[0].replace("never whether", "")


def test_withheld_texts_are_said_to_be_withheld_and_why() -> None:
    card = card_of(news_of(text_release="withheld", text_release_reason="The publisher keeps them."))
    assert "The texts are withheld: offsets, labels and keyed digests stand alone." in card
    assert "The publisher keeps them." in card


def test_a_card_of_withheld_texts_says_how_to_attach_them_and_what_went_with_them() -> None:
    card = card_of(news_of(text_release="withheld"), dropped={"unit": 2})
    assert "corpus attach mine-1.2.3 my-texts/ annotations/" in card
    assert "Left out as well, as they repeat words of the texts: `unit` (2)." in card
    assert "task views are made" not in card
    assert "## How to attach the texts" not in card_of(news_of())


def test_labels_are_counted_and_what_is_open_too() -> None:
    card = card_of(news_of())
    assert "| `cues` | 1 | `type` | epistemic 1 |" in card
    assert "| `cues` | 1 | `level` | *left open* 1 |" in card


def test_the_version_is_the_releases_everywhere() -> None:
    card = card_of(news_of())
    assert "1.0.0" not in card
    assert "corpus verify mine-1.2.3" in card


@given(corpora(min_documents=1))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_corpus_has_a_whole_card(news: Corpus) -> None:
    card = card_of(news)
    head, body = head_of(card), body_of(card)
    assert DatasetCard(card, ignore_metadata_errors=False).data.to_dict()["dataset_info"] == head["dataset_info"]
    assert set(head["annotations_creators"]) <= HUB_CREATORS
    assert set(head["size_categories"]) <= HUB_SIZES
    assert set(head.get("task_categories", ())) <= HUB_TASKS
    assert set(head.get("task_ids", ())) <= HUB_SUBTASKS
    assert card == card_of(news)
    for table in tables_of(card):
        assert len({len(row) for row in table}) == 1
        assert all(cell.strip() for row in table for cell in row)
    assert "\n\n\n" not in body.split("```")[0]
    assert not re.search(r"(?:: |\| |\*\*)(?:None|null|nan)\b", body)
    assert len(re.findall(r"^## ", re.sub(r"(?s)```.*?```", "", body), flags=re.MULTILINE)) == 11 + (
        news.metadata.text_release == "withheld"
    )
