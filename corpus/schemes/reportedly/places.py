"""Where a record without a span is shown: an entity at its first mention, a commitment at its claim, a source at its name.

The place is for people; reading back takes nothing from it.

>>> mention = {"id": "m", "entity_id": "e", "span": [{"start": 4, "end": 7}]}
>>> Places({"mentions": [mention]}, " So Ana").of("entities", "e"), Places({}, " So Ana").of("sources", "s")
(((4, 7),), ((1, 2),))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.formats.graph import Fragments
    from corpus.model.rows import Row


class Places:
    """The places of the records of one document in one set."""

    def __init__(self, rows: Mapping[str, Sequence[Row]], text: str) -> None:
        """Look up what the records point at."""
        self._rows = {layer: {row["id"]: row for row in found} for layer, found in rows.items()}
        self._mentions = _first(rows.get("mentions", ()), lambda row: [(row["entity_id"], row["span"])])
        named = rows.get("attributions", ())
        self._sources = _first(named, lambda row: [(one["source_id"], one["span"]) for one in row["sources"] or ()])
        start = len(text) - len(text.lstrip())
        self._anywhere: Fragments | None = ((start, start + 1),) if text.strip() else None

    def of(self, layer: str, own: str) -> Fragments | None:
        """Give the place of a record; the first character of the text where nothing gives it one, none in a blank text."""
        span = next((one for one in self._spans(layer, own) if one), None)
        return self._anywhere if span is None else tuple([(part["start"], part["end"]) for part in span])

    def _spans(self, layer: str, own: str) -> Iterator[list[Row] | None]:
        row = self._rows.get(layer, {}).get(own, {})
        if layer == "entities":
            yield self._mentions.get(own)
        elif layer == "sources":
            yield self._sources.get(own)
            yield self._mentions.get(row.get("entity_id"))
        elif layer == "attributions":
            yield from (self._span("cues", cue) for cue in row["cue_ids"] or ())
            yield row["content"]
            yield from (one["span"] for one in row["sources"] or ())
        elif layer == "commitments":
            yield self._span("claims", row["claim_id"])
        elif layer == "stances":
            yield row["expression"]
            yield row["target"]["span"]
            yield self._span("claims", row["target"]["claim_id"])
            yield self._mentions.get(row["target"]["entity_id"])

    def _span(self, layer: str, own: str | None) -> list[Row] | None:
        row = self._rows.get(layer, {}).get(own or "")
        return None if row is None else row["span"]


def _first(rows: Sequence[Row], spans: Any) -> dict[str | None, list[Row]]:
    """Give the first span of each id, in the order of the text."""
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        for own, span in spans(row):
            if own is not None and span and (own not in found or span[0]["start"] < found[own][0]["start"]):
                found[own] = span
    return found
