"""NewsMTSC's labels and what they are with us.

>>> polarity_of("2.0"), polarity_of("6"), polarity_of("3.0"), polarity_of("high")
('against', 'favor', None, None)
"""

from corpus.formats.newsmtsc.keys import FIRST, FURTHER_LABEL, POLARITY, SECOND, TARGET_LABEL
from corpus.formats.vocabularies import AttributeType, LinkType, Role, Vocabulary

POLARITIES = {2.0: "against", 4.0: "neutral", 6.0: "favor"}
NUMBERS = {name: str(number) for number, name in POLARITIES.items()}
"""The number of each polarity, as NewsMTSC writes it."""


def polarity_of(number: str) -> str | None:
    """Give the polarity that a number stands for."""
    try:
        return POLARITIES.get(float(number))
    except ValueError:
        return None


def vocabulary() -> Vocabulary:
    """Give all labels: two kinds of spans, what ties them, and the polarity."""
    tie = LinkType(FURTHER_LABEL, (Role(FIRST, (FURTHER_LABEL,)), Role(SECOND, (TARGET_LABEL,))))
    polarity = AttributeType(POLARITY, (TARGET_LABEL,), tuple(NUMBERS.values()))
    return Vocabulary((TARGET_LABEL, FURTHER_LABEL), (tie,), (polarity,))
