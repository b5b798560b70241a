from __future__ import annotations

import pytest

from corpus.model import AnnotationSet, Annotator
from corpus.schemes.assembly import assumed_set


def test_of_an_imported_set_nobody_has_said_what_made_it() -> None:
    assert assumed_set("ana").maker is None


@pytest.mark.parametrize(
    "said",
    [{"note": "Ana annotated, in 2019."}, {"note": None}, {"annotator": Annotator(name="ana", kind="human")}, {"role": "raw"}],
)
def test_once_it_is_said_it_is_known(said: dict[str, object]) -> None:
    made: AnnotationSet = assumed_set("ana").model_copy(update=said)
    assert made.maker == made.annotator.kind
