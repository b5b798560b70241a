"""The table of codes: what must hold, and what good practice is. Codes are public and never reused.

E0xx reading, E1xx text, E2xx links, E3xx labels are errors; W4xx are warnings about practice.

>>> CODES["E101"].title
"a fragment's surface or digest is not that of the text"
>>> select(["E1", "W402"], ["E101", "E201", "W402"])
['E101', 'W402']
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import Severity, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked."""

    code: str
    title: str

    @property
    def severity(self) -> Severity:
        """`warning` for W codes, else `error`."""
        return "warning" if self.code.startswith("W") else "error"


TITLES = {
    "E001": "a file that must be there is missing or cannot be read",
    "E002": "a file or line is not UTF-8",
    "E003": "a line or file is not one JSON object",
    "E004": "a key stands twice in one object",
    "E005": "a field is not in the schema, or does not belong in this file",
    "E006": "a field without which there is no record is missing",
    "E007": "a value has the wrong type or form",
    "E008": "a label is not in its vocabulary",
    "E009": "a string holds a lone surrogate",
    "E010": "a file belongs to nothing",
    "E011": "a schema version that this package does not read",
    "E101": "a fragment's surface or digest is not that of the text",
    "E102": "a document's sha256 is not that of its text",
    "E103": "the fragments of a span are out of order or overlap",
    "E104": "a fragment is empty, reversed or out of the text's range",
    "E105": "a fragment begins or ends with white space",
    "E106": "a span does not lie inside one section",
    "E107": "a section overlaps another",
    "E108": "the length or passages of a withheld text are not those of the text",
    "E201": "an id stands twice",
    "E202": "a reference points at nothing",
    "E203": "a reference points into the wrong layer",
    "E204": "an attribution has no source",
    "E205": "an attribution's parents go in a circle",
    "E206": "two commitments of one source to one claim",
    "E207": "an annotation's document is not in the corpus",
    "E208": "a reserved source id is used for an annotation",
    "E209": "a list of references holds one twice",
    "E301": "an engagement stands on a cue that is neither reportive nor verification",
    "E302": "a strength stands on a cue that is not epistemic, doxastic or booster",
    "E303": "a field that the set's profile demands is null",
    "E304": "a cue type that only an import may use",
    "E305": "a quantity's low end is above its high end",
    "W401": "a child attribution does not lie inside its parent's content",
    "W402": "a gold claim lacks the commitment of a source of its attribution, or of the author",
    "W403": "the author is certain of a claim that a distancing cue reports",
    "W404": "the author is uncommitted to a claim that an endorsing cue reports",
    "W405": "a negated cue overlaps no negation cue",
    "W406": "direct content does not begin and end with a quotation mark",
    "W407": "a quantity's value is not what its surface says",
    "W408": "a scope, content or claim cuts a word",
    "W409": "an extent does not contain its span, or is equal to it",
    "W410": "a gold cue lacks the engagement or strength that its type calls for",
    "W411": "a head is not part of its claim",
    "W412": "a claim does not lie inside the content of its attribution",
    "W413": "a TIMEX3 value stands on a quantity that is no time",
}

CODES: dict[str, Rule] = {code: Rule(code, title) for code, title in TITLES.items()}
"""Every code with its severity and its title."""


def select(prefixes: Sequence[str], codes: Iterable[str]) -> list[str]:
    """Keep the codes that begin with one of the prefixes; without prefixes, all.

    Raises:
        UnknownName: a prefix fits no code at all.
    """
    prefixes = [prefix.upper() for prefix in prefixes]
    for prefix in prefixes:
        if not prefix or not any(code.startswith(prefix) for code in CODES):
            message = f"no check code begins with {prefix!r}; `E1` or `W402` would do"
            raise UnknownName(message)
    return [code for code in codes if not prefixes or code.startswith(tuple(prefixes))]
