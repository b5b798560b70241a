"""BioScope's labels and what they are with us.

>>> TYPES["speculation"], role_of("Title"), role_of("byline"), part_of("summary")
('hedge', 'headline', 'byline', 'AbstractText')
"""

from __future__ import annotations

from corpus.formats.bioscope.names import CUE, DOCUMENT, PART, SCOPE, SENTENCE
from corpus.formats.vocabularies import AttributeType, Vocabulary
from corpus.model.columns import labels

TYPE, REFERENCE = "type", "ref"
"""The attributes of a cue."""
TYPES = {"speculation": "hedge", "negation": "negation"}
ROLES = {
    "Title": "headline",
    "AbstractText": "summary",
    "SectionTitle": "heading",
    "SubSectionTitle": "heading",
    "Text": "body",
    "FigureLegend": "caption",
    "TableLegend": "caption",
}
EXTRAS = "bioscope"
"""The key under which a document's extras keep, by annotator, what is no record."""


def role_of(part: str | None) -> str | None:
    """Give our role of a part, none where BioScope's type says nothing of that kind."""
    return part if part in labels("sections")["role"] else ROLES.get(part or "")


def part_of(role: str | None) -> str | None:
    """Give the type of the part that a section of ours becomes."""
    return next((part for part, own in ROLES.items() if own == role), role)


def vocabulary() -> Vocabulary:
    """Give all labels: five kinds of spans, and the types of cues."""
    return Vocabulary((DOCUMENT, PART, SENTENCE, SCOPE, CUE), attributes=(AttributeType(TYPE, (CUE,), tuple(TYPES)),))
