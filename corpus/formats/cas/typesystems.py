"""Type systems: what a type inherits, and what its features hold.

dkpro-cassis (the extra `cas`) reads them; it is imported when it is needed. Where a file comes without one, the types that
UIMA and DKPro Core define are known.

>>> types = Types.known()
>>> types.is_annotation("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"), types.is_annotation("my.Thing")
(True, False)
>>> types.features("uima.tcas.DocumentAnnotation")["language"]
'value'
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from corpus.errors import FileError
from corpus.formats.cas.structures import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

NEEDS_EXTRA = "expected dkpro-cassis, which reads and writes CAS; install it with: pip install 'reportedly[cas]'"
ANNOTATION, TOP, ARRAY = "uima.tcas.Annotation", "uima.cas.TOP", "uima.cas.FSArray"
NO_NAMESPACE = "uima.noNamespace."
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
SAID = ("documentTitle", "documentId", "documentUri", "documentBaseUri", "collectionId", "isLastSegment")
"""What INCEpTION says of every document; the library leaves this type out."""
DEEPEST = 200
"""Levels of inheritance; a type system with more is no type system."""
Holds = Literal["value", "values", "reference", "references"]
Fields = dict[str, Holds]


def cassis() -> ModuleType:
    """Give the library.

    Raises:
        FileError: it is not installed.
    """
    try:
        import cassis as library  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FileError(NEEDS_EXTRA) from error
    return library  # type: ignore[no-any-return]  # it ships no types


@dataclass(slots=True)
class Types:
    """What is known of types."""

    parents: Mapping[str, str]
    own_features: Mapping[str, Fields]
    shared: frozenset[tuple[str, str]] = frozenset()
    """Features whose array is a feature structure of its own."""
    _features: dict[str, Fields] = field(default_factory=dict, compare=False, repr=False)
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def known(cls) -> Types:
        """Give the types of UIMA and DKPro Core."""
        with _without_warnings():
            found = cls.of(cassis().load_dkpro_core_typesystem())
        return found.with_types(cls({METADATA: "uima.tcas.DocumentAnnotation"}, {METADATA: dict.fromkeys(SAID, "value")}))

    @classmethod
    def read(cls, written: bytes) -> Types:
        """Read a type system description; it has been looked at before, it holds no entities.

        Raises:
            Unusable: it is none, or contradicts itself.
        """
        try:
            with _without_warnings():
                return cls.of(cassis().load_typesystem(io.BytesIO(written)))
        except FileError:
            raise
        except Exception as error:
            message = f"expected a type system in which every type is defined, found that {_said(error)}"
            raise Unusable(message) from error

    @classmethod
    def of(cls, found: Any) -> Types:
        """Take what matters out of a type system of the library."""
        parents, features, shared = {}, {}, set()
        for one in found.get_types(built_in=True):
            parents[one.name] = one.supertype.name if one.supertype else ""
            features[one.name] = {_plain(feature.name): _holds(feature.rangeType, found) for feature in one.features}
            shared |= {(one.name, _plain(each.name)) for each in one.features if each.multipleReferencesAllowed}
        return cls(parents, features, frozenset(shared))

    def __contains__(self, name: str) -> bool:
        """Tell whether a type is known."""
        return name in self.parents

    def with_types(self, other: Types) -> Types:
        """Add the types of another; where both know a type, the other's features are added."""
        names = self.own_features.keys() | other.own_features.keys()
        features = {name: {**self.own_features.get(name, {}), **other.own_features.get(name, {})} for name in names}
        return Types({**self.parents, **other.parents}, features, self.shared | other.shared)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a type is another, or inherits from it."""
        return ancestor in self.line(name)

    def line(self, name: str) -> tuple[str, ...]:
        """Give a type and its ancestors, the nearest first; in a circle, each once or more."""
        if name not in self._lines:
            line = [name]
            while (parent := self.parents.get(line[-1], "")) and len(line) < DEEPEST:
                line.append(parent)
            self._lines[name] = tuple(line)
        return self._lines[name]

    def is_annotation(self, name: str) -> bool:
        """Tell whether a type has a place in the text."""
        return self.is_a(name, ANNOTATION)

    def features(self, name: str) -> Fields:
        """Give the features of a type with what they hold, those of its ancestors first."""
        if name not in self._features:
            self._features[name] = {
                key: holds for one in reversed(self.line(name)) for key, holds in self.own_features.get(one, {}).items()
            }
        return self._features[name]

    def is_shared(self, name: str, feature: str) -> bool:
        """Tell whether the array of a feature stands apart, so that the feature holds a reference to it."""
        return any(key == feature and self.is_a(name, owner) for owner, key in self.shared)


@contextmanager
def _without_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that Python has another name for, and of the library's own ways
        yield


def _holds(range_type: Any, found: Any) -> Holds:
    if found.is_primitive(range_type):
        return "value"
    if found.is_primitive_array(range_type) or found.is_primitive_list(range_type):
        return "values"
    return "references" if found.is_array(range_type) or found.is_list(range_type) else "reference"


def _plain(feature: str) -> str:
    """Take away the underscore that the library puts behind names that Python uses itself."""
    return feature[:-1] if feature in {"self_", "type_"} else feature


def _said(error: Exception) -> str:
    words = str(error).strip().splitlines()
    return f"{type(error).__name__}: {words[0]}"[:200] if words else type(error).__name__
