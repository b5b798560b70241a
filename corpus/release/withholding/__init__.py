"""What a corpus is without the words of its texts, and what of it went."""

from corpus.release.withholding.withholding import Withheld, withhold, withhold_words

__all__ = ["Withheld", "withhold", "withhold_words"]
