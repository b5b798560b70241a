from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats import conllu
from corpus.formats.conllu.discourse import relations
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[4] / "shared" / "data" / "gum"
HEAD = "# newdoc id = d\n# global.Entity = GRP-etype-infstat-minspan-identity\n"


def rows(*words: str) -> str:
    """Write words as `form MISC`; the number comes first where it is not the next."""
    lines, number = [], 0
    for word in words:
        own, form, misc = word.split(" ") if word[0].isdigit() else ("", *f"{word} _".split(" ")[:2])
        number += not own
        lines.append("\t".join([own or str(number), form, *["_"] * 7, misc]))
    return "\n".join([*lines, "", ""])


def read(path: Path, written: str | bytes) -> tuple[list[Graph], ImportReport]:
    file = path / "d.conllu"
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    ledger = Ledger()
    return list(conllu.read(file, ledger)), ledger.report()


def surfaces(found: Graph) -> list[tuple[str, str]]:
    return [(span.label, found.surface(span.fragments)) for one in found.annotations for span in one.spans]


def test_the_text_is_what_the_words_make(tmp_path: Path) -> None:
    first = rows("Ana SpaceAfter=No", "’s _", "😀 SpacesAfter=\\s\\n", "2-x x _"[4:] + " _")
    second = "# newpar\n" + rows("No SpaceAfter=No", ". _")
    (found,), report = read(tmp_path, first + rows("Yes _") + second + rows("End _"))
    assert found.text == "Ana’s 😀 \nx Yes\nNo. End"
    assert report.is_clean


def test_multiword_tokens_give_the_surface_and_their_words_the_parts(tmp_path: Path) -> None:
    words = rows("1-2 don't _", "do Entity=(1-event)", "n't Entity=(2-event)", "3-4 del _", "de _", "el Entity=(3-place)")
    (found,), _ = read(tmp_path, HEAD + words)
    assert found.text == "don't del"
    assert surfaces(found) == [("event", "do"), ("event", "n't"), ("place", "del")]


def test_mentions_have_their_fields_and_smallest_words(tmp_path: Path) -> None:
    text = rows("the Entity=(1-person-new-2,3-Ana%2D1", "old _", "Ana Entity=(2-person-giv:act-1)1)", "x _")
    (found,), report = read(tmp_path, HEAD + text)
    (one,) = found.annotations
    assert surfaces(found) == [("person", "the old Ana"), ("minspan", "old Ana"), ("person", "Ana")]
    assert [(item.label, item.target, item.value) for item in one.attributes][:3] == [
        ("GRP", 1, "1"),
        ("infstat", 1, "new"),
        ("identity", 1, "Ana-1"),
    ]
    assert one.links[0].arguments == (("Arg1", 1), ("Arg2", 2))
    assert report.kept == one.size


def test_interrupted_mentions_are_one_span(tmp_path: Path) -> None:
    words = rows("a Entity=(e1[1/2]-place)", "b _", "c Entity=(e1[2/2]-place)")
    (found,), _ = read(tmp_path, f"# global.Entity = eid-etype\n{words}")
    assert found.annotations[0].spans[0].fragments == ((0, 1), (4, 5))


def test_a_file_that_names_no_fields_has_the_usual(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path, rows("a Entity=(e1-place-1-)", "b Entity=(e2)"))
    assert surfaces(found) == [("place", "a"), ("entity", "b")]


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("entity-GRP", "(person-12", "person-12)"),
        ("entity-GRP-identity", "(person-12-Ana&#45;1", "person-12-Ana&#45;1)"),
        ("entity-GRP-infstat-MIN-coref_type-identity", "(person-12-new-1,2-coref-Ana%2D1", "12)"),
        ("eid-etype-head-other", "(12-person-1-", "12)"),
    ],
)
def test_groups_are_found_wherever_the_header_puts_them(tmp_path: Path, header: str, first: str, last: str) -> None:
    written = f"# global.Entity = {header}\n" + rows(f"Ana Entity={first}", f"Day Entity={last}")
    (found,), report = read(tmp_path, written)
    assert surfaces(found) == [("person", "Ana Day")]
    said = {item.label: item.value for item in found.annotations[0].attributes}
    assert (said["GRP"], said.get("identity", "Ana-1")) == ("12", "Ana-1")
    assert report.is_clean


@pytest.mark.parametrize("header", ["# global.Entity = etype-identity\n", ""])
def test_mentions_without_groups_close_with_all_that_opened_them(tmp_path: Path, header: str) -> None:
    words = rows("Paul Entity=(person-Paul", "of Entity=(place", "the Entity=(place", "sea Entity=place)place)person-Paul)")
    (found,), report = read(tmp_path, header + words)
    assert surfaces(found) == [("person", "Paul of the sea"), ("place", "of the sea"), ("place", "the sea")]
    assert report.is_clean


