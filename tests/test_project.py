"""The project's papers agree with the code and with each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from corpus.checks import CODES
from corpus.model import LAYERS
from corpus.model.schemas import schemas
from corpus.version import __version__

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "schemas").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| `([EWR][0-9]{3})` \| (error|warning) \| (.+?) \| (.+?) \|$", re.MULTILINE)
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.+!]*")
RELEASE_CODES = {"R101", "R102", "R103", "R104", "R105"}


def written(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Name the headings of a page as the sites that show it do, and the places that it names itself."""
    written = page.read_text(encoding="utf-8")
    titles = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(written)}
    return titles | set(re.findall(r'<a id="([^"]+)"', written))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    missing = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


def test_the_citation_names_the_version_of_the_package() -> None:
    citation = yaml.safe_load(written("CITATION.cff"))
    assert str(citation["version"]) == __version__
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(citation)


def test_the_change_log_speaks_of_the_version_and_has_a_heading_for_data() -> None:
    log = written("CHANGELOG.md")
    assert __version__ in log
    assert re.search(r"^#+ Data", log, re.MULTILINE)


def test_the_constraints_are_plain_pins() -> None:
    lines = [line for line in written("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_the_constraints_cover_what_the_project_asks_for() -> None:
    project = written("pyproject.toml")
    asked = {name.lower() for name in re.findall(r'^  "([A-Za-z0-9-]+)(?:\[[a-z]+\])?(?:>=[0-9.]+)?",$', project, re.MULTILINE)}
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in written("constraints.txt").splitlines()}
    assert asked - pinned == {"reportedly"}


def test_the_page_of_checks_has_every_code_with_its_severity_and_title() -> None:
    rows = {code: (severity, title) for code, severity, title, _ in ROW.findall(written("docs/checks.md"))}
    assert {code: rows.get(code) for code in CODES} == {code: (rule.severity, rule.title) for code, rule in CODES.items()}
    assert set(rows) == set(CODES) | RELEASE_CODES


def test_the_page_of_checks_counts_right_in_the_readme() -> None:
    assert f"{len(CODES)} checks" in written("README.md")


@pytest.mark.parametrize("layer", LAYERS)
def test_the_page_of_the_schema_describes_every_field_as_the_model_does(layer: str) -> None:
    page = written("docs/schema.md")
    described = {name: " ".join(field["description"].split()) for name, field in schemas()[layer]["properties"].items()}
    assert [name for name, meaning in described.items() if not re.search(rf"\| `{name}` \|.*{re.escape(meaning)}", page)] == []
