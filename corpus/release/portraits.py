"""What a card says of the data: contents, labels, annotators, agreement, rights, limits, checks. Every figure is counted.

Each function gives one part of the card as Markdown.

>>> from corpus.agreement import Agreement
>>> from corpus.model import Corpus, CorpusMetadata
>>> print(describe_agreement(Corpus(CorpusMetadata(name="mine", version="1.0.0", schema_version="1")), Agreement(estimates=())))
No agreement has been measured, because there is no annotation set.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.agreement.tables import to_markdown
from corpus.checks.codes import CODES
from corpus.model import LAYERS
from corpus.model.columns import columns
from corpus.model.flattening import flatten
from corpus.release.configs import DEFAULT_CONFIG
from corpus.release.front_matter import languages_of
from corpus.release.markdown import bullets, code, count, own, prose, table
from corpus.release.reliability import absent_sets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import pyarrow as pa

    from corpus.agreement import Agreement, Estimate
    from corpus.model import AnnotationSet, Corpus, SetView
    from corpus.model.columns import Column
    from corpus.release.configs import Config

MAKERS = {
    "human": "made by a person",
    "model": "**made by a machine** (a trained or language model)",
    "rule": "**made by a machine** (a hand-written program)",
    None: "**of an unknown maker**",
}
"""Who made a set, by its maker."""
MACHINES = ("model", "rule")
ALIKE = (
    "Sets of one program or model share its habits, so their agreement is likely to be higher than that of people, and is no "
    "evidence that people would agree."
)
ROLES = {
    "raw": "one annotator's own pass",
    "adjudicated": "decided from other sets",
    "model": "a model's output",
    "import": "taken over from another corpus",
}
"""What a set is, by its role."""
FEW = 30
"""Below so many documents a corpus shows a schema, and proves nothing about news."""


def describe_whole(corpus: Corpus) -> str:
    """Say in one line each what this is, how much, in which language and under which licence."""
    about = corpus.metadata
    amount = sum(corpus.set(one.id).size for one in corpus.sets)
    languages = ", ".join(code(tag) for tag in languages_of(corpus)) or "not stated"
    return bullets(
        [
            (
                f"**Size**: {count(len(corpus), 'document')}, {count(amount, 'annotation')} in "
                f"{count(len(corpus.sets), 'annotation set')}"
            ),
            f"**Language**: {languages}",
            f"**Version**: {about.version} of the data, {prose(about.schema_version)} of the annotation schema",
            f"**Annotations**: {_licence(corpus)}",
            f"**Texts**: {about.text_release or 'withheld'}; their rights are a matter of their own (see [Rights](#rights))",
        ]
    )


def describe_configs(configs: Sequence[Config]) -> str:
    """Give the table of configs, with the rows of each split."""
    splits = list(dict.fromkeys(file.split for config in configs for file in config.files))
    rows = []
    for config in configs:
        found = {file.split: f"{file.rows:,}" for file in config.files}
        name = f"{code(config.name)} (default)" if config.name == DEFAULT_CONFIG else code(config.name)
        rows.append([name, own(config.title), *(found.get(split, "0") for split in splits)])
    names = [code(split) for split in splits]
    return table(["config", "a row is", *names], rows, right=names)


def describe_labels(corpus: Corpus) -> str:
    """Count the labels of every layer of the default set."""
    if corpus.default_set is None:
        return "No annotation set is named as the default, so no labels are counted here."
    view = corpus.set(corpus.default_set)
    rows = [row for layer in LAYERS for row in _label_rows(view, layer)]
    counted = table(["layer", "annotations", "column", "labels, with how often each stands"], rows, right=["annotations"])
    return f"Set {code(corpus.default_set)}, over all splits:\n\n{counted}"


def describe_sets(corpus: Corpus) -> str:
    """Say of each annotation set who or what made it, and how."""
    if not corpus.sets:
        return "There is no annotation set yet: the texts stand alone."
    return bullets(_set_line(corpus, record) for record in corpus.sets)


def describe_agreement(corpus: Corpus, agreement: Agreement) -> str:
    """Give the measured agreement with what it rests on; else say plainly that none was measured."""
    if agreement.estimates:
        return f"{_compared(corpus, agreement.estimates[0])}{_absent(corpus)}\n\n{to_markdown(agreement)}"
    return f"{_unmeasured(corpus)}{_absent(corpus)}"


def _unmeasured(corpus: Corpus) -> str:
    if not corpus.sets:
        return "No agreement has been measured, because there is no annotation set."
    if len(corpus.sets) == 1:
        return (
            "No agreement has been measured: there is one annotation set only, so nothing to compare it with. How reliable the "
            "labels are is unknown."
        )
    return (
        f"No agreement has been measured for this release, although it holds {len(corpus.sets)} annotation sets; each is "
        "published in full, so that it can be."
    )


def _absent(corpus: Corpus) -> str:
    """Name the sets behind the default set that are not here: their agreement cannot be measured."""
    absent = absent_sets(corpus)
    return (
        f" The default set was adjudicated from {prose(', '.join(absent))} as well, not in this corpus and not measured."
        if absent
        else ""
    )


def _compared(corpus: Corpus, estimate: Estimate) -> str:
    sets = [one for one in corpus.sets if one.id in estimate.annotators]
    made_by = prose(", ".join(f"{one.id} ({one.maker or 'maker unknown'}: {one.annotator.name})" for one in sets))
    makers = {(one.maker, one.annotator.name) for one in sets if one.maker != "human"}
    opening = f"Between {made_by}, from which the default set was adjudicated; `corpus agree` measures more."
    if makers and len(makers) < len(sets):
        return f"{opening} {ALIKE}"
    return opening


def describe_rights(corpus: Corpus) -> str:
    """Say what may be done with annotations and with texts, and why the texts are there or not."""
    about = corpus.metadata
    where = (
        "The texts are included, in the column `text` of `documents`."
        if about.text_release == "included"
        else "The texts are withheld: offsets, labels and keyed digests stand alone. Texts of your own can be attached."
    )
    reason = f" {prose(about.text_release_reason)}" if about.text_release_reason else " No reason is stated."
    rights = prose(about.text_rights) if about.text_rights else "Nothing is stated about who holds the rights in the texts."
    here = f"{where}{reason}"
    return f"**Annotations**: {_licence(corpus)}.\n\n**Rights in the texts**: {rights}\n\n**Texts in this release**: {here}"


def describe_limits(corpus: Corpus, configs: Sequence[Config], dropped: Mapping[str, int]) -> str:
    """List what a user should know before relying on the data."""
    limits = [
        *_size_limits(corpus, configs),
        *_maker_limits(corpus),
        "The labels record what each voice presents as true in the text, never whether it is true.",
        f"{_from_default(corpus)} made from the default set alone; the config of a layer holds every set.",
        *_drops(configs),
        *(_withheld_limits(dropped) if corpus.metadata.text_release == "withheld" else ()),
    ]
    return bullets(limits)


def describe_checks() -> str:
    """Say which checks the data passed."""
    groups = {"E1": "texts and offsets", "E2": "ids and references", "E3": "labels and mandatory fields"}
    held = ", ".join(f"{_codes_of(group)} on {what} (`{group}xx`)" for group, what in groups.items())
    return (
        f"No release is built from data in which a check finds an error. This one passed all of them: {held}. Warnings about "
        "practice (`W4xx`) do not stop a release; `corpus check` lists them."
    )


def _codes_of(group: str) -> int:
    return sum(one.startswith(group) for one in CODES)


def _licence(corpus: Corpus) -> str:
    return f"licence {prose(corpus.metadata.licence)}" if corpus.metadata.licence else "no licence is stated"


def _label_rows(view: SetView, layer: str) -> list[list[str]]:
    rows = view.layer(layer).table
    described = [(column, _label_counts(column, rows)) for column in columns(layer) if _is_label(column)]
    cells = [(code(column.path.replace(".item", "")), labels) for column, labels in described if labels]
    name, number = code(layer), f"{rows.num_rows:,}"
    if not cells:
        return [[name, number, "-", "-"]]
    return [[name, number, *cell] for cell in cells]


def _is_label(column: Column) -> bool:
    return bool(column.labels) or str(column.type) == "bool"


def _label_counts(column: Column, rows: pa.Table) -> str:
    """Count the labels in the schema's order; what was left open is counted too, but a label that never stands is not."""
    found = Counter(flatten(rows, column.path).values.to_pylist())
    order: dict[Any, str] = {label: label for label in column.labels} or {True: "yes", False: "no"}
    words = [f"{word} {found[label]:,}" for label, word in order.items() if found[label]]
    return ", ".join([*words, *([f"*left open* {found[None]:,}"] if found[None] else [])])