def test_groups_come_after_types_where_no_header_says_otherwise(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path, rows("Ana Entity=(person-1)", "Rome Entity=(place-2-Rome)"))
    assert [(item.label, item.value) for item in found.annotations[0].attributes] == [
        *(("GRP", "1"), ("GRP", "2"), ("identity", "Rome")),
    ]


def test_a_mention_that_begins_at_an_empty_node_begins_with_its_first_word(tmp_path: Path) -> None:
    words = rows("a _", "1.1 b Entity=(e1-person", "c Entity=e1)")
    (found,), _ = read(tmp_path, f"# global.Entity = eid-etype\n{words}")
    assert surfaces(found) == [("person", "c")]


def test_words_whose_number_stands_twice_keep_their_places(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path, HEAD + rows("1 Ana Entity=(1-person)", "2 says _", "1 Bob Entity=(2-person)", "2 no _"))
    assert found.text == "Ana says Bob no"
    assert surfaces(found) == [("person", "Ana"), ("person", "Bob")]


def test_a_multiword_token_ends_where_its_words_end(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path, rows("1-9 del _", "1 de _", "2 el _", "1 mar _"))
    assert found.text == "del mar"


@pytest.mark.parametrize("end", ["", "-_", "-gold"])
def test_signals_may_end_with_their_words(tmp_path: Path, end: str) -> None:
    said = f"Discourse=attribution-positive:1->2:0:sem-atsrc-1-2{end}+lex-indwd-3{end}"
    (found,), _ = read(tmp_path, rows(f"Old {said}", "Ana _", "says _", "no Discourse=ROOT:2:0"))
    assert surfaces(found) == [("Source", "Old Ana"), ("Content", "no"), ("Cue", "says")]


def test_the_oldest_attributions_have_neither_polarity_nor_distance(tmp_path: Path) -> None:
    (found,), report = read(tmp_path, rows("Ana Discourse=attribution:1->2", "no Discourse=ROOT:2"))
    assert [link.label for link in found.annotations[0].links] == ["attribution"]
    assert surfaces(found) == [("Content", "no")]
    assert report.is_clean


def test_an_attribution_has_its_source_cues_and_content(tmp_path: Path) -> None:
    said = "Discourse=attribution-negative:1->2:1:sem-atsrc-1-_+lex-indwd-2-_+lex-indwd-3-_+sem-ngt-4-_"
    words = rows(f"He {said}", "never _", "said _", "it Discourse=ROOT:2:0", "rained _", "hard Discourse=cause:3->2:0:_", ". _")
    after = rows("Bye Discourse=joint:4->2:2:_;same:4->3:0:1:_")
    (found,), report = read(tmp_path, words + after)
    (link,) = found.annotations[0].links
    assert link.label == "attribution-negative"
    assert surfaces(found) == [("Source", "He"), ("Content", "it rained hard ."), ("Cue", "never said")]
    assert [note.text for note in found.annotations[0].notes] == [said.removeprefix("Discourse=")]
    assert report.is_clean
    assert relations("a:1->2:0:3:x")[0].distance == 3


def test_what_is_attached_from_as_far_as_the_attribution_is_no_content_and_other_signals_no_cue(tmp_path: Path) -> None:
    said = "Discourse=attribution-positive:1->2:2:sem-atsrc-1-_+lxx-foo-2-_+sem-lex-2-_"
    far, near = "Discourse=cause:4->2:2:_", "Discourse=cause:3->2:1:_"
    words = rows(f"He {said}", "said _", "it Discourse=ROOT:2:0", f"rained {near}", f"hard {far}")
    (found,), _ = read(tmp_path, words)
    assert surfaces(found) == [("Source", "He"), ("Content", "it rained")]


def test_circles_of_units_end(tmp_path: Path) -> None:
    words = rows("a Discourse=attribution-positive:1->2:9:_", "b Discourse=x:2->3:0:_", "c Discourse=x:3->2:0:_")
    (found,), _ = read(tmp_path, words)
    assert surfaces(found) == [("Content", "b c")]


