"""What is imported when; measured in modules, not in milliseconds."""

import subprocess
import sys

HEAVY = ("spacy", "datasets", "huggingface_hub", "fsspec", "pandas", "pyarrow", "pydantic", "numpy")


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_after("import corpus") == set()


def test_the_help_loads_neither_spacy_nor_datasets() -> None:
    help_of_the_command = "from corpus.cli import main\nsys.argv = ['corpus', '--help']\ntry: main()\nexcept SystemExit: pass"
    assert not loaded_after(help_of_the_command) & {"spacy", "datasets", "huggingface_hub"}


def test_loading_the_corpus_needs_neither_spacy_nor_datasets_nor_what_fetches() -> None:
    assert not loaded_after("import corpus\ncorpus.load()") & {"spacy", "datasets", "huggingface_hub", "fsspec"}
