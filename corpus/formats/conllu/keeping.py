r"""What a file says of a document besides our layers: its lines as they stand, in the document's extras.

They are CoNLL-U, which any library reads; without the line that names the document and, where it comes next, the one that names
the fields of brackets, which are written anew. A missing blank line at the end is added.

>>> from corpus.formats.conllu.lines import sections
>>> from corpus.formats.reports import Ledger
>>> row = "1\tAna\tAna\tPROPN\t_\t_\t0\troot\t_\t_\n"
>>> (section,) = sections(f"# newdoc id = d\n{row}", file="d.conllu", name="d", ledger=Ledger())
>>> kept = keep(section, ("GRP", "etype"))
>>> kept == Kept(row + "\n"), written(kept, "d").startswith("# newdoc id = d\n1\tAna")
(True, True)
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.formats.conllu.brackets import KEY as ENTITY
from corpus.formats.conllu.cells import Cell, changed
from corpus.formats.conllu.headers import HEADER
from corpus.formats.conllu.lines import NEW_DOCUMENT
from corpus.formats.enclosures import NAME
from corpus.formats.names import ONLY_ANNOTATOR, fit_name
from corpus.formats.origins import with_extras

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.formats.conllu.lines import Section
    from corpus.formats.conllu.texts import Placed
    from corpus.formats.graph import Graph

KEPT = "conllu"
"""The key in the extras of a document."""
STILL = "conllu"
"""The field in our comment that says that the lines are still those, and how changed ones were."""
_OURS = re.compile(rf"#\s*{NAME}(\.text)?\s*=")
_BLANK_LINE = re.compile(r"(\r\n|\n|\r)\1\Z")
_END = re.compile(r"(\r\n|\n|\r)\Z")
_OUR_KEYS = {ENTITY, "SpaceAfter", "SpacesAfter", "SpacesBefore"}
_OUR_COMMENTS = {HEADER, NAME, f"{NAME}.text", "sent_id", "text"}


class Kept(NamedTuple):
    """The lines of a document; what brackets have in them; the line that names it, where that is not the usual one."""

    lines: str
    fields: str = ""
    newdoc: str = ""

    def value(self) -> dict[str, str]:
        """Give it as JSON."""
        return {name: value for name, value in self._asdict().items() if value or name == "lines"}


def keep(section: Section, names: tuple[str, ...]) -> Kept:
    """Keep the lines of a document.

    Args:
        section: the document.
        names: the fields of its brackets, which another document of its file may name.
    """
    lines = [line for line in section.lines if not _OURS.match(line)]
    newdoc = next((place for place, line in enumerate(lines) if NEW_DOCUMENT.fullmatch(_END.sub("", line))), None)
    named = "" if newdoc is None else lines.pop(newdoc)
    header = re.fullmatch(rf"# {HEADER} = (\S+)\n", lines[newdoc or 0]) if lines else None
    if header is not None:
        del lines[newdoc or 0]
    is_elsewhere = header is None and any(key == HEADER for key, _ in section.comments())
    has_brackets = any(ENTITY in row.misc for sentence in section.sentences for row in sentence.rows)
    fields = "-".join(names) if has_brackets and not is_elsewhere else ""
    is_usual = named == _newdoc(fit_name(section.name)) or "=" not in named
    return Kept(_ended("".join(lines)), fields if header is None else header[1], "" if is_usual else named)


def _ended(lines: str) -> str:
    """Let lines end with a blank one."""
    if not lines or _BLANK_LINE.search(lines):
        return lines
    end = _END.search(lines)
    return lines + (end[0] if end else "\n\n")


def has_more(section: Section) -> bool:
    """Tell whether a document that we wrote says more than we write: in its columns, in MISC, in comments."""
    rows = [line.rstrip("\r\n").split("\t") for line in section.lines if not line.startswith("#") and line.strip()]
    keys = {key for sentence in section.sentences for row in sentence.rows for key in row.misc}
    comments = {key for key, _ in section.comments()}
    return not (keys <= _OUR_KEYS and comments <= _OUR_COMMENTS and all(set(row[2:9]) == {"_"} for row in rows))


def kept_of(fields: Mapping[str, Any]) -> Kept | None:
    """Give what was kept in the fields of a document; None where there is nothing of that form."""
    extras = fields.get("extras")
    found = extras.get(KEPT) if isinstance(extras, dict) else None
    if not isinstance(found, dict) or "lines" not in found or not all(isinstance(one, str) for one in found.values()):
        return None
    return Kept(**found) if found.keys() <= set(Kept._fields) else None


def with_kept(fields: Mapping[str, Any], kept: Kept) -> dict[str, Any]:
    """Give the fields of a document with this in its extras."""
    return {**fields, "extras": {**(fields.get("extras") or {}), KEPT: kept.value()}}


def without_kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a document without it."""
    return with_extras(fields, {name: value for name, value in fields["extras"].items() if name != KEPT})


def as_it_was(section: Section, found: Placed, still: Any) -> Section:
    """Give a document as it stood before its brackets and relations were changed, as our comment tells."""
    lines = list(section.lines)
    for told in still if isinstance(still, list) else ():
        match told:
            case [int(row), str(key), str() | None as value, int(place)] if 0 <= row < len(found.rows):
                number = found.rows[row].line - section.begins
                lines[number] = changed(lines[number], Cell(key, value, place))
    return replace(section, lines=lines)


def shown_annotator(graph: Graph) -> int:
    """Give the number of the annotator whose mentions the brackets of kept lines show: whose they were, else the first."""
    names = [one.annotator for one in graph.annotations]
    return names.index(ONLY_ANNOTATOR) if ONLY_ANNOTATOR in names else 0


def written(kept: Kept, document_id: str) -> str:
    """Write the lines of a document that has this name."""
    named = NEW_DOCUMENT.fullmatch(_END.sub("", kept.newdoc))
    is_named_so = named is not None and fit_name(named["id"] or "") == document_id
    newdoc = kept.newdoc if is_named_so else _newdoc(document_id)
    return newdoc + (f"# {HEADER} = {kept.fields}\n" if kept.fields else "") + kept.lines


def _newdoc(name: str) -> str:
    return f"# newdoc id = {name}\n"
