from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.checks import check_integrity
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.model import Corpus, Cue, Document, Section
from corpus.model import Span as OurSpan
from corpus.model.reading import Reading
from corpus.model.rows import table_of
from corpus.schemes.assembly import assumed_metadata, assumed_set
from corpus.schemes.bioscope import decode, encode

if TYPE_CHECKING:
    from corpus.formats.graph import Fragments

TEXT = "It may or may not rain.\nWe hope."


def cue(own: int, place: Fragments, ref: str | None = "X1", label: str | None = "speculation") -> tuple[Span, list[Attribute]]:
    values = {"type": label, "ref": ref}
    made = [Attribute(own * 10 + number, name, own, value) for number, (name, value) in enumerate(values.items()) if value]
    return Span(own, "cue", place), made


def decoded(
    *spans: Span, attributes: list[Attribute] | None = None, links: tuple[Link, ...] = ()
) -> tuple[Corpus, ImportReport]:
    ledger = Ledger()
    given = Annotations("ana", spans, links, tuple(attributes or ()))
    ledger.take(given.size)
    news = decode([Graph("d", TEXT, (given,))], ledger)
    assert not check_integrity(Reading(news))
    return news, ledger.report()


def test_cues_of_one_reference_are_one_cue_with_its_scope() -> None:
    first, some = cue(1, ((3, 6),))
    second, more = cue(2, ((10, 13),))
    news, report = decoded(first, second, Span("X1", "xcope", ((3, 22),)), attributes=some + more)
    (made,) = news.cues
    assert (made.id, made.type, made.source_label, made.extras) == ("X1", "hedge", "speculation", None)
    assert ([one.text for one in made.span.fragments], made.scope and made.scope.surface) == (["may", "may"], TEXT[3:22])
    assert report.entries == ()


def test_a_cue_without_its_scope_and_a_scope_without_a_cue_are_told_and_kept() -> None:
    first, some = cue(1, ((3, 6),), "X9", "negation")
    news, report = decoded(first, Span("X1", "xcope", ((3, 22),)), attributes=some)
    assert [(entry.code, entry.outcome) for entry in report.entries] == [("F107", "changed"), ("F303", "changed")]
    assert (news.cues[0].type, news.cues[0].scope, news.cues[0].extras) == ("negation", None, {"ref": "X9"})
    assert news.documents[0].extras == {"bioscope": {"ana": [["Span", "X1", "xcope", [[3, 22]]]]}}


def test_one_reference_in_two_sentences_is_two_cues() -> None:
    first, some = cue(1, ((3, 6),))
    second, more = cue(2, ((27, 31),))
    news, _ = decoded(first, second, Span("X1", "xcope", ((3, 22),)), attributes=some + more)
    assert [(one.id, one.span.surface) for one in news.cues] == [("X1", "may"), ("X1-2", "hope")]


def test_cues_on_both_sides_of_a_line_break_in_one_sentence_are_one_cue() -> None:
    first, some = cue(1, ((3, 6),))
    second, more = cue(2, ((27, 31),))
    whole = Span(3, "sentence", ((0, 32),))
    news, report = decoded(first, second, whole, Span("X1", "xcope", ((3, 31),)), attributes=some + more)
    assert [(one.id, one.span.surface) for one in news.cues] == [("X1", "may hope")]
    assert report.entries == ()
    ((graph, losses),) = encode(news)
    assert (whole[1:3] in {one[1:3] for one in graph.annotations[0].spans}, losses) == (True, [])


@pytest.mark.parametrize(("native", "ours"), [("speculation", "hedge"), ("negation", "negation")])
def test_cues_have_the_types_of_the_schema(native: str, ours: str) -> None:
    one, labels = cue(1, ((3, 6),), None, native)
    assert [(made.type, made.source_label) for made in decoded(one, attributes=labels)[0].cues] == [(ours, native)]


@pytest.mark.parametrize(
    ("native", "ours"),
    [
        ("Title", "headline"),
        ("AbstractText", "summary"),
        ("SectionTitle", "heading"),
        ("SubSectionTitle", "heading"),
        ("Text", "body"),
        ("FigureLegend", "caption"),
        ("TableLegend", "caption"),
        ("byline", "byline"),
        ("Keywords", None),
    ],
)
def test_parts_have_the_roles_of_the_schema(native: str, ours: str | None) -> None:
    news, _ = decoded(Span(1, "DocumentPart", ((0, 23),)), attributes=[Attribute(2, "type", 1, native)])
    assert [(one.role, one.source_label) for one in news.sections] == [(ours, native)]


@pytest.mark.parametrize(
    ("ours", "native"),
    [
        ("headline", "Title"),
        ("summary", "AbstractText"),
        ("heading", "SectionTitle"),
        ("body", "Text"),
        ("caption", "FigureLegend"),
        ("boilerplate", "boilerplate"),
    ],
)
def test_sections_of_ours_become_parts(ours: Any, native: str) -> None:
    news = ours_of(sections=(Section(id="s", document_id="d", span=OurSpan.of(TEXT, (0, 23)), role=ours),))
    ((graph, _),) = encode(news)
    assert [one.value for one in graph.annotations[0].attributes] == [native]


