"""What has a place in STAM: links that do not go in a circle.

>>> from corpus.formats.graph import Annotations, Graph, Link
>>> circle = (Link("E1", "x", None, (("a", "E2"),)), Link("E2", "x", None, (("a", "E1"),)))
>>> sorted(unfit(Graph("d", ""), Annotations("ana", links=circle)))
['E1', 'E2']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.linked import in_order

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations, Graph, Id


def unfit(graph: Graph, given: Annotations) -> dict[Id, str]:  # noqa: ARG001 - what every such rule gets
    """Give the links that go in a circle or rest on one, and those over what is neither span nor link."""
    known = {one.id for one in given.spans} | {one.id for one in given.links}
    kept = {one.id for one in in_order(given.links)}
    made = {one.id: "the format has no links in a circle" for one in given.links if one.id not in kept}
    strange = [one for one in given.links if {one.trigger or one.id, *(target for _, target in one.arguments)} - known]
    return made | {one.id: "the format's links are over spans and links" for one in strange}
