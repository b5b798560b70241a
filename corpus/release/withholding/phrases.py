"""Phrases: the words of the texts that nothing published may repeat, and whether a string repeats one.

A surface of two words or more counts, five words in a row of a text, and a name of one word: of an entity, or a mention that
is a name. Words are compared without regard to capitals, blanks and marks between them; a name of one word as it is
written, or *US* would be found in *let us see*.

>>> phrases = Phrases.of(["5,000 Igla-S missiles", "the"], names=["US"])
>>> phrases.find("Made from a text on 5,000 IGLA-S  missiles."), phrases.find("Let us see the missiles.")
('5 000 igla s missiles', None)
>>> phrases.find("A US view.")
'US'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Words = tuple[str, ...]
QUOTED = 5
"""Words in a row that are a quotation, whether annotated or not."""

# Each character of a script without blanks between words is a word: Thai to Lao, Burmese, Khmer, and from the radicals on.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


@dataclass(frozen=True)
class Phrases:
    """Runs of words, told apart by whether capitals matter."""

    folded: frozenset[Words]
    """Two words or more, in lower case."""
    names: frozenset[str]
    """Single words, as they are written."""
    quoted: frozenset[int]
    """Hashes of all runs of `QUOTED` words of the texts, in lower case; the runs themselves would take much memory."""

    @classmethod
    def of(cls, surfaces: Iterable[str], *, names: Iterable[str] = (), texts: Iterable[str] = ()) -> Phrases:
        """Gather phrases from surfaces, of which single words are left out, names, of which they are not, and whole texts."""
        named = [words_of(name) for name in names]
        runs = [words_of(surface) for surface in surfaces] + named
        return cls(
            folded=frozenset(_folded(run) for run in runs if len(run) > 1),
            names=frozenset(run[0] for run in named if len(run) == 1),
            quoted=frozenset(hash(run) for text in texts for run in _runs(_folded(words_of(text)))),
        )

    def find(self, text: str) -> str | None:
        """Give the first phrase that a string repeats, as words with one blank between them; None where it repeats none."""
        words = words_of(text)
        folded = _folded(words)
        for start, word in enumerate(words):
            if word in self.names:
                return word
            for size in self._sizes:
                if folded[start : start + size] in self.folded:
                    return " ".join(folded[start : start + size])
        return next((" ".join(run) for run in _runs(folded) if hash(run) in self.quoted), None)

    def find_in_id(self, identifier: str) -> str | None:
        """Give the first phrase that an id repeats; neither capitals nor accents count, as an id may have neither.

        >>> Phrases.of([], names=["Nicolás Maduro", "US"]).find_in_id("nicolas-maduro-2")
        'nicolas maduro'
        """
        words = tuple(map(_plain, words_of(identifier)))
        sizes = sorted({len(run) for run in self._plain_runs})
        found = (words[start : start + size] for start in range(len(words)) for size in sizes)
        return next((" ".join(run) for run in found if run in self._plain_runs), None)

    @cached_property
    def _plain_runs(self) -> frozenset[Words]:
        return frozenset(tuple(map(_plain, run)) for run in (*self.folded, *((name,) for name in self.names)))

    @cached_property
    def _sizes(self) -> list[int]:
        return sorted({len(run) for run in self.folded})


def words_of(text: str) -> Words:
    """Cut a string into its words: letters and digits, without what stands between them."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text)))


def _runs(words: Words) -> Iterator[Words]:
    return (words[start : start + QUOTED] for start in range(len(words) - QUOTED + 1))


def _plain(word: str) -> str:
    """Take capitals and accents from a word."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(sign))


def _folded(words: Words) -> Words:
    return tuple(word.casefold() for word in words)
