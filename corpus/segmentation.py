r"""Sentences and tokens, as offsets into a text that never changes.

spaCy's blank tokenizer and sentencizer do the work; no trained model is needed. A sentence never crosses a section or a
line break, because a headline, a bullet or a caption rarely ends in a stop. What the sentencizer knows of stops is
mended where news needs it: an opening quotation mark belongs to the sentence that it opens, *"Is it?" he asked* is one
sentence, *Lt.* and the number of a list end none, and *in the U.S. The Navy* has an end in it.

>>> text = "• He met Lt. Doe.\nShe left. “Why?” he asked."
>>> found = segment(text)
>>> [text[start:end] for start, end in found.sentences]
['• He met Lt. Doe.', 'She left.', '“Why?” he asked.']
>>> [text[start:end] for start, end in found.tokens][:4]
['•', 'He', 'met', 'Lt']
"""

from __future__ import annotations

import logging
import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

logger = logging.getLogger(__name__)

Bounds = tuple[int, int]
"""Half-open code points."""

NO_LANGUAGE = "xx"
"""spaCy's name for rules that fit any language."""

LINE_BREAKS = "\n\r\f\v\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_BREAKS}]+")
_NOT_BLANK = re.compile(r"\S+")
_LIST_NUMBER = re.compile(r"([0-9]{1,2}|[A-Za-z])\.")

_QUOTES_AND_BRACKETS = frozenset("\"'`“”„‟‘’‚‛«»‹›「『([{¿¡")
_SHORT_TIMES = frozenset({"a.m.", "p.m."})
_TITLE = re.compile(
    r"(Adm|Brig|Capt|Cmdr|Col|Cpl|Det|Dr|Fr|Gen|Gov|Hon|Insp|Lt|Maj|Messrs|Mr|Mrs|Ms|Msgr|Pres|Prof|Rep|Rev|Sen|Sgt|Sr|St|Supt)\."
)
"""Abbreviations that stand before a name and so never end a sentence (English)."""
_STARTER = re.compile(
    "After|Although|And|As|At|But|For|From|He|Her|His|However|If|In|It|Its|Meanwhile|On|Our|She|Since|Some|That|The|Their|"
    "There|These|They|This|Those|We|When|While|With|You"
)
"""Words that, with a capital after an abbreviation, begin a sentence (English)."""


