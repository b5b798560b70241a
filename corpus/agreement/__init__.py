"""How sets compare and how they are adjudicated: pairs of annotations, work lists, decisions, policies, one more set."""

from corpus.agreement.adjudication import Outcome, list_items, settle
from corpus.agreement.pairing import LayerPairs, Pair, Pairing, pair
from corpus.agreement.policies import POLICIES, Policy
from corpus.agreement.worklists import Item

__all__ = ["POLICIES", "Item", "LayerPairs", "Outcome", "Pair", "Pairing", "Policy", "list_items", "pair", "settle"]