def test_what_is_known_of_a_document_is_kept(tmp_path: Path) -> None:
    meta = "# meta::title = Rain\n# meta::dateCreated = long ago\n# meta::genre = news\n# meta::sourceURL = https://x.org\n"
    (found,), _ = read(tmp_path, HEAD + meta + rows("a _"))
    assert (found.fields["title"], found.fields["url"]) == ("Rain", "https://x.org")
    assert found.fields["extras"]["meta"] == {"dateCreated": "long ago", "genre": "news"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "words", "expected", "reason"),
    [
        ("Ana, no", ("Ana _", ", _", "no _"), "Ana, no", "other blanks"),
        ("cafe\u0301", ("caf\u00e9 _",), "caf\u00e9", "another normal form"),
        ("Bob", ("Ana _",), "Ana", "the words are followed"),
    ],
)
def test_words_that_do_not_make_the_text_are_told(
    tmp_path: Path, text: str, words: tuple[str, ...], expected: str, reason: str
) -> None:
    (found,), report = read(tmp_path, f"# text = {text}\n{rows(*words)}")
    assert found.text == expected
    assert [(entry.code, reason in entry.reason) for entry in report.entries] == [("F212", True)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("hm\n", "F101"),
        ("1\tAna\n", "F101"),
        ("x" + rows("a _"), "F101"),
        (rows("a Entity=(1-person"), "F101"),
        (rows("a Entity=1)"), "F101"),
        (rows("a Entity=1-person-new"), "F101"),
        (rows("a Entity=[3-place"), "F101"),
        (rows("a Entity=(1)|Entity=(2)"), "F101"),
        (rows("a Discourse=ROOT:1:0|Discourse=ROOT:2:0"), "F101"),
        (rows("a _", "1.1 b Entity=(1-person)"), "F101"),
        (rows("1-2 ab Entity=(1-person)", "a _", "b _"), "F101"),
        (HEAD + rows("a Entity=(1-person-new-7)"), "F105"),
        (HEAD + rows("a Entity=(1-person-new-x)"), "F105"),
        (rows("a Discourse=hm"), "F101"),
        (rows("a Discourse=attribution-positive:1->9:0:_"), "F107"),
        (rows("a Discourse=attribution-positive:1->1:0:sem-atsrc-9-_"), "F107"),
    ],
)
def test_what_cannot_be_read_or_resolved_has_an_entry_with_its_line(tmp_path: Path, written: str, code: str) -> None:
    _, report = read(tmp_path, rows("ok _") + written)
    assert [entry.code for entry in report.entries] == [code]
    assert report.entries[0].place.line is not None
    assert not report.is_clean


def test_conllu_plus_names_its_columns(tmp_path: Path) -> None:
    written = "# global.columns = ID MISC FORM PARSEME:MWE\n1\tEntity=(e1-place-1-)\tRome\t*\n2\t_\t.\t*\n\n"
    (found,), report = read(tmp_path, written)
    assert (found.text, surfaces(found)) == ("Rome .", [("place", "Rome")])
    assert report.is_clean


def test_what_stands_beside_brackets_is_quarantined_and_they_are_read(tmp_path: Path) -> None:
    (found,), report = read(tmp_path, HEAD + rows("a Entity=junk(2-place-new)more"))
    assert surfaces(found) == [("place", "a")]
    assert [entry.content for entry in report.quarantined] == ["junk", "more"]
    assert report.taken == report.kept + 2


def test_line_ends_of_two_characters_do_not_matter(tmp_path: Path) -> None:
    written = HEAD + rows("a Entity=(1-person)")
    (one,), (other,) = (read(tmp_path, each)[0] for each in (written.replace("\n", "\r\n"), written))
    assert (one.text, one.annotations) == (other.text, other.annotations)
    (one,), (other,) = (read(tmp_path, each)[0] for each in (written.replace("\n", "\r"), written))
    assert (one.text, one.annotations) == (other.text, other.annotations)


@pytest.mark.parametrize("written", ["It rained.\n", b"\xff\xfe"])
def test_other_files_are_refused(tmp_path: Path, written: str | bytes) -> None:
    with pytest.raises(FileError, match="expected"):
        read(tmp_path, written)


def test_a_folder_may_hold_bad_files_but_not_none(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="found none"):
        next(conllu.read(tmp_path, Ledger()))
    (tmp_path / "a.conllu").write_bytes(b"\xff")
    (tmp_path / "b.conllu").write_text(rows("a _"))
    ledger = Ledger()
    assert [one.document_id for one in conllu.read(tmp_path, ledger)] == ["b"]
    assert [entry.code for entry in ledger.report().entries] == ["F102"]


TEXT = "\x0b😀 Ana-Bob\u2028(x) | 100%\tsaid: “no.” Yes \r\n"
ONE = Annotations(
    "ana",
    (Span("T1", "per-son", ((3, 6),)), Span("T2", "place", ((3, 10),)), Span(3, "Part", ((2, 5), (10, 13)))),
    (Link("E1", "minspan", None, (("Arg1", "T2"), ("Arg2", "T1"))), Link("E2", "Said", "T1", (("Content", 3),))),
    (Attribute(5, "GRP", "T1", "1)"), Attribute(6, "GRP", "T2", "2"), Attribute(7, "identity", "T2", "a_b (c)|d=\n")),
    (Note(8, "n", "E2", "\0"),),
)
GRAPH = Graph("d", TEXT, (ONE, Annotations("bob")), {"title": "T"})


