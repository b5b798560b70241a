"""Annotations: valid records of every layer, drawn from the columns that the model declares.

What may stand in a field is read from `corpus.model.columns`, so a field that the schema gains is drawn from that day on.
Only the rules that go beyond one field are written out here.

>>> records("commitments", "It may rain.", known={"claims": ["claim-1"]}).is_empty
False
>>> records("commitments", "It may rain.").is_empty  # a commitment is to a claim, and there is none
True
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from corpus.model import LAYERS, RESERVED_SOURCES
from corpus.model.columns import HEAD, SPAN, Column, columns
from corpus.model.layers import REFERENCES
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES, IMPORT_ONLY_TYPES, MANDATORY
from corpus.testing.places import Bounds, can_hold_spans, spans
from corpus.testing.texts import extras, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hypothesis.strategies import SearchStrategy

    from corpus.model import Annotation
    from corpus.model.sets import Profile

Fields = dict[str, Any]
CACHED = 1024
"""Strategies kept for the next draw: building and validating one costs more than drawing from it."""


@dataclass(frozen=True)
class Surroundings:
    """What a record may point at.

    Attributes:
        document_id: the document that it stands in.
        text: the document's text.
        profile: which fields must be filled.
        regions: the sections, inside one of which every span must lie; empty where there are none.
        known: per layer, the ids that references may hold.
    """

    document_id: str
    text: str
    profile: Profile = "import"
    regions: tuple[Bounds, ...] = ()
    known: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def knowing(self, layer: str, found: Sequence[Annotation]) -> Surroundings:
        """Give the same surroundings with these records of a layer to point at."""
        return replace(self, known=(*self.known, (layer, tuple(record.id for record in found))))

    def ids(self, layer: str) -> tuple[str, ...]:
        """Give the ids of a layer; the reserved sources are always there."""
        return (*(RESERVED_SOURCES if layer == "sources" else ()), *dict(self.known).get(layer, ()))


def records(
    layer: str,
    text: str,
    document_id: str = "d",
    *,
    profile: Profile = "import",
    known: Mapping[str, Sequence[str]] | None = None,
) -> SearchStrategy[Annotation]:
    """Draw valid records of a layer that stand in a text.

    Args:
        layer: the layer's name.
        text: the text; what has a span needs one that is not blank.
        document_id: the document's id.
        profile: which fields are always filled.
        known: per layer, the ids that references may hold; a reference into a layer without any is null, or, where it is
            mandatory, nothing can be drawn.
    """
    pairs = tuple((name, tuple(ids)) for name, ids in (known or {}).items())
    around = Surroundings(document_id, text, profile, known=pairs)
    if not is_possible(layer, around):
        return st.nothing()
    return names().flatmap(
        lambda record_id: fields(layer, around).map(lambda found: record_of(layer, record_id, around, found))
    )


def record_of(layer: str, record_id: str, around: Surroundings, found: Fields) -> Annotation:
    """Make the record from the fields that were drawn."""
    return LAYERS[layer](id=record_id, document_id=around.document_id, **found)


@lru_cache(maxsize=CACHED)
def fields(layer: str, around: Surroundings) -> SearchStrategy[Fields]:
    """Draw the fields of a record but for its id and document; the layer must be possible there."""
    mandatory: Fields = {}
    optional: Fields = {}
    for name, column, is_mandatory in _placed(layer, around.profile):
        if _is_possible(layer, column, around):
            (mandatory if is_mandatory else optional)[name] = _placed_value(layer, column, around)
    placed = st.fixed_dictionaries(mandatory, optional=optional)
    return st.tuples(placed, _plain_fields(layer, around.profile)).map(lambda both: _consistent(layer, both[0] | both[1]))


def is_possible(layer: str, around: Surroundings) -> bool:
    """Tell whether there is what the mandatory fields of a layer need: text to stand on, ids to point at."""
    placed = _placed(layer, around.profile)
    return all(_is_possible(layer, column, around) for _, column, is_mandatory in placed if is_mandatory)


@cache
def _placed(layer: str, profile: Profile) -> tuple[tuple[str, Column, bool], ...]:
    """Give the fields that depend on where a record stands, and whether each must be filled."""
    return tuple(
        (column.path, column, column.required or column.path in _filled(layer, profile))
        for column in columns(layer)
        if "." not in column.path and column.path not in HEAD and _is_placed(layer, column.path)
    )


def _filled(layer: str, profile: Profile) -> frozenset[str]:
    """Give the fields that may not be null; every attribution has a source, whatever the profile."""
    return MANDATORY[profile].get(layer, frozenset()) | ({"sources"} if layer == "attributions" else frozenset())


def _is_placed(layer: str, path: str) -> bool:
    inner = [column for column in columns(layer) if column.path == path or column.path.startswith(f"{path}.")]
    return any(column.type == SPAN or column.path in REFERENCES.get(layer, {}) for column in inner)


@cache
def _plain_fields(layer: str, profile: Profile) -> SearchStrategy[Fields]:
    placed = {name for name, _, _ in _placed(layer, profile)}
    plain = [column for column in columns(layer) if "." not in column.path and column.path not in (*HEAD, *placed)]
    filled = _filled(layer, profile)
    allowed = {column.path: _plain_value(layer, column, profile) for column in plain}
    return st.fixed_dictionaries(
        {name: value for name, value in allowed.items() if name in filled},
        optional={name: value for name, value in allowed.items() if name not in filled},
    )


def _plain_value(layer: str, column: Column, profile: Profile) -> SearchStrategy[Any]:
    if column.labels:
        barred = IMPORT_ONLY_TYPES if (layer, column.path) == ("cues", "type") and profile != "import" else ()
        return st.sampled_from([label for label in column.labels if label not in barred])
    if column.open:
        return extras()
    if column.pattern:
        return st.from_regex(column.pattern, fullmatch=True)
    return _of_type(layer, column)


def _of_type(layer: str, column: Column) -> SearchStrategy[Any]:
    kind = str(column.type)
    if kind == "bool":
        return st.booleans()
    if kind == "double":
        return st.floats(column.minimum, column.maximum, allow_nan=False, allow_infinity=False)
    if kind.startswith("list"):
        return st.lists(_of_type(layer, _child(layer, f"{column.path}.item")), min_size=column.min_items, max_size=2)
    return names() if column.min_length else st.one_of(names(), st.just(""))


def _placed_value(layer: str, column: Column, around: Surroundings) -> SearchStrategy[Any]:
    """Draw spans and references, and the objects and lists that hold them."""
    if column.type == SPAN:
        return spans(around.text, regions=around.regions)
    if column.path in REFERENCES[layer]:
        return st.sampled_from(around.ids(REFERENCES[layer][column.path]))
    if column.path == "target":
        return _target(around)
    item = f"{column.path}.item"
    if str(column.type).startswith("list"):
        least = max(column.min_items, 1 if column.path == "sources" else 0)
        if not _is_possible(layer, _child(layer, item), around):
            return st.just([])
        value = _placed_value(layer, _child(layer, item), around)
        return st.lists(value, min_size=least, max_size=3, unique_by=_referent)
    return _object(layer, column, around)


def _referent(item: Any) -> Any:
    """Give what an item of a list points at; a list has no use for the same twice."""
    return item["source_id"] if isinstance(item, dict) else item


def _object(layer: str, column: Column, around: Surroundings) -> SearchStrategy[Fields]:
    inner = {name: _child(layer, f"{column.path}.{name}") for name in (part.name for part in column.type)}
    possible = {name: part for name, part in inner.items() if _is_possible(layer, part, around)}
    return st.fixed_dictionaries(
        {name: _placed_value(layer, part, around) for name, part in possible.items() if part.required},
        optional={name: _placed_value(layer, part, around) for name, part in possible.items() if not part.required},
    )


def _target(around: Surroundings) -> SearchStrategy[Fields]:
    """Draw exactly one of the four."""
    options: list[SearchStrategy[Fields]] = [st.fixed_dictionaries({"text": names()})]
    if can_hold_spans(around.text, around.regions):
        options.append(st.fixed_dictionaries({"span": spans(around.text, regions=around.regions)}))
    for name, layer in (("entity_id", "entities"), ("claim_id", "claims")):
        if around.ids(layer):
            options.append(st.fixed_dictionaries({name: st.sampled_from(around.ids(layer))}))
    return st.one_of(options)


def _is_possible(layer: str, column: Column, around: Surroundings) -> bool:
    if column.type == SPAN:
        return can_hold_spans(around.text, around.regions)
    target = REFERENCES.get(layer, {}).get(column.path)
    return target is None or bool(around.ids(target))


@cache
def _child(layer: str, path: str) -> Column:
    return next(column for column in columns(layer) if column.path == path)


def _consistent(layer: str, found: Fields) -> Fields:
    """Take back what rules between fields forbid."""
    if layer == "cues":
        barred = {
            "engagement": found.get("type") not in ENGAGED_TYPES,
            "strength": found.get("type") not in GRADED_TYPES,
        }
        return {name: value for name, value in found.items() if not barred.get(name)}
    if layer == "quantities" and "low" in found and "high" in found:
        low, high = sorted((found["low"], found["high"]))
        return found | {"low": low, "high": high}
    return found
