"""Reliability: how far the sets behind an adjudicated default set agree, for the card of a release.

Measured where the default set says what it was adjudicated from; other corpora are left to `corpus agree`, since which sets
to compare is then the user's choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement import Agreement, agree
from corpus.errors import Incomparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.agreement import Estimate
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


def compared_sets(corpus: Corpus) -> tuple[str, ...]:
    """Give the sets that the default set was adjudicated from; none where it was made in another way."""
    if corpus.default_set is None:
        return ()
    record, known = corpus.set(corpus.default_set).record, {one.id for one in corpus.sets}
    found = tuple(one for one in record.derived_from or () if one in known)
    return found if record.role == "adjudicated" and len(found) > 1 else ()


def measure_reliability(corpus: Corpus) -> Agreement:
    """Measure the agreement of the sets behind the default set, layer by layer; what cannot be compared is left out."""
    sets = compared_sets(corpus)
    return Agreement(estimates=tuple(estimate for layer in SHOWN if sets for estimate in _measure(corpus, sets, layer)))


def _measure(corpus: Corpus, sets: tuple[str, ...], layer: str) -> Iterator[Estimate]:
    wanted = SHOWN[layer]
    try:
        found = agree(corpus, sets=sets, layer=layer, measures=list(dict.fromkeys(measure for measure, _ in wanted)))
    except Incomparable:
        return
    yield from (estimate for estimate in found if (estimate.measure, estimate.field) in wanted)
