"""Documents that came from CoNLL-U go out as they came, and with what was changed of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.formats import conllu
from corpus.formats.conllu.sameness import is_same, usual_names
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Span
from corpus.formats.names import fit_graphs
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = """# newdoc id = d
# global.Entity = GRP-etype-infstat-minspan-identity
# meta::title = Rain
# newpar
# sent_id = d-1
# text = We'll tell the old Ana: it rained.
1-2\tWe'll\t_\t_\t_\t_\t_\t_\t_\t_
1\tWe\twe\tPRON\tPRP\tCase=Nom\t3\tnsubj\t3:nsubj\tBridge=1<2|Discourse=attribution-positive:1->2:1:sem-atsrc-1-_+lex-indwd-3-_;joint-list:1->9:0:0:_|Entity=(1-person-acc-1)
2\t'll\twill\tAUX\tMD\t_\t3\taux\t3:aux\t_
3\ttell\ttell\tVERB\tVB\t_\t0\troot\t0:root\tMSeg=tell
4\tthe\tthe\tDET\tDT\t_\t6\tdet\t6:det\tEntity=(2-person-new-2,3-Ana
4.1\tso\tso\tADV\tRB\t_\t_\t_\t3:advmod\t_
5\told\told\tADJ\tJJ\t_\t6\tamod\t6:amod\tEntity=(3-time-new-1)
6\tAna\tAna\tPROPN\tNNP\t_\t3\tobj\t3:obj\tEntity=(4-person-new-1)2)|SpaceAfter=No|SplitAnte=1<2
7\t:\t:\tPUNCT\t:\t_\t9\tpunct\t9:punct\t_
8\tit\tit\tPRON\tPRP\t_\t9\texpl\t9:expl\tDiscourse=ROOT:2:0|Entity=(5-event-giv-1,2
9\trained\train\tVERB\tVBD\t_\t3\tccomp\t3:ccomp\tEntity=5)|SpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t3\tpunct\t3:punct\t_

