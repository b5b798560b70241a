"""The labels of the CoNLL-2003 task: PER, ORG, LOC, MISC (Tjong Kim Sang and De Meulder 2003).

LOC there holds countries and buildings as well; MISC, among others, nationalities, events and works.

>>> LABELS.types["GPE"], LABELS.types["NORP"]
('LOC', 'MISC')
"""

from __future__ import annotations

from functools import partial

from corpus.formats.vocabularies import Vocabulary
from corpus.schemes import tagged

LABELS = tagged.Labels(
    entities={"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"},
    types={
        **dict.fromkeys(("LOC", "GPE", "FAC"), "LOC"),
        **dict.fromkeys(("MISC", "NORP", "VEH", "WEA", "PROD", "EVENT", "WORK"), "MISC"),
        "PER": "PER",
        "ORG": "ORG",
    },
)

decode = partial(tagged.decode, labels=LABELS)
encode = partial(tagged.encode, labels=LABELS)


def vocabulary() -> Vocabulary:
    """Give the four labels."""
    return Vocabulary(spans=tuple(LABELS.entities))