def test_parts_are_sections_unless_they_overlap() -> None:
    parts = (Span(1, "DocumentPart", ((0, 23),)), Span(2, "DocumentPart", ((24, 32),)))
    news, report = decoded(*parts, attributes=[Attribute(3, "type", 1, "Title"), Attribute(4, "type", 2, "Odd")])
    assert [(one.id, one.role, one.source_label) for one in news.sections] == [
        ("part-1", "headline", "Title"),
        ("part-2", None, "Odd"),
    ]
    assert report.entries == ()
    news, report = decoded(parts[0], Span(2, "DocumentPart", ((4, 32),)))
    assert (len(news.sections), [entry.code for entry in report.entries]) == (0, ["F302"] * 2)


def test_labels_of_others_are_refused_and_types_of_others_told() -> None:
    first, some = cue(1, ((3, 6),), None, "weasel")
    news, report = decoded(first, Span(2, "Cue", ((3, 6),)), attributes=some, links=(Link(3, "x"),))
    assert [(entry.code, entry.outcome) for entry in report.entries] == [
        ("F301", "refused"),
        ("F301", "refused"),
        ("F301", "changed"),
    ]
    assert (news.cues[0].type, news.cues[0].source_label) == (None, "weasel")


@pytest.mark.parametrize("place", [((2, 7),), ((3, 6),)])
def test_what_came_from_there_goes_out_as_it_was(place: Fragments) -> None:
    first, some = cue(1, place)
    second, more = cue(2, ((14, 17),), "X8", "negation")
    spans = (
        Span("S1", "sentence", ((0, 23),)),
        Span(5, "DocumentPart", ((0, 23),)),
        first,
        second,
        Span("X1", "xcope", ((2, 22),)),
    )
    labels = [*some, *more, Attribute(90, "type", 5, "Title"), Attribute(91, "more", 1, "x")]
    news, _ = decoded(*spans, attributes=labels)
    ((graph, losses),) = encode(news)
    assert losses == []
    assert said(graph.annotations[0]) == said(Annotations("ana", spans, attributes=tuple(labels)))
    assert "extras" not in graph.fields


def said(given: Annotations) -> list[Any]:
    names = {one.id: (one.label, one.fragments) for one in given.spans}
    labels = [(names[one.target], one.label, one.value) for one in given.attributes]
    return sorted([*[(*one, isinstance(own, str) and own) for own, one in names.items()], *labels], key=repr)


def ours_of(*cues: Cue, sections: tuple[Section, ...] = ()) -> Corpus:
    tables = {"ana": {"cues": table_of("cues", cues), "sections": table_of("sections", sections)}}
    return Corpus(assumed_metadata(), [Document.of("d", TEXT)], [assumed_set("ana")], tables)


def a_cue(own: str, *places: tuple[int, int], **fields: Any) -> Cue:
    return Cue(id=own, document_id="d", span=OurSpan.of(TEXT, *places), **fields)


def test_of_our_own_hedges_and_negations_go_out_and_the_rest_is_lost() -> None:
    scope = OurSpan.of(TEXT, (3, 22))
    news = ours_of(
        a_cue("c1", (3, 6), type="epistemic", scope=scope),
        a_cue("c2", (14, 17), type="negation"),
        a_cue("c3", (27, 31), type="reportive"),
    )
    ((graph, losses),) = encode(news)
    assert sorted((str(one.id), one.label) for one in graph.annotations[0].spans if isinstance(one.id, str)) == [
        ("c1", "xcope"),
        ("c2", "cue"),
    ]
    assert {(loss.id, loss.field) for loss in losses} == {
        ("c1", "source_label"),
        ("c1", "type"),
        ("c2", "source_label"),
        ("c3", None),
    }
    again = decode([graph], Ledger())
    assert [(one.id, one.type, one.scope is None) for one in again.cues] == [("c1", "hedge", False), ("c2", "negation", True)]


def test_a_scope_that_leaves_its_sentence_is_lost() -> None:
    news = ours_of(a_cue("c1", (3, 6), type="hedge", scope=OurSpan.of(TEXT, (3, 31))))
    ((graph, losses),) = encode(news)
    assert [one.label for one in graph.annotations[0].spans] == ["cue"]
    assert ("scope", "the format's spans stay inside a sentence") in {(loss.field, loss.reason) for loss in losses}


def test_a_section_keeps_its_id_and_its_role() -> None:
    news = ours_of(sections=(Section(id="s", document_id="d", span=OurSpan.of(TEXT, (0, 23)), role="byline"),))
    ((graph, _),) = encode(news)
    (again,) = decode([graph], Ledger()).sections
    assert (again.id, again.role, again.source_label) == ("s", "byline", "byline")
