"""Settling: of what was read from files of others, the records that hold every rule; the others are refused, one by one.

An arrow drawn twice or a source taken away in a tool breaks a rule in one record. It should not cost the rest of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.checks import check_integrity
from corpus.model.corpus import Corpus
from corpus.model.layers import LAYERS
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from corpus.errors import Finding
    from corpus.formats.reports import Ledger

Broken = dict[tuple[str | None, str], dict[tuple[str | None, str | None], "Finding"]]
"""By set and layer, by document and id: the first rule that a record breaks."""
ROUNDS = 20
"""How often records are left out because others were; records do not rest on one another in longer rows."""


def settled(made: Corpus, ledger: Ledger) -> tuple[Corpus, list[Finding]]:
    """Leave out records that break a rule, then those that rested on them; give what is wrong even so."""
    findings = check_integrity(Reading(made))
    for _ in range(ROUNDS):
        broken = _broken(findings)
        if not broken:
            break
        made = _without(made, broken, ledger)
        findings = check_integrity(Reading(made))
    return made, findings


def _broken(findings: list[Finding]) -> Broken:
    found: Broken = {}
    for finding in findings:
        place = finding.place
        if place.layer is not None and place.annotation_id is not None:
            found.setdefault((place.set_id, place.layer), {}).setdefault((place.document_id, place.annotation_id), finding)
    return found


def _without(made: Corpus, broken: Broken, ledger: Ledger) -> Corpus:
    tables = {
        record.id: {
            layer: _kept(made.set(record.id).layer(layer).table, broken.get((record.id, layer), {}), ledger) for layer in LAYERS
        }
        for record in made.sets
    }
    return Corpus(made.metadata, made.documents, made.sets, tables)


def _kept(table: pa.Table, broken: dict[tuple[str | None, str | None], Finding], ledger: Ledger) -> pa.Table:
    if not broken:
        return table
    rows = zip(table["document_id"].to_pylist(), table["id"].to_pylist(), strict=True)
    found = [broken.get(row) for row in rows]
    for finding in found:
        if finding is not None:
            path = f"{finding.place.path}: " if finding.place.path else ""
            ledger.withdraw("F302", f"the record breaks a rule ({finding.code} {path}{finding.message})", finding.place)
    return table.filter(pa.array([finding is None for finding in found], pa.bool_()))
