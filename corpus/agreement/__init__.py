"""How sets compare: which annotations are the same one, and how far annotators agree on places, relations and labels."""

from corpus.agreement.agreeing import agree
from corpus.agreement.bootstrap import Resampling
from corpus.agreement.estimates import Agreement, Estimate
from corpus.agreement.measures import MEASURES
from corpus.agreement.pairing import LayerPairs, Pair, Pairing, pair

__all__ = ["MEASURES", "Agreement", "Estimate", "LayerPairs", "Pair", "Pairing", "Resampling", "agree", "pair"]
