from __future__ import annotations

from corpus.agreement import Agreement, Estimate
from corpus.agreement.tables import cells, footnotes, to_latex, to_markdown

FEW = "3 documents: an interval from so few is too narrow"
FOUND = Agreement(
    estimates=[
        Estimate(measure="f1_exact", layer="cues", value=0.5, interval=(0.25, 0.75), items=4, documents=3, notes=[FEW]),
        Estimate(measure="agr", layer="cues", value=0.5, interval=(0.25, 0.75), items=4, documents=3, notes=[FEW]),
        Estimate(
            measure="alpha",
            layer="cues",
            field="is_hedge",
            observed_agreement=1.0,
            reason="all | same",
            left_out={"50% of_it": 2},
        ),
    ]
)


def test_an_undefined_estimate_has_its_reason_and_the_agreement_observed() -> None:
    assert cells(FOUND["alpha", "is_hedge"])[-1] == "all | same; observed agreement 1.000; 2 50% of_it left out"


def test_what_all_share_is_said_once_below() -> None:
    assert footnotes(FOUND) == (FEW,)
    assert to_markdown(FOUND).count(FEW) == to_latex(FOUND).count(FEW) == 1


def test_markdown_keeps_its_columns() -> None:
    assert r"all \| same" in to_markdown(FOUND)


def test_latex_is_a_tabular_whose_characters_are_safe() -> None:
    written = to_latex(FOUND)
    assert written.startswith("\\begin{tabular}{llrlrrl}\n\\toprule\n")
    assert r"f1\_exact & cues & 0.500 & [0.250, 0.750] & 4 & 3 &  \\" in written
    assert r"2 50\% of\_it left out" in written


def test_documents_that_bear_on_the_figure_stand_before_all_where_they_are_fewer() -> None:
    some, every = (
        Estimate(measure="agr", layer="cues", value=1, documents=30, documents_with_items=number) for number in (2, 30)
    )
    assert (cells(some)[5], cells(every)[5]) == ("2 of 30", "30")


def test_no_estimates_have_nothing_to_share() -> None:
    assert footnotes(Agreement(estimates=[])) == ()
