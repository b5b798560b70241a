"""Reportedly: news text as a typed, versioned corpus of who says what, how surely, and with what stance.

>>> import corpus
>>> news = corpus.load()
>>> [cue.span.surface for cue in news["maduro-igla-s"].hedges][:3]
[...]

Everything below is imported when it is first used, so that `import corpus` costs next to nothing (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpus.version import __version__

if TYPE_CHECKING:
    from corpus import testing
    from corpus.adjudication import adjudicate, list_work
    from corpus.agreement import Agreement, Estimate, Resampling, agree
    from corpus.attaching import attach
    from corpus.changes import Changes, diff
    from corpus.conversion import Conversion, convert, read, write
    from corpus.errors import (
        CorpusError,
        FileError,
        Finding,
        FrozenSchema,
        Incomparable,
        IncompleteImport,
        LossyTarget,
        MigrationError,
        Place,
        ReleaseError,
        Unattached,
        UnfitDecisions,
        UnknownName,
        UnsoundCorpus,
    )
    from corpus.files.folder import write_folder
    from corpus.loading import check, load
    from corpus.migration import Migration, migrate
    from corpus.model import AnnotationSet, Corpus, CorpusMetadata, Document, Layer, Span
    from corpus.model.rows import table_of
    from corpus.reanchoring import Reanchored, reanchor
    from corpus.release import Publication, build_release, publish, to_dataset, verify, withhold

_HOMES = {
    "Agreement": "corpus.agreement",
    "AnnotationSet": "corpus.model",
    "Changes": "corpus.changes",
    "Conversion": "corpus.conversion",
    "Corpus": "corpus.model",
    "CorpusError": "corpus.errors",
    "CorpusMetadata": "corpus.model",
    "Document": "corpus.model",
    "Estimate": "corpus.agreement",
    "FileError": "corpus.errors",
    "Finding": "corpus.errors",
    "FrozenSchema": "corpus.errors",
    "Incomparable": "corpus.errors",
    "IncompleteImport": "corpus.errors",
    "Layer": "corpus.model",
    "LossyTarget": "corpus.errors",
    "Migration": "corpus.migration",
    "MigrationError": "corpus.errors",
    "Place": "corpus.errors",
    "Publication": "corpus.release",
    "Reanchored": "corpus.reanchoring",
    "ReleaseError": "corpus.errors",
    "Resampling": "corpus.agreement",
    "Span": "corpus.model",
    "Unattached": "corpus.errors",
    "UnfitDecisions": "corpus.errors",
    "UnknownName": "corpus.errors",
    "UnsoundCorpus": "corpus.errors",
    "adjudicate": "corpus.adjudication",
    "agree": "corpus.agreement",
    "attach": "corpus.attaching",
    "build_release": "corpus.release",
    "check": "corpus.loading",
    "convert": "corpus.conversion",
    "diff": "corpus.changes",
    "list_work": "corpus.adjudication",
    "load": "corpus.loading",
    "migrate": "corpus.migration",
    "publish": "corpus.release",
    "read": "corpus.conversion",
    "reanchor": "corpus.reanchoring",
    "table_of": "corpus.model.rows",
    "testing": "corpus.testing",
    "to_dataset": "corpus.release",
    "verify": "corpus.release",
    "withhold": "corpus.release",
    "write": "corpus.conversion",
    "write_folder": "corpus.files.folder",
}
"""The module that each public name lives in."""

__all__ = [
    "Agreement",
    "AnnotationSet",
    "Changes",
    "Conversion",
    "Corpus",
    "CorpusError",
    "CorpusMetadata",
    "Document",
    "Estimate",
    "FileError",
    "Finding",
    "FrozenSchema",
    "Incomparable",
    "IncompleteImport",
    "Layer",
    "LossyTarget",
    "Migration",
    "MigrationError",
    "Place",
    "Publication",
    "Reanchored",
    "ReleaseError",
    "Resampling",
    "Span",
    "Unattached",
    "UnfitDecisions",
    "UnknownName",
    "UnsoundCorpus",
    "__version__",
    "adjudicate",
    "agree",
    "attach",
    "build_release",
    "check",
    "convert",
    "diff",
    "list_work",
    "load",
    "migrate",
    "publish",
    "read",
    "reanchor",
    "table_of",
    "testing",
    "to_dataset",
    "verify",
    "withhold",
    "write",
    "write_folder",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    module = import_module(_HOMES[name])
    value = module if module.__name__ == f"corpus.{name}" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
