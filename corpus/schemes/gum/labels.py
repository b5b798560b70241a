"""GUM's labels, and the keys under which extras keep what has no field with us."""

from corpus.formats.vocabularies import AttributeType, LinkType, Role, Vocabulary

TYPES = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
    "time": "MISC",
    "animal": "MISC",
    "plant": "MISC",
    "substance": "MISC",
    "object": "MISC",
    "abstract": "MISC",
}
"""Our type of each `etype`."""
ETYPES = {
    "PER": "person",
    "ORG": "organization",
    **dict.fromkeys(("LOC", "GPE", "FAC"), "place"),
    "NORP": "person",
    "EVENT": "event",
    **dict.fromkeys(("VEH", "WEA", "PROD"), "object"),
    **dict.fromkeys(("WORK", "MISC"), "abstract"),
}
"""The `etype` of each type of ours."""
GROUP, IDENTITY, MINIMUM = "GRP", "identity", "minspan"
FIELDS = ("infstat", "salience", "centering", "link", "head", "other")
"""What extras of a mention keep."""
POLARITIES = {"attribution-positive": "positive", "attribution-negative": "negative"}
ATTRIBUTIONS: dict[str, str | None] = {**POLARITIES, "attribution": None}
"""The relations; the oldest files tell no polarity."""
RELATIONS = {polarity: label for label, polarity in POLARITIES.items()}
SOURCE, CUE, CONTENT = "Source", "Cue", "Content"
RELATION = "relation"
"""The note that keeps a relation as it was written, with its signals."""


def vocabulary() -> Vocabulary:
    """Give all labels."""
    roles = (Role(SOURCE, (SOURCE,), many=True), Role(CUE, (CUE,), many=True), Role(CONTENT, (CONTENT,)))
    pair = (Role("Arg1", tuple(TYPES)), Role("Arg2", (MINIMUM,)))
    links = (LinkType(MINIMUM, pair), *(LinkType(label, roles, placed=True) for label in ATTRIBUTIONS))
    attributes = tuple(AttributeType(label, tuple(TYPES)) for label in (GROUP, *FIELDS, IDENTITY))
    return Vocabulary((*TYPES, MINIMUM, SOURCE, CUE, CONTENT), links, attributes)
