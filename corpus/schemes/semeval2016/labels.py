"""SemEval's labels and what they are with us.

>>> POLARITIES["NONE"], STANCES["favor"]
('neutral', 'FAVOR')
"""

from corpus.formats.semeval2016.columns import LABEL
from corpus.formats.vocabularies import LinkType, Vocabulary

POLARITIES = {"FAVOR": "favor", "AGAINST": "against", "NONE": "neutral"}
STANCES = {polarity: stance for stance, polarity in POLARITIES.items()}


def vocabulary() -> Vocabulary:
    """Give all labels: stances are objects without a place, what they say are notes."""
    return Vocabulary(links=(LinkType(LABEL, (), placed=True),))
