"""A Hub of its own for each test, and this process's client turned to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from huggingface_hub import close_session, constants

from tests.hub.answering import WRITER
from tests.hub.samples import release_of
from tests.hub.server import LocalHub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "newsroom/mine"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1.0.0."""
    return release_of(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1.1.0, without the second cue and without the sections."""
    return release_of(tmp_path_factory.mktemp("later"), "1.1.0", cues=1)


@pytest.fixture
def elsewhere() -> Iterator[LocalHub]:
    """A Hub that only processes of their own are turned to."""
    hub = LocalHub()
    yield hub
    hub.stop()


@pytest.fixture
def hub(elsewhere: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    """A Hub, with this process's client turned to it: what the client reads from its environment when it is imported."""
    monkeypatch.setattr(constants, "ENDPOINT", elsewhere.url)
    template = f"{elsewhere.url}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setenv("HF_TOKEN", WRITER)
    monkeypatch.chdir(tmp_path)
    yield elsewhere
    close_session()
