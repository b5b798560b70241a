"""The 18 labels of OntoNotes 5: eleven of names, which are entities with us, seven of numbers and times, which are quantities.

>>> LABELS.entities["WORK_OF_ART"], LABELS.quantities["QUANTITY"], LABELS.kinds["duration"]
('WORK', 'measure', 'DATE')
"""

from __future__ import annotations

from functools import partial

from corpus.formats.vocabularies import Vocabulary
from corpus.schemes import tagged

LABELS = tagged.Labels(
    entities={
        "PERSON": "PER",
        "NORP": "NORP",
        "FAC": "FAC",
        "ORG": "ORG",
        "GPE": "GPE",
        "LOC": "LOC",
        "PRODUCT": "PROD",
        "EVENT": "EVENT",
        "WORK_OF_ART": "WORK",
        "LAW": "WORK",
        "LANGUAGE": "MISC",
    },
    types={
        "PER": "PERSON",
        **{name: name for name in ("NORP", "FAC", "ORG", "GPE", "LOC", "EVENT")},
        **dict.fromkeys(("PROD", "VEH", "WEA"), "PRODUCT"),
        "WORK": "WORK_OF_ART",
    },
    quantities={
        "DATE": "date",
        "TIME": "date",
        "PERCENT": "percent",
        "MONEY": "money",
        "QUANTITY": "measure",
        "ORDINAL": "ordinal",
        "CARDINAL": "cardinal",
    },
    kinds={
        **dict.fromkeys(("date", "duration", "set"), "DATE"),
        "percent": "PERCENT",
        "money": "MONEY",
        "measure": "QUANTITY",
        "ordinal": "ORDINAL",
        "cardinal": "CARDINAL",
    },
)

decode = partial(tagged.decode, labels=LABELS)
encode = partial(tagged.encode, labels=LABELS)


def vocabulary() -> Vocabulary:
    """Give all labels."""
    return Vocabulary(spans=(*LABELS.entities, *LABELS.quantities))
