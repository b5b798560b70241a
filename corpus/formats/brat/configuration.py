"""`annotation.conf` and `visual.conf`: what brat has to be told of a vocabulary, so that people can go on annotating.

>>> from corpus.formats.vocabularies import LinkType, Role, Vocabulary
>>> report = LinkType("Saying", (Role("Cue", ("Cue",), many=True),), placed=True)
>>> print(annotation_conf(Vocabulary(spans=("Cue",), links=(report,))))
[entities]
Cue
<BLANKLINE>
[relations]
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
<BLANKLINE>
[events]
Saying	Cue*:Cue
<BLANKLINE>
[attributes]
<BLANKLINE>
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.formats.vocabularies import AttributeType, LinkType, Vocabulary

OVERLAP = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
"""Lets spans lie over each other in any way, as ours do."""
COLOURS = ("#ffe8a8", "#bfe3f2", "#cdebc5", "#f6cfd5", "#dccff0", "#f4d9bd", "#c8e6df", "#e3e3e3")
"""Light enough for black letters; neighbours differ for the colour-blind too."""


def write_configuration(vocabulary: Vocabulary, path: Path) -> None:
    """Write both files into a collection; none for an empty vocabulary.

    Raises:
        OSError: they cannot be written.
    """
    if vocabulary.spans:
        (path / "annotation.conf").write_bytes(annotation_conf(vocabulary).encode())
        (path / "visual.conf").write_bytes(visual_conf(vocabulary).encode())


def annotation_conf(vocabulary: Vocabulary) -> str:
    """Say which types there are: spans, relations with two arguments, events with any, attributes."""
    sections = {
        "entities": list(vocabulary.spans),
        "relations": [_relation(one) for one in vocabulary.links if not one.placed] + [OVERLAP],
        "events": [_event(one) for one in vocabulary.links if one.placed],
        "attributes": [_attribute(one) for one in vocabulary.attributes],
    }
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in sections.items())


def visual_conf(vocabulary: Vocabulary) -> str:
    """Give each type of span and event a colour of its own."""
    labels = [*vocabulary.spans, *(one.label for one in vocabulary.links if one.placed)]
    drawn = [f"{label}\tbgColor:{colour}, fgColor:black" for label, colour in zip(labels, cycle(COLOURS), strict=False)]
    head = [
        "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken",
        "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
    ]
    return "\n".join(["[labels]", "", "[drawing]", *head, *drawn, ""])


def _relation(link: LinkType) -> str:
    return f"{link.label}\t" + ", ".join(f"{role.name}:{'|'.join(role.targets)}" for role in link.roles)


def _event(link: LinkType) -> str:
    roles = ", ".join(f"{role.name}{'*' if role.many else '?'}:{'|'.join(role.targets)}" for role in link.roles)
    return f"{link.label}\t{roles}" if roles else link.label


def _attribute(attribute: AttributeType) -> str:
    values = f", Value:{'|'.join(attribute.values)}" if attribute.values else ""
    return f"{attribute.label}\tArg:{'|'.join(attribute.targets)}{values}"