def _set_line(corpus: Corpus, record: AnnotationSet) -> str:
    annotator = record.annotator
    version = f", version {prose(annotator.version)}" if annotator.version else ""
    default = " (the default set)" if record.id == corpus.default_set else ""
    amount = count(corpus.set(record.id).size, "annotation")
    parts = [
        f"{code(record.id)}{default}: {amount} {MAKERS[record.maker]}, {prose(annotator.name) or 'without a name'}{version}",
        f"It is {ROLES[record.role]}, of profile {code(record.profile)}",
        f"It derives from {', '.join(map(code, record.derived_from))}" if record.derived_from else "",
        f"Guidelines: {prose(record.guidelines)}" if record.guidelines else "",
        f"Finished on {record.created}" if record.created else "",
        prose(record.note) if record.note else "",
    ]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def _size_limits(corpus: Corpus, configs: Sequence[Config]) -> list[str]:
    splits = {file.split for config in configs for file in config.files}
    limits = []
    if len(corpus) < FEW:
        limits.append(
            f"It holds {count(len(corpus), 'document')}: enough to show what the annotation is, too little to train on, to "
            "test on, or to draw conclusions about news from."
        )
    if len(splits) == 1:
        limits.append(f"Everything is in one split, {code(*splits)}: there is no held-out part.")
    return limits


