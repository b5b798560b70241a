"""The names that mean something in Label Studio's files, and ours."""

from __future__ import annotations

from typing import Any, TypeGuard

from corpus.formats.origins import OTHERWISE

TOOL = "labelstudio"
TEXT = "text"
"""The name of the text, in `data` and in the configuration."""
SPANS, OBJECTS = "label", "reportedly-objects"
"""The names of the two controls for regions: of spans, and of links at a place."""
PASSES = ("annotations", "completions", "predictions", "drafts")
ANNOTATORS, DATA, DECLINED = "annotators", "data", "declined"
"""In `extras`: what each pass says of itself, what else the task shows, and passes that are no judgement, word for word."""
STRUCTURE = (DATA, *PASSES, ANNOTATORS, DECLINED, OTHERWISE)
REGION_TYPES = {"labels": "labels", "hypertextlabels": "hypertextlabels"}
"""The types of results that are regions of a text, and the key of their labels."""
VALUES = {
    "choices": "choices",
    "taxonomy": "taxonomy",
    "rating": "rating",
    "number": "number",
    "datetime": "datetime",
    "pairwise": "selected",
}
"""The types of results that say something of a region or the whole task, and the key of what they say."""
NOTES = "textarea"
COMMENT = "AnnotatorNotes"
"""The label of what an annotator wrote beside a region, as brat calls it."""
EDITOR = (
    "id",
    "from_name",
    "to_name",
    "type",
    "value",
    "origin",
    "source",
    "meta",
    "parentID",
    "readonly",
    "hidden",
    "image_rotation",
)
"""The keys of a result, those of the editor's own state among them; others are kept as attributes."""


LARGEST = 2**31
"""No text is so long; bounds beyond it are none."""


def is_number(value: Any) -> TypeGuard[int]:
    """Tell whether a value is an integer, which true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_word(value: Any) -> TypeGuard[str]:
    """Tell whether a value is a string that says something."""
    return isinstance(value, str) and value != ""


def dicts(value: Any) -> list[dict[str, Any]]:
    """Give the objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
