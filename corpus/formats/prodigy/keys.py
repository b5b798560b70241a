"""The keys of Prodigy's tasks, spans and relations that mean something, and ours beside them."""

from __future__ import annotations

from typing import Any, TypeGuard

TOOL = "prodigy"
ANSWERS = {
    "reject": "the answer is reject: a negative judgement, and no annotation",
    "ignore": "the answer is ignore: nobody judged it",
}
ANSWER = "answer"
KEPT = "it is kept in the document's extras"
ANNOTATORS = ("_annotator_id", "_session_id")
CHOICES = ("accept", "label")
"""What is said of a whole text: the options that were chosen, or the one label that was accepted."""
VOLATILE = ("_task_hash", "_timestamp", "_view_id", "_is_binary", "priority", "score", "versions", "config", *ANNOTATORS)
"""What is true of one task and not of its text."""
OPTIONS, MADE = "options", "made"
"""What there was to choose from; and under our own key, which keys of a task we made up for the tool."""
TASKS, DECLINED = "tasks", "declined"
"""In `extras`: what tasks say of themselves, and those that were not accepted, word for word."""
STRUCTURE = ("text", "tokens", "spans", "relations", ANSWER, *CHOICES, *VOLATILE, TASKS, DECLINED)

SPAN_KEYS = ("id", "start", "end", "token_start", "token_end", "label", "text", "input_hash", "kind", "attributes", "notes")
OWN_ID, KIND, ATTRIBUTES, NOTES, ROLES = "id", "kind", "attributes", "notes", "roles"


def is_number(value: Any) -> TypeGuard[int]:
    """Tell whether a value is an integer, which true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_id(value: Any) -> TypeGuard[str | int]:
    """Tell whether a value is fit for an id."""
    return is_number(value) or (isinstance(value, str) and value != "")


def is_declined(said: Any) -> bool:
    """Tell whether a task, or one span of it, was answered with no, or not at all."""
    return isinstance(said, dict) and isinstance(said.get(ANSWER), str) and said[ANSWER] in ANSWERS