def _maker_limits(corpus: Corpus) -> list[str]:
    kinds = [record.maker for record in corpus.sets]
    machines, unknown = sum(kind in MACHINES for kind in kinds), kinds.count(None)
    if unknown:
        which = "its annotation sets" if unknown == len(kinds) else f"{unknown} of its {len(kinds)} annotation sets"
        made = f" {machines} of the others were made by a machine." if machines else ""
        return [f"Nobody has said who or what made {which}; do not take them for people's work, nor for a machine's.{made}"]
    if not machines:
        return []
    if machines == len(kinds):
        return [
            (
                "No person made any of its annotation sets: all were made by a machine. A set's profile says which fields are "
                "filled, not that a person approved them."
            )
        ]
    return [f"{machines} of its {len(kinds)} annotation sets were made by a machine."]


def _from_default(corpus: Corpus) -> str:
    views = "is" if corpus.metadata.text_release == "withheld" else "and the task views are"
    return f"The config `documents` {views}"


def _withheld_limits(dropped: Mapping[str, int]) -> list[str]:
    gone = ", ".join(f"{code(field)} ({number:,})" for field, number in dropped.items())
    also = [f"Left out as well, as they repeat words of the texts: {gone}."] if gone else []
    return [
        (
            "With the texts went all that repeats them: titles, authors, notes, extras, the names and links of "
            "entities. Ids, groups, clusters and targets that spelled words are numbers. The task views, which need the text, "
            "are not made."
        ),
        *also,
        (
            "What is published still tells something: how long each word, sentence and text is, and what the labels, values "
            "and dates on it mean."
        ),
    ]


def _drops(configs: Sequence[Config]) -> list[str]:
    return [
        f"{code(config.name)} leaves out {count(number, 'annotation')}: {own(reason)}."
        for config in configs
        for reason, number in config.dropped.items()
        if number
    ]
