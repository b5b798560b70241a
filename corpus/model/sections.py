"""Sections: the parts of an article, disjoint, in the order of the text.

>>> Section(id="section-1", document_id="d", span=[{"start": 0, "end": 3, "text": "Hot"}], role="headline").role
'headline'
"""

from __future__ import annotations

from typing import Literal

from corpus.model.annotations import Annotation
from corpus.model.spans import Span

SectionRole = Literal["headline", "byline", "summary", "heading", "body", "caption", "boilerplate"]


class Section(Annotation):
    """A part of the article. Every other annotation's fragments lie inside one section."""

    span: Span
    """The stretch of text, usually one fragment over whole lines."""
    role: SectionRole | None = None
    """What the part is for: headline, byline, summary, heading, body, caption, boilerplate (page furniture)."""
