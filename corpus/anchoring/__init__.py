"""How annotations follow a text that was edited: alignments, places, verdicts."""

from corpus.anchoring.alignment import Alignment, Block, align
from corpus.anchoring.carrying import CarriedDocument, carry
from corpus.anchoring.verdicts import Carried, Place, ReviewItem, Verdict

__all__ = ["Alignment", "Block", "Carried", "CarriedDocument", "Place", "ReviewItem", "Verdict", "align", "carry"]
