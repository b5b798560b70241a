"""`corpus adjudicate`: list what sets do not agree on, and make one more set of what was decided."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from corpus.cli.output import progress, write, write_json
from corpus.cli.verdicts import Exit, answer
from corpus.errors import counted
from corpus.view.palette import visible

if TYPE_CHECKING:
    from corpus.agreement import Outcome, Policy


class PolicyName(StrEnum):
    """What decides where nobody did."""

    FIRST = "first"
    UNION = "union"
    MAJORITY = "majority"


class AdjudicateFormat(StrEnum):
    """How the outcome is printed."""

    TEXT = "text"
    JSON = "json"


Source = Annotated[str, typer.Argument(metavar="PATH", help="The corpus: a working folder.", show_default=False)]
Sets = Annotated[
    str,
    typer.Option(metavar="A,B", help="Two or more sets, with commas between; the first counts most.", show_default=False),
]
Out = Annotated[str | None, typer.Option(metavar="SET", help="What the new set is called.", show_default=False)]
PolicyOption = Annotated[PolicyName | None, typer.Option("--policy", help="Decide what is left open.", show_default=False)]
WorkList = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the list of what is to be decided.", show_default=False)
]
Apply = Annotated[Path | None, typer.Option(metavar="FILE", help="Read the filled list.", show_default=False)]
Form = Annotated[AdjudicateFormat, typer.Option("--format", help="For reading, or for a program.")]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made of which sets."""

    path: str
    sets: list[str]
    out: str
    policy: PolicyName | None
    decided_in: Path | None


def adjudicate(  # noqa: PLR0913 - the options of the verb
    path: Source,
    *,
    sets: Sets,
    out: Out = None,
    policy: PolicyOption = None,
    worklist: WorkList = None,
    apply: Apply = None,
    form: Form = AdjudicateFormat.TEXT,
) -> None:
    """Make one more set of several: of what they agree on, and of what was decided where they do not.

    Either --worklist FILE, which lists what is to be decided, or --out SET with --apply FILE, --policy, or both. Exit code: 0
    written, 1 written with something left open or left out (it is listed), or the corpus has errors, 2 it could not be done.
    """
    names = [name.strip() for name in sets.split(",") if name.strip()]
    if worklist is not None and out is None and policy is None and apply is None:
        raise typer.Exit(answer(lambda: _list(path, names, worklist, form)))
    if worklist is None and out is not None and (policy or apply):
        wish = Wish(path, names, out, policy, apply)
        raise typer.Exit(answer(lambda: _adjudicate(wish, form)))
    message = "expected either --worklist FILE alone, or --out SET with --apply FILE, --policy, or both"
    raise typer.BadParameter(message)


def _list(path: str, sets: list[str], file: Path, form: AdjudicateFormat) -> Exit:
    from corpus.adjudication import list_work, write_work_list
    from corpus.loading import load

    with progress(f"comparing {', '.join(sets)}"):
        items = list_work(load(path), sets)
        write_work_list(items, file)
    counts = Counter(item.layer for item in items)
    if form == AdjudicateFormat.JSON:
        write_json({"worklist": str(file), "items": counts})
    else:
        by_layer = ", ".join(f"{layer} {count}" for layer, count in counts.items())
        write(visible(f"{file}: {counted(len(items), 'item')} to decide" + (f" ({by_layer})" if by_layer else "")))
    return Exit.CLEAN


def _adjudicate(wish: Wish, form: AdjudicateFormat) -> Exit:
    from corpus.adjudication import read_work_list, resolve, write_outcome
    from corpus.loading import load

    with progress(f"adjudicating {', '.join(wish.sets)}"):
        decisions, places = read_work_list(wish.decided_in) if wish.decided_in else ([], [])
        policy = cast("Policy | None", wish.policy and wish.policy.value)
        outcome = resolve(load(wish.path), sets=wish.sets, out=wish.out, policy=policy, decisions=decisions, places=places)
        write_outcome(outcome, wish.path)
    if form == AdjudicateFormat.JSON:
        write_json(_object(outcome))
    else:
        write(visible(_summary(outcome)))
    return Exit.FOUND if outcome.open or outcome.notices else Exit.CLEAN


def _summary(outcome: "Outcome") -> str:
    still_open = [f"{item.item}: open, no majority; see {outcome.set_id}/adjudication.jsonl" for item in outcome.open]
    decided = len(outcome.items) - len(outcome.open)
    counts = f"{sum(outcome.agreed.values())} agreed, {decided} decided, {len(outcome.open)} open, "
    notices = [str(found) for found in outcome.notices]
    return "\n".join([*notices, *still_open, f"{outcome.set_id}: {counts}{counted(len(notices), 'notice')}"])


def _object(outcome: "Outcome") -> dict[str, Any]:
    return {
        "set": outcome.set_id,
        "agreed": {layer: count for layer, count in outcome.agreed.items() if count},
        "decided": len(outcome.items) - len(outcome.open),
        "open": [item.item for item in outcome.open],
        "notices": [{"code": one.code, "message": one.message, "place": _place(asdict(one.place))} for one in outcome.notices],
    }


def _place(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
