from __future__ import annotations

from typing import TYPE_CHECKING

import corpus
from tests.hub.conftest import NAME
from tests.hub.samples import corpus_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hub.server import LocalHub


def test_what_was_published_is_loaded_as_the_same_corpus(hub: LocalHub, release: Path) -> None:
    publication = corpus.publish(release, NAME)
    assert publication.state == "published"
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()
