"""Naming: what people call an entity or a source of a document, where the annotations tell.

>>> from corpus.model.entities import Entity, Mention
>>> ana = Entity(id="entity-1", document_id="d")
>>> said = Mention(id="mention-1", document_id="d", entity_id="entity-1", span=[{"start": 0, "end": 3, "text": "Ana"}])
>>> entity_names([ana], [said])
{'entity-1': 'Ana'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.model.attributions import Attribution
    from corpus.model.entities import Entity, Mention
    from corpus.model.sources import Source
    from corpus.model.spans import Span


def entity_names(entities: Iterable[Entity], mentions: Iterable[Mention]) -> dict[str, str]:
    """Name the entities of a document: by their name, else by the words of their first mention."""
    words = _first_words((one.entity_id, one.span) for one in mentions)
    named = ((one.id, one.name or words.get(one.id)) for one in entities)
    return {key: name for key, name in named if name}


def source_names(sources: Iterable[Source], entities: Mapping[str, str], attributions: Iterable[Attribution]) -> dict[str, str]:
    """Name the sources of a document: by their entity, else by the first words that name them in an attribution."""
    words = _first_words((one.source_id, one.span) for each in attributions for one in each.sources or ())
    named = ((one.id, entities.get(one.entity_id or "") or words.get(one.id)) for one in sources)
    return {key: name for key, name in named if name}


def _first_words(named: Iterable[tuple[str | None, Span | None]]) -> dict[str, str]:
    """Give the surface of the first span of each id; a surface that is withheld names nothing."""
    found: dict[str, Span] = {}
    for key, span in named:
        if key is None or span is None or span.surface is None:
            continue
        if key not in found or span.start < found[key].start:
            found[key] = span
    return {key: str(span) for key, span in found.items()}
