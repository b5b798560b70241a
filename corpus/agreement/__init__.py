"""How sets compare and how they become one: which annotations are the same, how far annotators agree, what is decided."""

from corpus.agreement.adjudication import Outcome, list_items, settle
from corpus.agreement.agreeing import agree
from corpus.agreement.bootstrap import Resampling
from corpus.agreement.estimates import Agreement, Estimate
from corpus.agreement.measures import MEASURES
from corpus.agreement.pairing import LayerPairs, Pair, Pairing, pair
from corpus.agreement.policies import POLICIES, Policy
from corpus.agreement.worklists import Item

__all__ = [
    "MEASURES",
    "POLICIES",
    "Agreement",
    "Estimate",
    "Item",
    "LayerPairs",
    "Outcome",
    "Pair",
    "Pairing",
    "Policy",
    "Resampling",
    "agree",
    "list_items",
    "pair",
    "settle",
]
