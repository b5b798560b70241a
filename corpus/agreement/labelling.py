"""Labelling: the coefficients of each field of a layer, over what the sets both found.

A field that nobody filled is passed over. What a field is decides which coefficients mean something: labels in an
order have `alpha_ordinal` as well, a number has `alpha_interval` alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from corpus.agreement import coefficients
from corpus.agreement.attributes import ALONE, NUMBERS, OFF_SCALE, label_fields, scale_of
from corpus.agreement.tasks import Measured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.agreement.counts import Statistic
    from corpus.agreement.ratings import Ratings
    from corpus.agreement.tasks import Task


def of_labels(task: Task, coefficient: Callable[[Ratings], Statistic]) -> Iterator[Measured]:
    """Compute a coefficient for each field that holds labels."""
    for field in label_fields(task.compared.layer):
        yield from _measured(task, field, task.paired.ratings(field), coefficient)


def of_scales(task: Task) -> Iterator[Measured]:
    """Compute ordinal alpha for each field whose labels have an order."""
    for field in label_fields(task.compared.layer):
        scale = scale_of(task.compared.layer, field)
        if scale is not None:
            coefficient = partial(coefficients.krippendorff_alpha, level="ordinal")
            off = {OFF_SCALE: task.paired.off_scale(field, scale)}
            yield from _measured(task, field, task.paired.ratings(field, categories=scale), coefficient, off)


def of_numbers(task: Task) -> Iterator[Measured]:
    """Compute interval alpha for each field that holds a number."""
    for layer, field in NUMBERS:
        if layer == task.compared.layer:
            coefficient = partial(coefficients.krippendorff_alpha, level="interval")
            yield from _measured(task, field, task.paired.ratings(field), coefficient)


def _measured(
    task: Task,
    field: str,
    ratings: Ratings,
    coefficient: Callable[[Ratings], Statistic],
    left_out: dict[str, int] | None = None,
) -> Iterator[Measured]:
    if not (ratings.valued > 0).any():
        return
    found = coefficient(ratings)
    counted = {ALONE: task.paired.alone, **found.left_out, **(left_out or {})}
    kept = {reason: number for reason, number in counted.items() if number}
    yield Measured(field, replace(found, left_out=kept))
