"""Imports go down only: the table of docs/architecture.md, held against the source. Imports for types alone count as well."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "corpus"
LEVELS = [
    ["errors", "version"],
    ["model", "engines"],
    ["files", "formats", "schemes", "checks", "agreement", "anchoring", "changes", "segmentation", "testing"],
    ["loading", "adjudication", "attaching", "conversion", "migration", "reanchoring"],
    ["annotators", "release"],
    ["view"],
    ["cli", "__init__", "__main__"],
]
LEVEL = {part: level for level, parts in enumerate(LEVELS) for part in parts}
ALSO_ALLOWED = {("schemes", "formats"), ("cli", "__init__"), ("__main__", "cli")}
HEAVY = {
    "spacy": ("corpus.annotators", "corpus.segmentation", "corpus.formats.docbin"),
    "datasets": ("corpus.release", "corpus.loading"),
    "huggingface_hub": ("corpus.release.publishing", "corpus.files.remote"),
    "fsspec": ("corpus.files.remote",),
    "hypothesis": ("corpus.testing",),
}
"""Which parts may import the heavy libraries; all but hypothesis inside functions alone."""
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}


def imports(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports are not used here"
            yield str(node.module)


def on_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Go through what runs when the module is imported: not the bodies of functions, not what is there for types alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from on_import(node)


def part_of(module: str) -> str:
    return [*module.split("."), "__init__"][1]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_from_its_own_part_and_from_lower_levels(module: str) -> None:
    own = part_of(module)
    for name in imports(ast.walk(ast.parse(MODULES[module].read_bytes()))):
        if name.split(".")[0] == "corpus" and part_of(name) != own and (own, part_of(name)) not in ALSO_ALLOWED:
            assert LEVEL[part_of(name)] < LEVEL[own], f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_heavy_library_is_imported_only_where_it_belongs_and_only_when_it_is_used(module: str) -> None:
    tree = ast.parse(MODULES[module].read_bytes())
    everywhere = {name.split(".")[0] for name in imports(ast.walk(tree))}
    at_once = {name.split(".")[0] for name in imports(on_import(tree))}
    for library in HEAVY.keys() & everywhere:
        assert module.startswith(HEAVY[library]), f"{module} imports {library}"
        assert library == "hypothesis" or library not in at_once, f"{module} imports {library} before it is used"


def test_importing_the_package_loads_none_of_the_heavy_libraries() -> None:
    heavy = ["spacy", "datasets", "pandas", "pyarrow", "pydantic", "numpy", "hypothesis"]
    code = f"import corpus, sys; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert found.stdout == "[]\n"