class Segmentation:
    """Sentences and tokens of one text, in order; held as plain integers, since a corpus has millions.

    >>> Segmentation([(0, 3)], [(0, 2), (2, 3)]).tokens
    ((0, 2), (2, 3))
    """

    __slots__ = ("_sentences", "_tokens")

    def __init__(self, sentences: Iterable[Bounds], tokens: Iterable[Bounds]) -> None:
        """Keep the bounds, half-open in code points."""
        self._sentences = array("i", chain.from_iterable(sentences))
        self._tokens = array("i", chain.from_iterable(tokens))

    @property
    def sentences(self) -> tuple[Bounds, ...]:
        """The sentences; none crosses a section or a line break, none is blank at an edge."""
        return _pairs(self._sentences)

    @property
    def tokens(self) -> tuple[Bounds, ...]:
        """The tokens; each lies in one sentence, and together they hold every code point that is not blank."""
        return _pairs(self._tokens)

    def __eq__(self, other: object) -> bool:
        """Tell whether both cut at the same places."""
        return isinstance(other, Segmentation) and (self.sentences, self.tokens) == (other.sentences, other.tokens)

    def __hash__(self) -> int:
        """Hash what is compared."""
        return hash((self._sentences.tobytes(), self._tokens.tobytes()))

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Segmentation: {len(self._sentences) // 2} sentences, {len(self._tokens) // 2} tokens>"


def segment(text: str, sections: Sequence[Bounds] = (), *, language: str = "en") -> Segmentation:
    r"""Find the sentences and tokens of a text.

    `sections` are half-open code points; none of their edges lies inside a sentence. `language` is a BCP 47 tag; one
    that spaCy cannot tokenize is done by the rules for any language, with a warning in the log.

    >>> segment("Hot news He left.", [(0, 8), (9, 17)]).sentences
    ((0, 8), (9, 17))
    """
    pipeline = _pipeline(language.partition("-")[0].lower())
    sentences: list[Bounds] = []
    tokens: list[Bounds] = []
    for start, end in _blocks(text, sections):
        found, proposed = _tokenize(pipeline, text[start:end], start)
        tokens += found
        sentences += _join(found, _choose_starts(_Words.of(text, found), proposed, english=pipeline.lang == "en"))
    return Segmentation(sentences, tokens)


def _pairs(flat: array[int]) -> tuple[Bounds, ...]:
    numbers = iter(flat)
    return tuple(zip(numbers, numbers, strict=True))


@cache
def _pipeline(language: str) -> Language:
    import spacy  # noqa: PLC0415 - heavy, and only needed where texts are segmented

    try:
        pipeline = spacy.blank(language)
    except ImportError:  # unknown to spaCy, or in need of a package that is not there
        logger.warning("spaCy has no tokenizer for language %r here; using its rules for any language", language)
        return _pipeline(NO_LANGUAGE)
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 2**31 - 1  # spaCy's limit is there for parsers, which need much memory
    return pipeline


def _blocks(text: str, sections: Sequence[Bounds]) -> Iterator[Bounds]:
    """Cut a text at line breaks and at the edges of sections."""
    edges = sorted({edge for section in sections for edge in section})
    for line in _LINE.finditer(text):
        start, end = line.span()
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        yield from pairwise([start, *inside, end])


def _tokenize(pipeline: Language, block: str, offset: int) -> tuple[list[Bounds], list[bool]]:
    """Give the tokens of a block, and for each whether the sentencizer begins a sentence with it."""
    tokens: list[Bounds] = []
    proposed: list[bool] = []
    begins = False
    for token in pipeline(block):
        begins = begins or bool(token.is_sent_start)
        for part in _NOT_BLANK.finditer(token.text):  # a token of blanks has none
            tokens.append((offset + token.idx + part.start(), offset + token.idx + part.end()))
            proposed.append(begins)
            begins = False
    return tokens, proposed


def _join(tokens: Sequence[Bounds], starts: Sequence[int]) -> Iterator[Bounds]:
    for first, after in pairwise([*starts, len(tokens)]):
        yield tokens[first][0], tokens[after - 1][1]


class _Words(NamedTuple):
    """The words of a block, and for each whether it stands right after the one before."""

    words: list[str]
    touches: list[bool]

    @classmethod
    def of(cls, text: str, tokens: Sequence[Bounds]) -> _Words:
        touches = [False, *(before[1] == after[0] for before, after in pairwise(tokens))]
        return cls([text[start:end] for start, end in tokens], touches)


def _choose_starts(block: _Words, proposed: Sequence[bool], *, english: bool) -> list[int]:
    """Give the numbers of the tokens with which the sentences of a block begin."""
    starts = [0] if block.words else []
    for number in range(1, len(block.words)):
        begins = proposed[number] and not _continues(block, number, starts[-1], english=english)
        if begins or (english and _follows_abbreviation(block, number)):
            starts.append(_include_opening_marks(block, number))
    return starts


def _continues(block: _Words, number: int, start: int, *, english: bool) -> bool:
    """Tell whether a sentence goes on at a token in spite of the stop before it."""
    word, sentence = block.words[number], block.words[start:number]
    if word[0].islower() or _LIST_NUMBER.fullmatch("".join(sentence)):
        return True
    before = "".join(sentence[-2:])
    return english and bool(_TITLE.fullmatch(before) or (before == "No." and word[0].isdigit()))


def _follows_abbreviation(block: _Words, number: int) -> bool:
    """Tell whether a token begins a sentence after an abbreviation, whose stop spaCy keeps in the word."""
    before = block.words[number - 1]
    if block.touches[number] or before == "." or not before.endswith(".") or _TITLE.fullmatch(before):
        return False
    return bool(_STARTER.fullmatch(block.words[number])) and (before[0].isupper() or before in _SHORT_TIMES)


def _include_opening_marks(block: _Words, number: int) -> int:
    """Step back over quotation marks and brackets that open at a token: blank before them, none after."""
    first = number
    while block.touches[first] and block.words[first - 1] in _QUOTES_AND_BRACKETS:
        first -= 1
    return number if block.touches[first] else first
