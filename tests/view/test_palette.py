from __future__ import annotations

import io

import pytest
from rich.console import Console

from corpus.view.palette import BRACKETS, STYLES, Palette, visible

KINDS = sorted(BRACKETS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_brackets_where_there_is_no_colour(kind: str) -> None:
    plain = Palette(colour=False)
    assert plain.opening(kind)
    assert plain.closing(kind, None, ())


@pytest.mark.parametrize("kind", KINDS)
def test_colour_needs_no_brackets(kind: str) -> None:
    assert Palette().opening(kind) + Palette().closing(kind, "label", ()) == ""


def test_content_has_its_guillemets_in_colour_too() -> None:
    assert (Palette().opening("content"), Palette().closing("content", None, (1,))) == ("«", "»¹")


def test_each_kind_with_brackets_has_a_style_of_its_own() -> None:
    assert set(BRACKETS) | {"content"} == set(STYLES)
    assert len({str(style) for style in STYLES.values()}) == len(STYLES)


@pytest.mark.parametrize("kind", sorted(STYLES))
def test_without_unicode_every_sign_is_ascii(kind: str) -> None:
    ascii_only = Palette(colour=False, unicode=False)
    signs = ascii_only.opening(kind) + ascii_only.closing(kind, "x", (12, 3)) + ascii_only.arrow + ascii_only.ellipsis
    assert signs.isascii()


def test_a_label_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in Palette(colour=False).closing("mention", "\x1b[31m", ())


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x08", "\r", "\x0c", "\x1b", "\x7f", "\x9b", "\u2028"])
def test_a_control_character_is_shown_as_one_other_character(character: str) -> None:
    shown = visible(f"a{character}b")
    assert len(shown) == 3
    assert shown.isprintable()


def test_line_ends_and_tabs_stay() -> None:
    assert visible("a\tb\n") == "a\tb\n"


@pytest.mark.parametrize(("width", "expected"), [(20, "one two"), (7, "one two"), (6, "one t…"), (1, "…")])
def test_shortening_fits_the_width(width: int, expected: str) -> None:
    assert Palette().shorten("one\n two ", width) == expected


def test_a_terminal_with_colours_is_asked_for_them() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", no_color=False)
    assert Palette.of(console) == Palette(colour=True, unicode=True)


def test_no_color_is_respected() -> None:
    assert not Palette.of(Console(force_terminal=True, color_system="standard", no_color=True)).colour


def test_a_pipe_has_no_colour() -> None:
    assert not Palette.of(Console(file=io.StringIO(), force_terminal=False)).colour


def test_an_ascii_terminal_is_recognised() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert not Palette.of(Console(file=stream)).unicode
