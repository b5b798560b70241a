from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.cli.application import VERBS

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Start

DOCS = Path(corpus.__file__).parent.parent / "docs" / "commands.md"
NAMES = sorted(verb.__name__ for verb in VERBS)


@pytest.mark.parametrize("verb", NAMES)
def test_each_verb_has_help_with_an_example_of_itself(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"Example: corpus {verb} " in result.output


@pytest.mark.parametrize("verb", NAMES)
def test_each_verb_says_what_its_exit_codes_mean(run: Run, verb: str) -> None:
    words = " ".join(run(verb, "--help").output.split())
    assert re.search(r"Exit code: 0 .+ 1 .+ 2 ", words)


@pytest.mark.parametrize("verb", NAMES)
def test_each_verb_stands_in_the_docs(verb: str) -> None:
    assert f"\n## corpus {verb}\n" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", NAMES)
def test_each_option_of_a_verb_stands_in_its_docs(run: Run, verb: str) -> None:
    section = DOCS.read_text(encoding="utf-8").split(f"\n## corpus {verb}\n")[1].split("\n## ")[0]
    options = set(re.findall(r"--[a-z]+", run(verb, "--help").output.split("Example:")[0])) - {"--help"}
    assert {option for option in options if option not in section} == set()


def test_the_docs_name_no_verb_that_is_not_there() -> None:
    assert sorted(re.findall(r"^## corpus (\w+)$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)) == NAMES


@pytest.mark.parametrize("example", VERBS.values())
def test_each_example_stands_in_the_docs(example: str) -> None:
    assert example in DOCS.read_text(encoding="utf-8")


def test_the_version_is_the_packages(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.output) == (0, f"reportedly {corpus.__version__}\n")


def test_no_verb_at_all_shows_the_help(run: Run) -> None:
    assert "Usage: corpus " in run().output


@pytest.mark.parametrize("arguments", [["frobnicate"], ["check"], ["check", "--nonsense"], ["show", "a", "b", "c"], ["verify"]])
def test_bad_usage_exits_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_loads_none_of_the_heavy_libraries() -> None:
    import subprocess

    heavy = ["spacy", "datasets", "pandas", "pyarrow", "pydantic", "numpy"]
    code = (
        "import sys\nfrom corpus.cli import main\nsys.argv = ['corpus', '--help']\n"
        f"try: main()\nexcept SystemExit: print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().split("\n")[-1] == "[]"


def test_the_command_runs_as_a_process(start: Start) -> None:
    done = start("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"reportedly {corpus.__version__}\n".encode(), b"")
