"""The text of a task: of all that it shows, what its surfaces stand in; of a page, what is seen of it.

>>> text_of({"title": "Rain", "text": "Ana says no"}, [(((0, 3),), "Ana")], named=())
('text', 'Ana says no')
>>> text_of({"page": "<p>Ana says <b>no</b></p>"}, [(((9, 11),), "no")], named=())
('page', 'Ana says no')
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from corpus.formats.labelstudio.keys import TEXT
from corpus.formats.placing import likeliest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.formats.offsets import Expected

UNSEEN = ("script", "style")
ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|/)?/\S+|data:\S+")
"""What says where an image, a recording or a text is, and is none itself."""


def text_of(data: Mapping[str, Any], said: Sequence[Expected], *, named: Sequence[str]) -> tuple[str, str] | None:
    """Give the key and the text of a task, the one in which the most surfaces are.

    Args:
        data: what the task shows.
        said: bounds and surfaces of all its regions.
        named: the keys that its results name, which are looked at first.
    """
    texts = list(dict.fromkeys(_candidates(data, named)))
    best, fewest = None, len(said) + 1
    for one in texts:
        misses = len(likeliest(one[1], said).misses)
        if misses < fewest:
            best, fewest = one, misses
        if not misses:
            break
    return best


def visible(page: str, *, whole: bool = False) -> str:
    r"""Give what is seen of a page, as Label Studio counts it: its text without markup, and one character for a line break.

    >>> visible("a &lt; b<script>x</script><br>c")
    'a < b\nc'
    >>> page = "<html><head><title>Rain</title></head><body>Ana</body></html>"
    >>> visible(page), visible(page, whole=True)
    ('Ana', 'RainAna')

    Args:
        page: the markup.
        whole: whether its head is shown as well, as where a page is put into another.
    """
    reader = _Reader(whole=whole)
    reader.feed(page)
    reader.close()
    return "".join(reader.seen)


def _candidates(data: Mapping[str, Any], named: Sequence[str]) -> Iterator[tuple[str, str]]:
    keys = [key for key in (*named, TEXT, *data) if isinstance(data.get(key), str) and not ADDRESS.fullmatch(data[key])]
    for key in dict.fromkeys(keys):
        yield key, data[key]
        if "<" in data[key] or "&" in data[key]:
            yield key, visible(data[key])
            yield key, visible(data[key], whole=True)


class _Reader(HTMLParser):
    """Collects what is between the tags."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.whole = whole
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.hidden += tag in UNSEEN
        if tag == "br":
            self.handle_data("\n")
        elif tag == "body":
            self._begin()

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in UNSEEN and self.hidden > 0
        if tag == "head":
            self._begin()

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.seen.append(data)

    def _begin(self) -> None:
        """Forget the head."""
        if not self.whole:
            self.seen.clear()
