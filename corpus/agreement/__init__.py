"""How sets compare: which annotations of two sets are the same one."""

from corpus.agreement.pairing import LayerPairs, Pair, Pairing, pair

__all__ = ["LayerPairs", "Pair", "Pairing", "pair"]
