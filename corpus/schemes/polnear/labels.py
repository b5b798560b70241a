"""PolNeAR's labels, and where what has no field of ours is kept."""

from corpus.formats.vocabularies import LinkType, Role, Vocabulary

EVENT = "Attribution"
EVENT_WITHOUT_SOURCE = "Attribution-no-source"
EVENTS = (EVENT, EVENT_WITHOUT_SOURCE)
SOURCE, CUE, CONTENT = "Source", "Cue", "Content"
EXTRAS = "polnear"
"""The key under which a document's extras keep, by annotator, what belongs to no attribution."""
DIGITS = "0123456789"
"""What brat puts behind a role that stands several times: Content, Content2."""


def vocabulary() -> Vocabulary:
    """Give all labels: three kinds of spans, two of events over them."""
    roles = {role: Role(role, (role,), many=True) for role in (SOURCE, CUE, CONTENT)}
    with_source = LinkType(EVENT, tuple(roles.values()), placed=True)
    without = LinkType(EVENT_WITHOUT_SOURCE, (roles[CUE], roles[CONTENT]), placed=True)
    return Vocabulary((SOURCE, CUE, CONTENT, "Discuss", "Discard"), (with_source, without))