def written(path: Path, graph: Graph = GRAPH, change: Callable[[str], str] = str) -> tuple[list[Graph], ImportReport]:
    conllu.write([graph], path / "out", Vocabulary())
    return read(path, change((path / "out").read_bytes().decode()))


def kinds(one: Annotations) -> tuple[object, ...]:
    return (one.annotator, one.spans, one.links, one.attributes, one.notes, one.normalisations, one.groups)


def test_everything_comes_back(tmp_path: Path) -> None:
    (found,), report = written(tmp_path)
    assert (found.document_id, found.text, found.fields) == ("d", TEXT, {"title": "T"})
    assert [kinds(one) for one in found.annotations] == [kinds(one) for one in GRAPH.annotations]
    assert not report.entries


def test_a_span_with_a_blank_at_its_edge_is_not_shown_and_comes_back(tmp_path: Path) -> None:
    graph = Graph("d", "Ana may\x1c go", (Annotations("ana", (Span("T1", "PER", ((0, 4),)), Span("T2", "X", ((7, 9),)))),))
    (found,), report = written(tmp_path, graph)
    assert (kinds(found.annotations[0]), report.entries) == (kinds(graph.annotations[0]), ())
    assert "Entity=" not in (tmp_path / "out").read_text()


@pytest.mark.parametrize("text", ["", " \n", "\u2028"])
def test_texts_without_words_come_back(tmp_path: Path, text: str) -> None:
    (found,), _ = written(tmp_path, Graph("d", text, (Annotations("ana"),)))
    assert found.text == text


def test_entities_are_bracketed_as_gum_does(tmp_path: Path) -> None:
    written(tmp_path)
    lines = (tmp_path / "out").read_text().split("\n")
    assert "# global.Entity = GRP-etype-minspan-identity" in lines
    assert "Entity=(2-place-1-a%5Fb%20%28c%29%7Cd%3D%0A(1%29-per%2Dson-1)" in next(line for line in lines if "\tAna\t" in line)


def test_named_entities_are_bracketed_where_there_are_no_groups(tmp_path: Path) -> None:
    written(tmp_path, Graph("d", "Ana may", (Annotations("ana", (Span("T1", "PER", ((0, 3),)),)),)))
    assert "1\tAna\t_\t_\t_\t_\t_\t_\t_\tEntity=(1-PER)" in (tmp_path / "out").read_text()


def test_brackets_that_were_changed_since_are_followed(tmp_path: Path) -> None:
    graph = Graph("d", "Ana may", (Annotations("ana", (Span("T1", "PER", ((0, 3),)),)),))
    (found,), report = written(tmp_path, graph, lambda text: text.replace("(1-PER)", "(1-ORG)"))
    assert surfaces(found) == [("ORG", "Ana")]
    assert [entry.code for entry in report.entries] == ["F401", "F401"]


@pytest.mark.parametrize("change", [("said", "says"), ('"id"', '"di"'), ("reportedly.text = ", "reportedly.text = x")])
def test_an_enclosure_that_does_not_fit_is_told_and_the_columns_are_followed(tmp_path: Path, change: tuple[str, str]) -> None:
    (found,), report = written(tmp_path, GRAPH, lambda text: text.replace(*change, 1) if change[0] != "said" else changed(text))
    assert [entry.code for entry in report.entries][-1:] == ["F401"]
    assert found.annotations[0].annotator == "import"


def changed(text: str) -> str:
    return text.replace("\tsaid\t", "\tsays\t")


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the evaluation data beside the checkout")
def test_all_of_gum_arrives_as_counted_by_hand() -> None:
    ledger = Ledger()
    found = [one for graph in conllu.read(SHARED, ledger) for one in graph.annotations]
    lines = "".join(file.read_text() for file in sorted(SHARED.rglob("*.conllu")))
    opened = sum(
        misc.count("(") for line in lines.split("\n") for misc in line.split("|") if "Entity=(" in misc or ")(" in misc
    )
    relations = lines.count("attribution-positive:") + lines.count("attribution-negative:")
    assert ledger.report().is_clean
    assert not ledger.report().entries
    assert sum(item.label == "GRP" for one in found for item in one.attributes) == opened
    assert sum(item.label.startswith("attribution-") for one in found for item in one.links) == relations
