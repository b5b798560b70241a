"""What the tests of annotation tools share: objects to files, files to graphs with their report, and where real exports are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.conversion.tables import format_module
from corpus.formats.names import fit_graphs
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations, Graph
    from corpus.formats.reports import ImportReport

SHARED = Path(__file__).parents[3] / "shared" / "data" / "formats"


def read(form: str, path: Path) -> tuple[list[Graph], ImportReport]:
    """Read a path, and balance."""
    ledger = Ledger()
    graphs = list(fit_graphs(format_module(form).read(path, ledger), ledger))
    report = ledger.report()
    assert report.kept == sum(one.size for graph in graphs for one in graph.annotations)
    return graphs, report


def read_lines(form: str, folder: Path, *objects: Any) -> tuple[list[Graph], ImportReport]:
    """Read objects that are written one a line; a string is written as it is."""
    path = folder / "export.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in objects]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read(form, path)


def only(graphs: list[Graph]) -> Annotations:
    """Give what one annotator left in one document."""
    ((one,),) = [graph.annotations for graph in graphs]
    return one


def codes(report: ImportReport) -> list[str]:
    """Give the codes of the entries."""
    return [entry.code for entry in report.entries]


def placed(one: Annotations) -> list[tuple[str, Any]]:
    """Give the label and place of each span."""
    return [(span.label, span.fragments[0] if len(span.fragments) == 1 else span.fragments) for span in one.spans]