"""
"""What GUM has in a file, in one sentence."""
SHARED = Path(__file__).parents[4] / "shared" / "data" / "gum"


def read(file: Path) -> tuple[list[Graph], ImportReport]:
    ledger = Ledger()
    return list(conllu.read(file, ledger)), ledger.report()


def graphs_of(folder: Path, written: str = ROWS, name: str = "in") -> list[Graph]:
    file = folder / f"{name}.conllu"
    file.write_bytes(written.encode())
    return list(fit_graphs(read(file)[0], Ledger()))


def named(graph: Graph) -> Graph:
    """Name items as schemes do, so that they keep their names when others are gone."""

    def own(one: Annotations) -> Annotations:
        names = usual_names(one)
        spans = tuple(span._replace(id=names.get(span.id, span.id)) for span in one.spans)
        pairs = [tuple((role, names.get(target, target)) for role, target in link.arguments) for link in one.links]
        links = tuple(
            link._replace(id=names.get(link.id, link.id), arguments=some) for link, some in zip(one.links, pairs, strict=True)
        )
        attributes = tuple(item._replace(target=names.get(item.target, item.target)) for item in one.attributes)
        notes = tuple(item._replace(target=names.get(item.target, item.target)) for item in one.notes)
        return replace(one, spans=spans, links=links, attributes=attributes, notes=notes)

    return edited(graph, own)


def written(folder: Path, *graphs: Graph) -> str:
    conllu.write(graphs, folder / "out.conllu", Vocabulary())
    return (folder / "out.conllu").read_bytes().decode()


def edited(graph: Graph, change: Callable[[Annotations], Annotations]) -> Graph:
    return replace(graph, annotations=tuple(change(one) for one in graph.annotations))


def differing(folder: Path, graph: Graph) -> list[str]:
    """Write a document, hold that it reads back the same, and give the lines that came newly but our comment."""
    lines = written(folder, graph).split("\n")
    (found,), report = read(folder / "out.conllu")
    assert (is_same(found, graph), report.entries) == (True, ())
    assert lines[1].startswith("# reportedly = ")
    assert len(lines) == len(ROWS.split("\n")) + 1
    assert len(lines[1]) < len(ROWS) * 3
    return [line for line in lines if line not in ROWS.split("\n")][1:]


def test_what_was_read_is_written_line_for_line(tmp_path: Path) -> None:
    assert written(tmp_path, *graphs_of(tmp_path)) == ROWS


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("# newdoc id = d\n", "#newdoc  id =  a b\n"),
        lambda text: text.replace("# global.Entity", "#global.Entity"),
        lambda text: text + "# odd\n\n\n",
        lambda text: text + "# newdoc id = e\n",
        lambda text: text + text.replace("id = d", "id = e").replace("2-person", "7-place").replace("2)", "7)"),
        lambda text: text.replace("# text = We", "# text = No"),
        lambda text: text.replace("Entity=5)", "Entity=5)more|Entity=9)"),
        lambda text: text.replace("\tEntity=5)", "\ttoo many\tEntity=5)"),
    ],
)
def test_other_ways_to_write_stay(tmp_path: Path, change: Callable[[str], str]) -> None:
    assert written(tmp_path, *graphs_of(tmp_path, change(ROWS))) == change(ROWS)


@pytest.mark.parametrize(
    "given",
    [
        "\ufeff" + ROWS,
        ROWS.removesuffix("\n"),
        ROWS.removesuffix("\n\n"),
        ROWS.replace("# newdoc id = d\n", ""),
        ROWS.replace("# newdoc id = d\n# global.Entity", "# global.Entity"),
    ],
)
def test_a_mark_of_byte_order_a_missing_last_line_and_a_missing_name_are_mended(tmp_path: Path, given: str) -> None:
    once = written(tmp_path, *graphs_of(tmp_path, given, "d"))
    assert once == ROWS
    assert written(tmp_path, *graphs_of(tmp_path, once)) == once


def test_lines_before_the_first_document_follow_its_name(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path, f"# hm\n\n{ROWS}")
    assert written(tmp_path, found) == ROWS.replace("identity\n", "identity\n# hm\n\n")


def test_each_document_names_the_fields_of_its_brackets(tmp_path: Path) -> None:
    one, two = ROWS, ROWS.replace("id = d", "id = e").replace("# global.Entity = GRP-etype-infstat-minspan-identity\n", "")
    found = graphs_of(tmp_path, one + two)
    assert written(tmp_path, *found[::-1]) == ROWS.replace("id = d", "id = e") + ROWS


def test_a_mention_that_was_renamed_shows(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path)
    made = edited(found, lambda one: replace(one, spans=tuple(_labelled(span) for span in one.spans)))
    line = next(line for line in ROWS.split("\n") if "(2-person" in line)
    assert differing(tmp_path, made) == [line.replace("(2-person-new-2,3-Ana", "(2-place-new-2,3-Ana")]


def _labelled(span: Span) -> Span:
    return span._replace(label="place") if span.label == "person" and len(range(*span.fragments[0])) > 5 else span


def test_another_group_shows_where_the_mention_begins_and_ends(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path)
    made = edited(
        found,
        lambda one: replace(one, attributes=tuple(x._replace(value="8-9") if x.value == "2" else x for x in one.attributes)),
    )
    assert [line.split("\t")[9] for line in differing(tmp_path, made)] == [
        "Entity=(8%2D9-person-new-2,3-Ana",
        "Entity=(4-person-new-1)8%2D9)|SpaceAfter=No|SplitAnte=1<2",
    ]


def test_a_mention_that_is_gone_is_gone_with_its_brackets(tmp_path: Path) -> None:
    found = named(graphs_of(tmp_path)[0])
    gone = {span.id for span in found.annotations[0].spans if span.label in {"time", "event"}}
    made = edited(found, lambda one: without(one, gone))
    assert [line.split("\t")[9] for line in differing(tmp_path, made)] == ["_", "Discourse=ROOT:2:0", "SpaceAfter=No"]


def without(one: Annotations, gone: set[Any]) -> Annotations:
    return replace(
        one,
        spans=tuple(each for each in one.spans if each.id not in gone),
        attributes=tuple(each for each in one.attributes if each.target not in gone),
    )


def test_mentions_that_are_new_are_bracketed_where_they_are_words(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path)
    text = found.text
    places = {"a": "tell the old", "b": "Ana: it", "c": "rained", "d": "rain", "e": "old Ana"}
    spans = [Span(own, "thing", ((text.index(some), text.index(some) + len(some)),)) for own, some in places.items()]
    split = Span("f", "thing", ((0, 2), (6, 10)))
    groups = [Attribute(900 + number, "GRP", own, f"g{own}") for number, own in enumerate("abcdef")]
    more = [*groups, Attribute(990, "identity", "c", "R")]
    made = edited(found, lambda one: replace(one, spans=(*one.spans, *spans, split), attributes=(*one.attributes, *more)))
    assert [line.split("\t")[9] for line in differing(tmp_path, made)] == [
        "Entity=(ga-thing--1,2,3|MSeg=tell",
        "Entity=ga)(ge-thing--1,2(3-time-new-1)",
        "Entity=ge)(gb-thing--1,2,3(4-person-new-1)2)|SpaceAfter=No|SplitAnte=1<2",
        "Discourse=ROOT:2:0|Entity=gb)(5-event-giv-1,2",
        "Entity=5)(gc-thing--1-R)|SpaceAfter=No",
    ]


def test_an_attribution_that_is_gone_leaves_its_unit_in_the_tree(tmp_path: Path) -> None:
    found = named(graphs_of(tmp_path)[0])
    made = edited(found, lambda one: replace(one, links=tuple(x for x in one.links if x.label == "minspan"), notes=()))
    (line,) = differing(tmp_path, made)
    assert "Discourse=_:1->2:1:_;joint-list:1->9:0:0:_|" in line


def test_a_further_attribution_that_is_gone_is_left_out_and_another_polarity_shows(tmp_path: Path) -> None:
    both = ROWS.replace("joint-list:1->9:0:0:_", "attribution-negative:1->2:1:2")
    found = named(graphs_of(tmp_path, both)[0])
    first, second = (x for x in found.annotations[0].links if x.label != "minspan")
    gone = edited(found, lambda one: replace(one, links=tuple(x for x in one.links if x != second), notes=one.notes[:1]))
    assert ";" not in written(tmp_path, gone).partition("\tBridge=1<2")[2].partition("\n")[0]
    other = first._replace(label="attribution-negative")
    turned = edited(found, lambda one: replace(one, links=tuple(other if x == first else x for x in one.links)))
    assert "Discourse=attribution-negative:1->2:1:sem" in written(tmp_path, turned)


def test_what_columns_do_not_say_stands_in_the_comment_alone(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path)
    more = Annotations("ana", (Span("c", "cue", ((0, 2),)),), (Link("x", "said", "c"),))
    assert differing(tmp_path, replace(found, annotations=(more, *found.annotations))) == []
    assert differing(tmp_path, replace(found, fields={**found.fields, "title": "Snow"})) == []


def test_after_a_change_it_comes_back_as_it_was(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path)
    made = edited(found, lambda one: replace(one, spans=tuple(_labelled(span) for span in one.spans)))
    once = written(tmp_path, made)
    (again,), _ = read(tmp_path / "out.conllu")
    assert again.fields == found.fields
    assert written(tmp_path, again) == once
    back = edited(again, lambda one: replace(one, spans=found.annotations[0].spans))
    assert written(tmp_path, back) == ROWS


def test_brackets_that_others_changed_since_are_followed(tmp_path: Path) -> None:
    (found,) = graphs_of(tmp_path)
    made = edited(found, lambda one: replace(one, spans=tuple(_labelled(span) for span in one.spans)))
    (tmp_path / "out.conllu").write_text(
        written(tmp_path, made).replace("\tEntity=(3-time-new-1)", "\t_").replace("\tADV", "\tX")
    )
    (again,), report = read(tmp_path / "out.conllu")
    assert {entry.code for entry in report.entries} == {"F401", "F107"}
    assert "time" not in {span.label for span in again.annotations[0].spans}
    assert "\tX\t" in again.fields["extras"]["conllu"]["lines"]  # type: ignore[index]


def test_columns_that_others_filled_in_a_file_of_ours_are_kept(tmp_path: Path) -> None:
    graph = Graph("d", "Ana may", (Annotations("ana", (Span("T1", "PER", ((0, 3),)),)),))
    plain = written(tmp_path, graph)
    assert read(tmp_path / "out.conllu")[0][0].fields == {}
    for change in (("1\tAna\t_", "1\tAna\tAna"), ("Entity=(1-PER)", "Entity=(1-PER)|X=1"), ("# text", "# odd = 1\n# text")):
        (found,) = graphs_of(tmp_path, plain.replace(*change))
        assert plain.replace(*change).split("\n")[5] in found.fields["extras"]["conllu"]["lines"]  # type: ignore[index]
        assert found.annotations[0].annotator == "ana"


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {},
        {"lines": 1},
        {"lines": ROWS, "hm": ""},
        {"lines": ""},
        {"lines": "1\tAna\n\n"},
        {"lines": ROWS.partition("\n")[2] + ROWS},
        {"lines": "# reportedly = {}\n" + ROWS.partition("\n")[2]},
        {"lines": ROWS.partition("\n")[2].replace("rained", "snowed")},
        {"lines": ROWS.partition("\n")[2].removesuffix("\n")},
    ],
)
def test_what_was_kept_and_does_not_fit_the_text_is_not_followed(tmp_path: Path, kept: object) -> None:
    (found,) = graphs_of(tmp_path)
    made = replace(found, fields={"extras": {"conllu": kept}})
    lines = written(tmp_path, made)
    assert "\tPRON\t" not in lines
    (again,), _ = read(tmp_path / "out.conllu")
    assert (again.text, again.fields) == (made.text, made.fields)


@pytest.mark.parametrize(
    "still", [1, [1], [[0]], [[99, "Entity", "x", 0]], [["a", "Entity", "x", 0]], [[0, "Entity", None, -1]]]
)
def test_a_comment_of_ours_that_was_damaged_changes_no_more_than_it_says(tmp_path: Path, still: object) -> None:
    (found,) = graphs_of(tmp_path)
    more = replace(found, annotations=(*found.annotations, Annotations("bob")))
    lines = written(tmp_path, more).split("\n")
    head, _, told = lines[1].partition(" = ")
    lines[1] = f"{head} = {json.dumps({**json.loads(told), 'fields': {'conllu': still}})}"
    (tmp_path / "out.conllu").write_text("\n".join(lines))
    (again,), report = read(tmp_path / "out.conllu")
    assert (again.text, [one.annotator for one in again.annotations], report.is_clean) == (found.text, ["import", "bob"], True)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the evaluation data beside the checkout")
def test_all_of_gum_is_written_as_it_was_read(tmp_path: Path) -> None:
    for file in sorted(SHARED.rglob("*.conllu")):
        assert written(tmp_path, *read(file)[0]) == file.read_bytes().decode()
