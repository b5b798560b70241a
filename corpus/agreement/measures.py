"""The measures: each by its name, with what it compares, where it comes from, and for how many sets it is asked.

>>> [name for name, measure in MEASURES.items() if measure.kind == "relations" and name.startswith("f1")]
['f1_triple', 'f1_triple_overlap']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from corpus.agreement import coefficients, labelling, tasks
from corpus.errors import Incomparable, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.agreement.tasks import Measured, Task

Kind = Literal["annotations", "places", "relations", "labels"]
PAIR = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        kind: what it compares: annotations of any layer, places, relations, or labels.
        title: what it is, and whose.
        compute: measures all fields or arguments that it applies to.
        default: for how many sets it is measured when nobody chooses: "any", "two", "many" (more than two) or "none". One of
            two sets cannot be asked for over more.
    """

    kind: Kind
    title: str
    compute: Callable[[Task], Iterator[Measured]]
    default: Literal["any", "two", "many", "none"] = "any"

    def is_default(self, sets: int) -> bool:
        """Tell whether it is measured over so many sets when nobody chooses."""
        return {"any": True, "two": sets == PAIR, "many": sets > PAIR, "none": False}[self.default]


def _sides(kind: Kind, matching: str, what: str) -> dict[str, Measure]:
    """Make precision, recall and F1 of one way to match; the first two ask for a first and a second set."""
    compute = tasks.span_agreement if kind == "places" else tasks.relation_agreement
    f1 = Measure(kind, f"F1 of {what}", partial(compute, matching=matching, side="f1"))
    precision = Measure(kind, f"precision of {what}", partial(compute, matching=matching, side="precision"), "two")
    recall = Measure(kind, f"recall of {what}", partial(compute, matching=matching, side="recall"), "two")
    return {f"f1_{matching}": f1, f"precision_{matching}": precision, f"recall_{matching}": recall}


MEASURES: dict[str, Measure] = {
    "f1_paired": Measure("annotations", "F1 of annotations that have a partner, as for adjudication", tasks.paired_agreement),
    **_sides("places", "exact", "spans that are equal"),
    **_sides("places", "overlap", "spans that overlap, one to one"),
    **_sides("places", "characters", "marked code points"),
    "agr": Measure("places", "share of spans that the other side overlaps (Wiebe et al. 2005)", tasks.agr),
    "alpha_u": Measure("places", "unitizing alpha (Krippendorff et al. 2016)", tasks.alpha_u),
    "alpha_tokens": Measure("places", "alpha of token labels (Krippendorff 2011)", tasks.alpha_tokens),
    "gamma": Measure("places", "mean gamma of the documents (Mathet et al. 2015)", tasks.gamma, "none"),
    **_sides("relations", "triple", "attributions that are equal in all arguments"),
    **_sides("relations", "triple_overlap", "attributions that overlap in all arguments, one to one"),
    "percent": Measure(
        "labels", "share of equal labels", partial(labelling.of_labels, coefficient=coefficients.percent_agreement)
    ),
    "kappa": Measure(
        "labels", "kappa of two sets (Cohen 1960)", partial(labelling.of_labels, coefficient=coefficients.cohen_kappa), "two"
    ),
    "fleiss": Measure(
        "labels",
        "kappa of many sets (Fleiss 1971)",
        partial(labelling.of_labels, coefficient=coefficients.fleiss_kappa),
        "many",
    ),
    "alpha": Measure(
        "labels", "nominal alpha (Krippendorff 2011)", partial(labelling.of_labels, coefficient=coefficients.krippendorff_alpha)
    ),
    "alpha_ordinal": Measure("labels", "ordinal alpha of labels in an order (Krippendorff 2011)", labelling.of_scales),
    "alpha_interval": Measure("labels", "interval alpha of numbers (Krippendorff 2011)", labelling.of_numbers),
    "ac1": Measure("labels", "AC1 (Gwet 2008)", partial(labelling.of_labels, coefficient=coefficients.gwet_ac1)),
}
"""All measures, in the order in which they are shown."""


def chosen(names: Sequence[str] | None, *, sets: int) -> dict[str, Measure]:
    """Give the measures of these names, or those that are measured over so many sets when nobody chooses.

    Raises:
        Incomparable: no name, or a measure of two sets for more of them.
        UnknownName: there is no such measure.
    """
    if names is None:
        return {name: measure for name, measure in MEASURES.items() if measure.is_default(sets)}
    if not names:
        message = "expected at least one measure, found none"
        raise Incomparable(message)
    for name in names:
        _refuse_misfit(name, sets)
    return {name: measure for name, measure in MEASURES.items() if name in names}


def _refuse_misfit(name: str, sets: int) -> None:
    if name not in MEASURES:
        message = f"no measure {name!r}; the measures are {', '.join(MEASURES)}"
        raise UnknownName(message)
    if MEASURES[name].default == "two" and sets != PAIR:
        message = f"{name} compares two sets, found {sets}"
        raise Incomparable(message)
