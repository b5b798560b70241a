"""Palette: the colours, brackets and signs in which a terminal shows marks, and what it can show of them.

Colours are the sixteen that every terminal's own theme defines, so they are legible on dark and on light grounds. Each
kind of mark has a bracket as well, for where there is no colour; each sign has an ASCII stand-in.

>>> palette = Palette(colour=False, unicode=True)
>>> palette.opening("hedge"), palette.closing("hedge", "hedge", (3, 12))
('{', '|hedge}³·¹²')
>>> Palette(colour=True, unicode=False).closing("content", None, (3,))
'>^3'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.style import Style

if TYPE_CHECKING:
    from rich.console import Console

STYLES: dict[str, Style] = {
    "content": Style(underline=True),
    "source": Style(bold=True),
    "mention": Style(color="cyan"),
    "quantity": Style(color="bright_blue"),
    "hedge": Style(color="yellow", bold=True),
    "evidential": Style(color="magenta", bold=True),
    "booster": Style(color="green", bold=True),
    "polarity": Style(color="red", bold=True),
    "cue": Style(bold=True, italic=True),
}
"""The style of each kind of mark, from the one that usually lies outside to the one that usually lies inside."""

BRACKETS: dict[str, tuple[str, str]] = {
    "source": ("*", "*"),
    "mention": ("[", "]"),
    "quantity": ("[", "]"),
    "hedge": ("{", "}"),
    "evidential": ("{", "}"),
    "booster": ("{", "}"),
    "polarity": ("{", "}"),
    "cue": ("{", "}"),
}
"""The brackets of each kind where there is no colour; content has its guillemets always."""

SUPERSCRIPTS = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹·")

CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in b"\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    0x2028: 0x2424,
    0x2029: 0x2424,
}
"""Control characters and the pictures shown instead."""


def visible(text: str) -> str:
    r"""Replace control characters, one for one, so that no text can steer the terminal.

    >>> visible("a\x1b[31m")
    'a␛[31m'
    """
    return text.translate(CONTROLS)


@dataclass(frozen=True, slots=True)
class Palette:
    """What the terminal can show: colour or not, any character or only ASCII."""

    colour: bool = True
    unicode: bool = True

    @classmethod
    def of(cls, console: Console) -> Palette:
        """Ask a console what it can show."""
        colour = console.color_system is not None and not console.no_color
        return cls(colour=colour, unicode=not console.options.ascii_only)

    @property
    def arrow(self) -> str:
        """Point from a source to its cue, and on to the content."""
        return "→" if self.unicode else "->"

    @property
    def ellipsis(self) -> str:
        """Stand for what was cut off."""
        return "…" if self.unicode else "..."

    def opening(self, kind: str) -> str:
        """Give the sign before a mark."""
        if kind == "content":
            return "«" if self.unicode else "<"
        return "" if self.colour else BRACKETS[kind][0]

    def closing(self, kind: str, label: str | None, numbers: tuple[int, ...]) -> str:
        """Give the sign after a mark: its label and bracket where there is no colour, and its attributions' numbers."""
        if kind == "content":
            bracket = "»" if self.unicode else ">"
        elif self.colour:
            bracket = ""
        else:
            bracket = (f"|{visible(label)}" if label else "") + BRACKETS[kind][1]
        return bracket + self.footnote(numbers)

    def footnote(self, numbers: tuple[int, ...]) -> str:
        """Write the numbers of attributions small.

        >>> Palette().footnote((1, 20)), Palette(unicode=False).footnote((1, 20)), Palette().footnote(())
        ('¹·²⁰', '^1,20', '')
        """
        joined = ",".join(str(number) for number in numbers)
        if not joined:
            return ""
        return joined.translate(SUPERSCRIPTS) if self.unicode else f"^{joined}"

    def shorten(self, text: str, width: int) -> str:
        """Write a text on one line of at most `width` cells of the terminal; many Asian characters take two.

        >>> Palette().shorten("his country is armed", 12)
        'his country…'
        """
        line = " ".join(visible(text).split())
        if cell_len(line) <= width:
            return line
        return set_cell_size(line, max(width - len(self.ellipsis), 0)).rstrip() + self.ellipsis
