"""Adjudication: decide where annotation sets differ, and add what was decided as one more set that holds every rule.

>>> from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> text = "He reportedly said no."
>>> def cue(kind):
...     span = Span.of(text, (3, 13))
...     return {"cues": table_of("cues", [Cue(id="c", document_id="d", span=span, type="reportive", engagement=kind)])}
>>> sets = [AnnotationSet(id=name, role="raw", annotator=Annotator(name=name, kind="human"), profile="silver") for name in "ab"]
>>> metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> news = Corpus(metadata, [Document.of("d", text)], sets, {"a": cue("acknowledge"), "b": cue("distance")})
>>> (item,) = list_work(news, ["a", "b"])
>>> item.item, item.kind, item.differs, item.text
('cues-001', 'difference', ('engagement',), 'He reportedly said no.')
>>> decided = item.model_copy(update={"decision": "b", "reason": "hearsay", "decided_by": Annotator(name="Ana", kind="human")})
>>> gold = adjudicate(news, sets=["a", "b"], out="gold", decisions=[decided]).set("gold")
>>> [(cue.id, cue.engagement) for cue in gold.cues], gold.record.derived_from
([('cue-001', 'distance')], ('a', 'b'))
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.agreement import Item, list_items, settle
from corpus.agreement.preconditions import refuse_other_than_corpus
from corpus.checks import check_integrity, check_reading
from corpus.errors import FileError, UnfitDecisions, UnsoundCorpus
from corpus.files.folder import write_set
from corpus.files.jsonl import numbered_lines, parse_lines
from corpus.files.layout import ADJUDICATION
from corpus.files.strict_json import write_lines
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.agreement import Outcome, Policy
    from corpus.errors import Finding, Place
    from corpus.model import Corpus


def list_work(news: Corpus, sets: Sequence[str]) -> list[Item]:
    """List what two or more sets do not agree on, to be filled in and given to `adjudicate`; what they agree on is not listed.

    Raises:
        CorpusError: the sets cannot be compared.
        UnknownName: there is no such set.
        UnsoundCorpus: the corpus breaks a rule.
    """
    _refuse(check_integrity(_reading(news)))
    return list_items(news, sets)


def adjudicate(
    news: Corpus, *, sets: Sequence[str], out: str, policy: Policy | None = None, decisions: Iterable[Item] = ()
) -> Corpus:
    """Give the corpus with one more set, made of what the sets agree on and what was decided.

    Args:
        news: the corpus; it is left as it is.
        sets: the ids of two or more sets; where it matters, the first counts most.
        out: the id of the new set, of role `adjudicated`.
        policy: `first`, `union` or `majority`, which decides the items that `decisions` leave open.
        decisions: filled items of `list_work(news, sets)`, in any order; without a policy, all must be decided.

    Raises:
        CorpusError: the sets cannot be compared, or the new set cannot be called so.
        UnknownName: there is no such set.
        UnfitDecisions: the decisions do not fit the items, or one another.
        UnsoundCorpus: the corpus breaks a rule, or the new set would.
    """
    return resolve(news, sets=sets, out=out, policy=policy, decisions=decisions).corpus


def resolve(
    news: Corpus,
    *,
    sets: Sequence[str],
    out: str,
    policy: Policy | None = None,
    decisions: Iterable[Item] = (),
    places: Sequence[Place] = (),
) -> Outcome:
    """Do the same, and give all that came of it: the corpus, the decided items, counts and notices.

    Raises:
        CorpusError: as `adjudicate` does; findings tell by `places` where each decision was read.
    """
    _refuse(check_integrity(_reading(news)))
    outcome = settle(news, sets=sets, out=out, policy=policy, decisions=decisions, places=places)
    report = check_reading(Reading(outcome.corpus), prefixes=["E"])
    _refuse([_traced(found, outcome) for found in report.findings if found.place.set_id == out])
    return outcome


def _reading(news: Corpus) -> Reading:
    refuse_other_than_corpus(news)
    return Reading(news)


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise UnsoundCorpus(findings)


def _traced(found: Finding, outcome: Outcome) -> Finding:
    """Say of a finding in the new set where its annotation comes from."""
    place = found.place
    origin = outcome.origins.get((place.layer or "", place.document_id or "", place.annotation_id or ""))
    return replace(found, message=f"{found.message} ({origin})") if origin else found


def write_work_list(items: Iterable[Item], path: Path | str) -> None:
    """Write a work list, an item a line, with null where something is to be filled in; a file that is there is kept.

    Raises:
        FileError: there is such a file, filled perhaps.
        OSError: the file cannot be written.
    """
    path = Path(path)
    if path.exists():
        message = "expected no such file, found one; a list that may be filled is never overwritten"
        raise FileError(message, file=str(path))
    write_lines(path, (item.model_dump(mode="json") for item in items))


def read_work_list(path: Path | str) -> tuple[list[Item], list[Place]]:
    """Read a work list: its items, and the line of each; blank lines, which an editor may leave, say nothing.

    Raises:
        UnfitDecisions: lines that make no item; it carries a finding for each.
        OSError: the file cannot be opened.
    """
    data = Path(path).read_bytes()
    blank = {number for number, line in numbered_lines(data) if not line.strip()}
    read = [(place, parsed) for place, parsed in parse_lines(data, Item, str(path)) if place.line not in blank]
    findings = [found for _, parsed in read for found in parsed.findings]
    if findings:
        raise UnfitDecisions(findings)
    kept = [(parsed.record, place) for place, parsed in read if parsed.record is not None]
    return [item for item, _ in kept], [place for _, place in kept]


def write_outcome(outcome: Outcome, path: Path | str) -> None:
    """Write the new set into a working folder, the decided work list beside it; every other file stays as it is.

    Raises:
        FileError: the folder is no working folder, or has something of that name.
        OSError: the set cannot be written.
    """
    lines = [item.model_dump(mode="json") for item in outcome.items]
    write_set(outcome.corpus, outcome.set_id, path, beside={ADJUDICATION: lines})
