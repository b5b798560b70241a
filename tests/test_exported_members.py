"""What a front says it exports is what it imports, in order."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRONTS = {
    ".".join(path.parent.relative_to(ROOT).parts): ast.parse(path.read_bytes())
    for path in (ROOT / "corpus").rglob("__init__.py")
    if "__all__" in path.read_text(encoding="utf-8")
}


def exported(front: str) -> list[str]:
    names: list[str] = importlib.import_module(front).__all__
    return list(names)


@pytest.mark.parametrize("front", sorted(FRONTS))
def test_the_exported_names_are_sorted_and_stand_once(front: str) -> None:
    # As ruff sorts them: constants, then classes, then functions.
    assert exported(front) == sorted(set(exported(front)), key=lambda name: (not name.isupper(), not name[0].isupper(), name))


@pytest.mark.parametrize("front", sorted(FRONTS))
def test_every_exported_name_is_there(front: str) -> None:
    module = importlib.import_module(front)
    assert [name for name in exported(front) if not hasattr(module, name)] == []


@pytest.mark.parametrize("front", sorted(set(FRONTS) - {"corpus"}))  # whose imports are lazy
def test_the_exported_names_are_the_imported_ones(front: str) -> None:
    imported = {
        alias.asname or alias.name for node in FRONTS[front].body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert set(exported(front)) == imported - {"annotations"}
