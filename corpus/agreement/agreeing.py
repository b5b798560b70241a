"""Agreeing: measure how far the sets of a corpus agree, in one call.

>>> from corpus.agreement import agree
>>> from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> text = "It may rain, they said, or it might not."
>>> def cues(**types):
...     return {"cues": table_of("cues", [
...         Cue(id=word, document_id="d", span=Span.of(text, (text.index(word), text.index(word) + len(word))), type=type)
...         for word, type in types.items()
...     ])}
>>> sets = [AnnotationSet(id=name, role="raw", annotator=Annotator(name=name, kind="human"), profile="import") for name in "ab"]
>>> metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> tables = {"a": cues(may="epistemic", said="reportive"), "b": cues(may="epistemic", said="reportive", might="epistemic")}
>>> found = agree(Corpus(metadata, [Document.of("d", text)], sets, tables), sets=["a", "b"], layer="cues")
>>> print(found["f1_exact"])
f1_exact of cues: 0.800
>>> found["f1_exact"].notes
('one document: no interval for the population',)
>>> print(found["kappa", "type"])
kappa of cues.type: 1.000
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement.bootstrap import Interval, Resampling, interval
from corpus.agreement.comparison import NEEDED, Comparison
from corpus.agreement.estimates import Agreement, Estimate
from corpus.agreement.measures import chosen
from corpus.agreement.preconditions import refuse_dangling, refuse_other_than_corpus
from corpus.agreement.tasks import Task
from corpus.errors import Incomparable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.agreement.tasks import Measured, Tokens
    from corpus.model import Corpus

STANDARD = Resampling()
METHOD = "percentile bootstrap over documents"


def agree(
    news: Corpus,
    *,
    sets: Sequence[str],
    layer: str,
    measures: Sequence[str] | None = None,
    tokens: Tokens | None = None,
    resampling: Resampling = STANDARD,
) -> Agreement:
    """Measure how far some sets agree in a layer: places, relations and labels, each with its interval.

    Arguments:
        news: the corpus.
        sets: the ids of two or more of its sets.
        layer: the layer to compare.
        measures: which ones, by name; left out, all that mean something over so many sets, without gamma, which is slow.
        tokens: gives the bounds of a document's tokens, for `alpha_tokens`; left out, what white space separates.
        resampling: how many resamples, from which seed, with which confidence.

    Raises:
        Incomparable: fewer than two sets, a set without annotations in the layer, no document in common, or a measure that
            does not apply: each that was asked for must have something to compare. Or a reference, of the layer or of one by
            which it is paired, to an annotation that is not there.
        UnknownName: there is no such set, layer or measure.
        CorpusError: gamma was asked for and its library is not installed.
    """
    refuse_other_than_corpus(news)
    compared = Comparison.of(news, sets, layer)
    _refuse_silent(compared)
    found = measure(compared, measures=measures, tokens=tokens, resampling=resampling)
    _refuse_unmeasured(found, layer, measures or ())
    return found


def measure(
    compared: Comparison,
    *,
    measures: Sequence[str] | None = None,
    tokens: Tokens | None = None,
    resampling: Resampling = STANDARD,
) -> Agreement:
    """Measure as `agree` does, but let a set have nothing of the layer, and leave out a measure that has nothing to compare.

    Raises:
        Incomparable: no measure, one that is not for so many sets, or a reference to nothing.
        UnknownName: there is no such measure.
        CorpusError: gamma was asked for and its library is not installed.
    """
    refuse_dangling(compared.news, compared.sets, {compared.layer, *NEEDED.get(compared.layer, ())})
    task = Task(compared, tokens, resampling.seed)
    estimates = [
        _estimate(name, compared, measured, resampling)
        for name, one in chosen(measures, sets=len(compared.sets)).items()
        for measured in one.compute(task)
    ]
    return Agreement(estimates=tuple(estimates))


def _refuse_silent(compared: Comparison) -> None:
    """Refuse a set that has nothing of the layer: whether it looked for any cannot be known."""
    if compared.silent:
        names = ", ".join(compared.silent)
        message = f"expected annotations of layer {compared.layer} in the common documents, found none in {names}"
        raise Incomparable(message)


def _refuse_unmeasured(found: Agreement, layer: str, asked: Sequence[str]) -> None:
    """Refuse measures that were asked for and gave nothing, so that none is missing unnoticed."""
    missing = [name for name in dict.fromkeys(asked) if name not in {one.measure for one in found}]
    if missing:
        wanted = f"expected measures that apply to layer {layer}, and fields that are filled"
        message = f"{wanted}; nothing to compare for {', '.join(missing)}"
        raise Incomparable(message)


def _estimate(name: str, compared: Comparison, measured: Measured, resampling: Resampling) -> Estimate:
    statistic = measured.statistic
    found = interval(statistic, resampling)
    return Estimate(
        measure=name,
        layer=compared.layer,
        field=measured.field,
        value=statistic.value,
        interval=found.bounds,
        interval_method=METHOD if found.bounds else None,
        observed_agreement=None if name == "percent" else statistic.observed,
        items=statistic.items,
        documents=len(compared.documents),
        documents_with_items=statistic.documents,
        annotators=compared.sets,
        left_out={**compared.left_out, **statistic.left_out},
        settings={**statistic.settings, **_settings(found, resampling)},
        notes=(*statistic.notes, *found.notes),
        reason=statistic.undefined if statistic.value is None else None,
    )


def _settings(found: Interval, resampling: Resampling) -> dict[str, float]:
    if found.bounds is None:
        return {}
    return {"resamples": resampling.resamples, "seed": resampling.seed, "confidence": resampling.confidence}
