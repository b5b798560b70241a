"""Exports: where INCEpTION and WebAnno of all ages keep a project, and whose a page is.

Before version 25 a page was a ZIP of a random name, and the file in it was called like its user; others put a number behind the
user. People pack projects again with a folder around all.

>>> archive = Archive("p.zip", {"mine/exportedproject12.json": bytes, "mine/annotation_ser/d.txt/ana.ser": bytes})
>>> sorted(rooted(archive).members)
['annotation_ser/d.txt/ana.ser', 'exportedproject12.json']
>>> user_of("annotation/d.txt/ana_1234567890.zip", rooted(archive))
'ana'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.formats.cas.archives import Archive, Unsafe
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from collections.abc import Collection

PROJECT = "exportedproject.json"
ANNOTATION, CURATION, SOURCE = "annotation", "curation", "source"
SERIALIZED = ("annotation_ser", "curation_ser")
CURATION_USER, INITIAL = "CURATION_USER", "INITIAL_CAS"
_PROJECT = re.compile(r"exportedproject[0-9]*\.json")
_UNNAMED = re.compile(r"webanno[0-9]+export")
_NUMBERED = re.compile(r"(?P<user>.+?)_?[0-9]{9,}")


def parts_of(name: str) -> tuple[str, str, str]:
    """Give the folder, document and file of a member; empty where it has none.

    >>> parts_of("annotation/d.txt/ana.zip"), parts_of("exportedproject.json")
    (('annotation', 'd.txt', 'ana.zip'), ('exportedproject.json', '', ''))
    """
    folder, _, rest = name.partition("/")
    document, slash, file = rest.partition("/")
    return (folder, document, file) if slash else (folder, "", document)


def is_type_system(name: str) -> bool:
    """Tell whether a member is the type system of a page that somebody unpacked.

    >>> is_type_system("annotation/d.txt/ana/TypeSystem.xml"), is_type_system("annotation/d.txt/ana.xmi")
    (True, False)
    """
    return name.lower().endswith("typesystem.xml")


def project_file(archive: Archive) -> str | None:
    """Give the name of the member that describes the project."""
    return next((name for name in sorted(archive.members) if _PROJECT.fullmatch(name)), None)


def folders(archive: Archive) -> set[str]:
    """Give the folders of a project that are there."""
    return {parts_of(name)[0] for name in archive.members} & {ANNOTATION, CURATION, *SERIALIZED}


def rooted(archive: Archive) -> Archive:
    """Give the archive as its project sees it, without a folder around all."""
    tops = {name.partition("/")[0] for name in archive.members}
    if len(tops) != 1 or folders(archive) or project_file(archive) is not None:
        return archive
    (top,) = tops
    members = {name.partition("/")[2]: read for name, read in archive.members.items()}
    return Archive(archive.place(top), members, archive.budget)


def user_of(name: str, archive: Archive) -> str:
    """Give the user of a page: by its name, or where that is a random one by what is in it."""
    _, document, file = parts_of(name)
    outer, slash, inner = file.partition("/")
    stem = outer if slash else _stem(file)
    if _UNNAMED.fullmatch(stem):
        return (_stem(inner) if slash else _user_inside(name, archive)) or stem
    numbered = _NUMBERED.fullmatch(stem)
    return numbered["user"] if numbered and numbered["user"] in _known(archive, document) else stem


def _stem(file: str) -> str:
    name = file.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _user_inside(name: str, archive: Archive) -> str | None:
    try:
        inside = archive.inside(name, Ledger())
    except Unsafe:
        return None
    pages = sorted(one for one in inside.members if one.lower().endswith((".xmi", ".json")))
    return _stem(pages[0]) if pages else None


def _known(archive: Archive, document: str) -> Collection[str]:
    """Give the users of a document as the Java objects beside it are called; and those that every project has."""
    found = (parts_of(name) for name in archive.members)
    users = {file.removesuffix(".ser") for folder, of, file in found if folder in SERIALIZED and of == document}
    return users | {CURATION_USER, INITIAL}
