"""Voices: in whose name each cue of a document speaks. Derived, never annotated.

The voice of a cue is that of the innermost attribution whose content contains the cue, else the author; an attribution
that the cue itself marks does not count. Of several attributions around it the one with the longest chain of parents is
innermost, then the one with the shortest content.

>>> from corpus.model import Attribution, Cue
>>> said = Attribution(id="attribution-1", document_id="d", sources=[{"source_id": "source-1"}],
...                    content=[{"start": 8, "end": 20, "text": "it may rain."}])
>>> may = Cue(id="cue-1", document_id="d", span=[{"start": 11, "end": 14, "text": "may"}])
>>> voice_ids(may, [said])
('source-1',)
>>> voice_ids(may, [])
('@author',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model.annotations import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.model.attributions import Attribution
    from corpus.model.cues import Cue


def voice_ids(cue: Cue, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """Give the ids of the sources in whose voice a cue speaks, among the attributions of its document and set."""
    around = [one for one in attributions if _speaks_in(cue, one)]
    if not around:
        return (AUTHOR,)
    by_id = {one.id: one for one in attributions}
    innermost = min(around, key=lambda one: (-_depth(one, by_id), _length(one), one.id))
    return tuple(mention.source_id for mention in innermost.sources or ())


def _speaks_in(cue: Cue, attribution: Attribution) -> bool:
    """A noun that reports (*accusations*) is content of its own attribution, but it is the writer of that who says it."""
    if attribution.content is None or cue.id in (attribution.cue_ids or ()):
        return False
    return attribution.content.contains(cue.span)


def _depth(attribution: Attribution, by_id: Mapping[str, Attribution]) -> int:
    """Count the parents, stopping at a cycle or a parent that is not there (the checks report both)."""
    seen: set[str] = set()
    while attribution.parent_id is not None and attribution.parent_id in by_id and attribution.id not in seen:
        seen.add(attribution.id)
        attribution = by_id[attribution.parent_id]
    return len(seen)


def _length(attribution: Attribution) -> int:
    return sum(fragment.end - fragment.start for fragment in attribution.content or ())
