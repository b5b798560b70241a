"""Tasks: what is to be measured, and each measure of places and relations computed from it.

A measure goes through the arguments that its layer has and gives a statistic for each: counts per document, and the figure
of their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from corpus.agreement import gamma as gammas
from corpus.agreement import relations, spans
from corpus.agreement.attributes import Paired
from corpus.agreement.places import arguments, spans_of
from corpus.agreement.tokens import label_tokens, token_alpha, whitespace_tokens
from corpus.agreement.unitizing import segment, unitizing_alpha
from corpus.model import Document

if TYPE_CHECKING:
    from corpus.agreement.comparison import Comparison
    from corpus.agreement.counts import Statistic
    from corpus.agreement.ratings import Codes
    from corpus.model import Span

Made = TypeVar("Made")
Tokens = Callable[[Document], Sequence[tuple[int, int]]]
"""Gives the bounds of a document's tokens."""
Marked = Sequence[tuple["Span", int]]
"""Spans with the number of their argument, from 1 on."""
OUTSIDE = "outside"
"""What a token or code point is that nothing marks."""
NO_TEXT = "documents without text"
NO_TEXTS = "no document has a text"
Known = Callable[[Document], bool]
"""Tells whether enough is known of a document."""


def _is_always(_: Document) -> bool:
    return True


def _has_text(document: Document) -> bool:
    return document.text is not None


def _has_size(document: Document) -> bool:
    """A text that is withheld still has a length."""
    return document.size is not None


@dataclass(frozen=True)
class Task:
    """What is measured: a comparison, and what some measures want to know.

    Attributes:
        compared: the sets, documents and layer.
        tokens: gives the bounds of a document's tokens; None for what white space separates.
        seed: the seed of gamma's random continua.
    """

    compared: Comparison
    tokens: Tokens | None = None
    seed: int = 0

    @cached_property
    def paired(self) -> Paired:
        """The annotations that the sets both have."""
        return Paired(self.compared)

    @cached_property
    def places(self) -> dict[str | None, list[list[list[Span]]]]:
        """The spans of each argument of the layer: by set, then by document."""
        return {argument: spans_of(self.compared, argument) for argument in arguments(self.compared.layer)}

    def categories(self, *chosen: str | None) -> list[str]:
        """Name some arguments, and what is outside them."""
        return [OUTSIDE, *(argument or self.compared.layer for argument in chosen)]

    def laid_out(
        self, make: Callable[[Document, Marked], Made], *chosen: str | None, known: Known = _is_always
    ) -> list[list[Made | None]]:
        """Make something of the spans of some arguments: for each document and set; None where the set does not cover it.

        A document of which not enough is `known`, its text or its length, gives None for all sets.
        """
        return [
            [
                make(document, self._marked(number, place, chosen)) if self.compared.covers(number, document.id) else None
                for number in range(len(self.compared.sets))
            ]
            if known(document)
            else [None] * len(self.compared.sets)
            for place, document in enumerate(self.compared.documents)
        ]

    def _marked(self, number: int, place: int, chosen: Sequence[str | None]) -> Marked:
        return [(span, code) for code, argument in enumerate(chosen, start=1) for span in self.places[argument][number][place]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A statistic with the field or argument that it is of."""

    field: str | None
    statistic: Statistic


def span_agreement(task: Task, matching: str, side: spans.Side) -> Iterator[Measured]:
    """Compare the spans of each argument."""
    for argument, found in task.places.items():
        yield Measured(argument, spans.span_agreement(task.compared, found, matching, side))


def agr(task: Task) -> Iterator[Measured]:
    """Give Wiebe's agr of whole attributions, and of each argument."""
    if task.compared.layer == "attributions":
        yield Measured(None, relations.relation_agr(task.compared))
    for argument, found in task.places.items():
        yield Measured(argument, spans.agr(task.compared, found, spans.pair_touched))


def relation_agreement(task: Task, matching: str, side: spans.Side) -> Iterator[Measured]:
    """Compare whole attributions; other layers have no relations with several arguments."""
    if task.compared.layer == "attributions":
        yield Measured(None, relations.relation_agreement(task.compared, matching, side))


def paired_agreement(task: Task) -> Iterator[Measured]:
    """Tell how many annotations have a partner."""
    yield Measured(None, spans.paired_agreement(task.compared))


def alpha_u(task: Task) -> Iterator[Measured]:
    """Give the unitizing alpha of each argument."""
    for argument in task.places:
        documents = task.laid_out(lambda document, marked: segment(document.size or 0, marked), argument, known=_has_size)
        yield Measured(argument, _with_known(task, unitizing_alpha(documents, task.categories(argument)), _has_size))


def alpha_tokens(task: Task) -> Iterator[Measured]:
    """Give the alpha over tokens, all arguments together."""
    if not task.places:
        return

    def label(document: Document, marked: Marked) -> Codes:
        text = document.text or ""
        return label_tokens(whitespace_tokens(text) if task.tokens is None else task.tokens(document), marked)

    found = token_alpha(task.laid_out(label, *task.places, known=_has_text), task.categories(*task.places))
    named = "white space" if task.tokens is None else "given by the caller"
    yield Measured(None, _with_known(task, replace(found, settings={**found.settings, "tokens": named}), _has_text))


def gamma(task: Task) -> Iterator[Measured]:
    """Give the gamma of each argument."""

    def units(_: Document, marked: Marked) -> list[gammas.Unit]:
        return [gammas.Unit(span.start, span.end, task.compared.layer) for span, _ in marked]

    for argument in task.places:
        settings = gammas.GammaSettings(seed=task.seed)
        yield Measured(argument, gammas.gamma(task.laid_out(units, argument), settings=settings))


def _with_known(task: Task, statistic: Statistic, known: Known) -> Statistic:
    """Count the documents that have no text, or no known length, to lay spans out on."""
    number = sum(not known(document) for document in task.compared.documents)
    if not number:
        return statistic
    undefined = NO_TEXTS if number == len(task.compared.documents) else statistic.undefined
    return replace(statistic, left_out={**statistic.left_out, NO_TEXT: number}, undefined=undefined)
