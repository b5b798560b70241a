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


def role_of(name: str) -> str:
    """Give the role that an argument has, whatever its number.

    >>> role_of("Content2")
    'Content'
    """
    return name.rstrip(DIGITS)


def argument_names(contents: int, cues: int, sources: int) -> list[str]:
    """Name the arguments of an event in the order that most of PolNeAR's events have; brat numbers those that stand again.

    >>> argument_names(2, 1, 0)
    ['Content', 'Content2', 'Cue']
    """
    counts = {CONTENT: contents, CUE: cues, SOURCE: sources}
    return [role if number == 1 else f"{role}{number}" for role, count in counts.items() for number in range(1, count + 1)]


def is_usual(names: list[str]) -> bool:
    """Tell whether arguments are named in that order.

    >>> is_usual(["Content", "Cue", "Source"]), is_usual(["Cue", "Content"])
    (True, False)
    """
    kinds = list(map(role_of, names))
    return names == argument_names(kinds.count(CONTENT), kinds.count(CUE), kinds.count(SOURCE))


def vocabulary() -> Vocabulary:
    """Give all labels: three kinds of spans, two of events over them."""
    roles = {role: Role(role, (role,), many=True) for role in (SOURCE, CUE, CONTENT)}
    with_source = LinkType(EVENT, tuple(roles.values()), placed=True)
    without = LinkType(EVENT_WITHOUT_SOURCE, (roles[CUE], roles[CONTENT]), placed=True)
    return Vocabulary((SOURCE, CUE, CONTENT, "Discuss", "Discard"), (with_source, without))
