"""Annotation sets: one annotator, one pass, with provenance that says plainly who or what made it.

>>> AnnotationSet(id="pass-1", role="raw", annotator=Annotator(name="rules 0.1", kind="rule"), profile="silver").profile
'silver'
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from corpus.model.metadata import SchemaVersion
from corpus.model.records import Day, Many, Name, Record, Text

Role = Literal["raw", "adjudicated", "model", "import"]
AnnotatorKind = Literal["human", "model", "rule"]
Profile = Literal["import", "silver", "gold"]
TAKEN = ("texts", "corpus.json", "documents.jsonl")
"""What else stands beside the folders of the sets."""


UNKNOWN_MAKER = "Imported. The files do not say who or what annotated; write it here, and its kind, where it is known."
"""The note of an imported set of which only a name is known: the schema has no word for that, and its `kind` must say one."""


def _free(set_id: str) -> str:
    if set_id.lower() in TAKEN:
        message = "a set cannot be called {name}: its folder stands beside {taken}"
        raise PydanticCustomError("set_id", message, {"name": set_id, "taken": ", ".join(TAKEN)})
    return set_id


SetId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=200), AfterValidator(_free)]
"""A name that is also a safe folder name."""


class Annotator(Record):
    """Who or what annotated. A program or a language model says so in `kind`; nothing a machine wrote is `human`."""

    name: Name
    """A person's name or alias, or the program's or model's name."""
    kind: AnnotatorKind
    """`human`, `model` (a trained or language model) or `rule` (a hand-written program)."""
    version: Text | None = None
    """The program's or model's version; null where it is not known."""


class AnnotationSet(Record):
    """One pass over the texts. Disagreement is data: adjudication adds a set and never overwrites one."""

    id: SetId
    """Unique in the corpus; also the folder's name."""
    role: Role
    """`raw` (one annotator), `adjudicated` (decided from other sets), `model` (machine output) or `import`."""
    annotator: Annotator
    """Who or what made it."""
    profile: Profile
    """How complete it claims to be: which fields are mandatory (see `corpus.model.profiles`)."""
    guidelines: Text | None = None
    """The version of the guidelines it follows."""
    schema_version: SchemaVersion | None = None
    """The version of the annotation schema it was made with."""
    created: Day | None = None
    """The day it was finished (ISO 8601)."""
    derived_from: Many[SetId] | None = None
    """The sets it was adjudicated or computed from."""
    note: Text | None = None
    """How it was made, in sentences."""

    @property
    def maker(self) -> AnnotatorKind | None:
        """What made it; none where an import found no more than a name, and nobody has said it since.

        >>> ana = Annotator(name="ana", kind="rule")
        >>> found = AnnotationSet(id="ana", role="import", annotator=ana, profile="import", note=UNKNOWN_MAKER)
        >>> found.maker, found.model_copy(update={"note": None}).maker
        (None, 'rule')
        """
        is_unknown = self.role == "import" and self.annotator.kind == "rule" and self.note == UNKNOWN_MAKER
        return None if is_unknown else self.annotator.kind
