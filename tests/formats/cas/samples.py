"""XMI and type systems in the making: what a test is not about, it need not write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.reports import ImportReport, Ledger

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from corpus.formats.graph import Graph

STRING, ANNOTATION, TOP = "uima.cas.String", "uima.tcas.Annotation", "uima.cas.TOP"
HEAD = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" '
    'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">'
)
SOFA = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{}"/>'
CUES = {"Cue": {"certainty": STRING, "hedged": "uima.cas.Boolean", "words": "uima.cas.StringArray"}}


def xmi(*elements: str, text: str = "Ana says no", head: str = "") -> str:
    """Write an XMI document about one text, an element a line; the first stands on line 2."""
    return "\n".join([head + HEAD, *elements, SOFA.format(text), "</xmi:XMI>"])


def cue(number: int, begin: object, end: object, more: str = "") -> str:
    """Write a cue."""
    return f'<custom:Cue xmi:id="{number}" sofa="1" begin="{begin}" end="{end}" {more}/>'


def type_system(types: dict[str, dict[str, str]]) -> str:
    """Write a type system of `webanno.custom`; the feature `super` is the type's parent."""
    described = [_described(name, features) for name, features in types.items()]
    head = '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>'
    return f"{head}{''.join(described)}</types></typeSystemDescription>"


def _described(name: str, features: dict[str, str]) -> str:
    parent = features.get("super", ANNOTATION)
    own = [
        f"<featureDescription><name>{feature}</name><description/><rangeTypeName>{holds}</rangeTypeName></featureDescription>"
        for feature, holds in features.items()
        if feature != "super"
    ]
    head = f"<name>webanno.custom.{name}</name><description/><supertypeName>{parent}</supertypeName>"
    return f"<typeDescription>{head}<features>{''.join(own)}</features></typeDescription>"


def put(folder: Path, written: str | bytes, types: dict[str, dict[str, str]] | str | None = None, name: str = "d.xmi") -> Path:
    """Put a file into a folder, with a type system."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(written if isinstance(written, bytes) else written.encode())
    if types is not None:
        (folder / "TypeSystem.xml").write_text(types if isinstance(types, str) else type_system(types))
    return folder


def took(form: ModuleType, path: Path) -> tuple[list[Graph], ImportReport]:
    """Read, and give the graphs and the report."""
    ledger = Ledger()
    return list(form.read(path, ledger)), ledger.report()
