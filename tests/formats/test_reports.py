from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus.errors import Place
from corpus.formats.offsets import prove
from corpus.formats.reports import CODES, Entry, ImportReport, Ledger

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"


def filled() -> Ledger:
    ledger = Ledger()
    ledger.take(3)
    ledger.change("F201", "sorted", Place(file="d.ann", line=1))
    ledger.quarantine("F101", "unreadable", Place(file="d.ann", line=2), "\udcffhm")
    ledger.refuse("F106", "twice", Place(file="d.ann", line=3), "T1")
    return ledger


def test_the_table_says_what_offsets_count_and_whether_it_matters_where_that_cannot_be_told() -> None:
    ledger = filled()
    ledger.prove(prove("Ana", [(((0, 3),), "Ana")]))
    ledger.prove(prove("😀 ha", [(((3, 5),), "ha")]))
    assert "plain, where" in ledger.report().to_table()
    assert "ambiguous" not in ledger.report().to_table()
    assert "offsets" not in ledger.report().lost_to_text()
    ledger.prove(prove("😀 aaaaaa", [(((4, 6),), "aa")]), Place(file="d.ann"))
    told = "offsets: 2 documents in code points; 1 document in UTF-16 units, 1 plain, where another unit gives the same places"
    assert f"{told}, 1 ambiguous, where another unit puts spans elsewhere\n" in ledger.report().to_table()
    assert "1 ambiguous" in ledger.report().lost_to_text()
    reason = "UTF-16 units fit every surface as well and put a span elsewhere; code points were assumed"
    assert str(ledger.report().entries[-1]) == f"d.ann: F206 changed: {reason}"


def test_a_report_balances() -> None:
    report = filled().report()
    assert (report.taken, report.kept, dict(report.counts)) == (5, 3, {"changed": 1, "quarantined": 1, "refused": 1})
    assert not report.is_clean


def test_a_report_that_does_not_balance_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="in = kept"):
        ImportReport(3, 1, (Entry("refused", "F101", "no", Place()),))


def test_what_is_withdrawn_counts_as_refused() -> None:
    ledger = filled()
    ledger.withdraw("F301", "unknown", Place(), count=2)
    report = ledger.report()
    assert (report.taken, report.kept, report.counts["refused"]) == (5, 1, 3)


def test_the_text_can_be_cut_short_and_says_so() -> None:
    assert filled().report().to_text(limit=1).splitlines() == [
        "d.ann:1: F201 changed: sorted",
        "... and 2 more",
        "5 in: 3 kept (1 changed), 1 quarantined, 1 refused",
    ]
    assert filled().report().lost_to_text(limit=1).splitlines()[1] == "... and 1 more"
    assert "changed: sorted" not in filled().report().lost_to_text()


def test_the_table_counts_each_code() -> None:
    first, *_, last = filled().report().to_table().splitlines()
    assert first == f"F101  quarantined        1  {CODES['F101']}"
    assert last.startswith("5 in")


def test_the_json_has_counts_offsets_and_entries() -> None:
    ledger = filled()
    ledger.prove(prove("Ana", [(((0, 3),), "Ana")]))
    made = json.loads(ledger.report().to_json())
    assert (made["in"], made["kept"], made["offsets"]) == (5, 3, {"code points": 1})
    assert (made["plain"], made["ambiguous"]) == (1, 0)
    assert made["entries"][0] == {
        "outcome": "changed",
        "code": "F201",
        "reason": "sorted",
        "place": {"file": "d.ann", "line": 1},
    }


def test_what_a_sidecar_knows_is_taken_back_as_often_as_it_knows_it() -> None:
    ledger, place = Ledger(), Place(set_id="ana", document_id="d")
    ledger.take(3)
    ledger.withdraw("F303", "of none", place, contents=["{}", "{}"])
    assert ledger.restore({("F303", "ana", "d", "{}"): 1, ("F303", "bob", "d", "{}"): 1}) == {("F303", "bob", "d", "{}"): 1}
    report = ledger.report()
    assert (report.kept, report.restored, len(report.entries), report.is_clean) == (2, 1, 1, False)
    assert report.summary() == "3 in: 2 kept (0 changed, 1 by the sidecar), 0 quarantined, 1 refused"


def test_the_quarantine_keeps_lines_word_for_word(tmp_path: Path) -> None:
    filled().report().write_quarantine(tmp_path / "q.jsonl")
    (line,) = (tmp_path / "q.jsonl").read_text().splitlines()
    assert json.loads(line)["place"] == {"file": "d.ann", "line": 2}
    assert "hm" in json.loads(line)["content"]


def test_an_entry_without_a_place_still_reads() -> None:
    assert str(Entry("refused", "F101", "no", Place())) == "F101 refused: no"


def test_the_page_has_every_code_with_its_meaning() -> None:
    told = dict(re.findall(r"^\| (F\d+) \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == CODES
