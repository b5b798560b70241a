"""Reliability: how far the sets behind an adjudicated default set agree, for the card of a release.

Measured where the default set says what it was adjudicated from; other corpora are left to `corpus agree`, since which sets
to compare is then the user's choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement import Agreement, Estimate
from corpus.agreement.agreeing import measure
from corpus.agreement.comparison import Comparison
from corpus.errors import Incomparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Corpus

SHOWN: dict[str, tuple[tuple[str, str | None], ...]] = {
    "entities": (("f1_paired", None), ("alpha", "type")),
    "mentions": (("f1_exact", None), ("f1_overlap", None), ("alpha", "form")),
    "quantities": (("f1_exact", None),),
    "cues": (("f1_exact", None), ("f1_overlap", None), ("alpha", "type"), ("alpha", "engagement")),
    "sources": (("f1_paired", None),),
    "attributions": (("f1_triple", None), ("f1_triple_overlap", None), ("alpha", "type"), ("alpha", "mode")),
    "claims": (("f1_exact", None), ("f1_overlap", None)),
    "commitments": (("f1_paired", None), ("alpha_ordinal", "value")),
    "stances": (("f1_paired", None), ("alpha", "polarity")),
}
"""The measures of each layer that the card gives."""
UNFILLED = "no annotation that several sets have is labelled here"


def compared_sets(corpus: Corpus) -> tuple[str, ...]:
    """Give the sets that the default set was adjudicated from; none where it was made in another way."""
    if corpus.default_set is None:
        return ()
    record, absent = corpus.set(corpus.default_set).record, absent_sets(corpus)
    found = tuple(one for one in record.derived_from or () if one not in absent)
    return found if record.role == "adjudicated" and len(found) > 1 else ()


def absent_sets(corpus: Corpus) -> tuple[str, ...]:
    """Give the sets that the default set was adjudicated from and that the corpus does not hold."""
    if corpus.default_set is None:
        return ()
    record, known = corpus.set(corpus.default_set).record, {one.id for one in corpus.sets}
    return tuple(one for one in record.derived_from or () if one not in known) if record.role == "adjudicated" else ()


def measure_reliability(corpus: Corpus) -> Agreement:
    """Measure the agreement of the sets behind the default set, layer by layer; what has no figure has its reason.

    A layer that neither they nor the default set have is no part of the corpus, and has no row.
    """
    sets = compared_sets(corpus)
    layers = [layer for layer in SHOWN if sets and _is_used(corpus, (*sets, corpus.default_set or ""), layer)]
    return Agreement(estimates=tuple(estimate for layer in layers for estimate in _measure(corpus, sets, layer)))


def _is_used(corpus: Corpus, sets: tuple[str, ...], layer: str) -> bool:
    return any(len(corpus.set(set_id).layer(layer)) for set_id in sets)


def _measure(corpus: Corpus, sets: tuple[str, ...], layer: str) -> Iterator[Estimate]:
    """Measure a layer that any set has, even if another has nothing of it: then none was found twice, and F1 is 0."""
    wanted = SHOWN[layer]
    try:
        compared = Comparison.of(corpus, sets, layer)
        measured = measure(compared, measures=list(dict.fromkeys(name for name, _ in wanted)))
    except Incomparable as refusal:
        yield Estimate(measure=wanted[0][0], layer=layer, annotators=sets, reason=str(refusal))
        return
    found = {(one.measure, one.field): one for one in measured}
    for name, field in wanted:
        nothing = Estimate(measure=name, layer=layer, field=field, annotators=sets, reason=UNFILLED)
        yield found.get((name, field), nothing.model_copy(update={"documents": len(compared.documents)}))
