from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from corpus.errors import UnknownName
from corpus.model import LAYERS, AnnotatedDocument, Corpus, CorpusMetadata, Document
from corpus.view.article import SHOWN_LAYERS, article, choose
from corpus.view.palette import Palette
from corpus.view.tables import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def show(
    document: AnnotatedDocument, layers: Sequence[str] = SHOWN_LAYERS, *, width: int = 120, colour: bool = False, **kw: object
) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None)
    with console.capture() as captured:
        console.print(article(document, layers=layers, palette=Palette(colour=colour, **kw), width=width))  # type: ignore[arg-type]
    return captured.get()


def row(shown: str, start: str) -> list[str]:
    (line,) = [line for line in shown.split("\n") if line.lstrip().startswith(start)]
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_the_text_stands_with_its_marks_in_brackets(news: Corpus) -> None:
    assert "*[he|PER]*² {claimed|evidential}², «is armed with {no fewer than|hedge}" in show(news["note"])


def test_nested_attributions_are_numbered_from_outside(news: Corpus) -> None:
    assert "«*Experts*⁴»³, {cited by|evidential}³ *[TAG24|ORG]*³, «{argue|evidential}⁴ «that" in show(news["note"], width=200)


def test_sections_are_named_beside_the_text(news: Corpus) -> None:
    assert "headline  " in show(news["note"])


def test_without_sections_the_text_stands_alone(news: Corpus) -> None:
    assert "headline" not in show(news["note"], ["cues"])


def test_the_legend_counts_expressions_not_fragments(news: Corpus) -> None:
    shown = show(news["note"])
    assert "[mention|TYPE] 4   [quantity|kind] 1   {hedge cue|hedge} 2   {evidential cue|evidential} 4" in shown
    assert "numbered as in the table: 6" in shown


def test_the_heading_says_who_made_the_marks(news: Corpus) -> None:
    console = Console(file=io.StringIO(), width=120)
    with console.capture() as captured:
        console.print(article(news["note"], made_by=news.sets[0], palette=Palette.of(console), width=120))
    assert captured.get().startswith("note  set pass-1 by rules (rule, version 0.1), profile silver\n")


def test_the_attributions_table_reads_source_cue_content(news: Corpus) -> None:
    shown = show(news["note"], ["attributions"])
    assert row(shown, "1 ") == ["1", "Nicolás Maduro", "→", "Reveals (endorse)", "→", "5,000 Missiles", "fact indirect"]


def test_the_attributions_table_names_the_parent(news: Corpus) -> None:
    assert row(show(news["note"], ["attributions"]), "4   3")[:3] == ["4", "3", "Experts"]


def test_a_negative_report_is_said_to_be_one(news: Corpus) -> None:
    assert row(show(news["note"], ["attributions"]), "2 ")[-1] == "assertion negative"


def test_an_implicit_source_is_called_unspecified(news: Corpus) -> None:
    assert "unspecified" in row(show(news["note"], ["attributions"]), "5 ")


def test_long_content_is_cut_to_the_width(news: Corpus) -> None:
    assert all(len(line) <= 90 for line in show(news["note"], ["attributions"], width=90).split("\n"))
    assert "…" in show(news["note"], ["attributions"], width=90)


def test_a_narrow_terminal_does_without_the_type(news: Corpus) -> None:
    assert "fact indirect" not in show(news["note"], ["attributions"], width=80)


@pytest.mark.parametrize("layer", ["claims", "commitments"])
def test_claims_are_listed_with_who_is_committed_how(news: Corpus, layer: str) -> None:
    shown = show(news["note"], [layer])
    assert row(shown, "5,000") == ["5,000 Missiles", "missiles", "Nicolás Maduro CT+ · author Uu"]


def test_claims_and_commitments_make_one_table(news: Corpus) -> None:
    assert show(news["note"], ["claims", "commitments"]).count("who is committed how") == 1


def test_stances_are_listed_with_holder_and_target(news: Corpus) -> None:
    shown = show(news["note"], ["stances"])
    assert row(shown, "Experts  ") == ["Experts", "against (high)", "strikes", "position", "unlawful"]
    assert "mixed" in row(shown, "author")
    assert "that strikes may be unlawful" in shown
    assert "the war" in shown


def test_entities_are_listed_the_most_mentioned_first(news: Corpus) -> None:
    shown = show(news["note"], ["entities"])
    assert shown.index("Nicolás Maduro") < shown.index("Q42") < shown.index("entity-3")


def test_sources_are_listed_with_their_attributions(news: Corpus) -> None:
    assert row(show(news["note"], ["sources"]), "Nicolás") == ["Nicolás Maduro", "named", "political", "2"]


def test_a_source_is_named_by_entity_words_or_id(news: Corpus) -> None:
    names = names_of(news["note"])
    assert [names[source] for source in ("source-1", "source-3", "source-4")] == ["Nicolás Maduro", "Experts", "source-4"]


def test_in_colour_there_are_no_brackets(news: Corpus) -> None:
    shown = show(news["note"], list(LAYERS), colour=True)
    assert "\x1b[" in shown
    assert "{" not in shown
    assert "|PER" not in shown


def test_in_ascii_only_the_data_bring_other_characters(news: Corpus) -> None:
    shown = show(news["note"], list(LAYERS), unicode=False, width=90)
    assert shown.replace("á", "a").isascii()


def test_a_withheld_text_is_said_to_be_withheld(news: Corpus) -> None:
    withheld = AnnotatedDocument(news["note"].record.model_copy(update={"text": None}), news.set("pass-1"))
    shown = show(withheld)
    assert "The text is withheld" in shown
    assert "Reveals (endorse)" in shown


def test_a_document_without_annotations_is_its_text() -> None:
    bare = Corpus(CorpusMetadata(name="n", version="1.0.0", schema_version="1"), [Document.of("d", "One.\n\nTwo.\n")])
    lines = [line.rstrip() for line in show(bare["d"]).rstrip().split("\n")]
    assert lines == ["d", "", "One.", "", "Two."]


def test_chosen_layers_stand_in_the_order_of_the_model() -> None:
    assert choose(["stances", "cues"]) == ("cues", "stances")


def test_a_layer_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(UnknownName, match=r"no layer 'hedges'; the layers are sections, "):
        choose(["hedges"])
