"""A new working folder and beside it a review: what a person should look at, an item a line. Both appear whole, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.files.building import put_in_place, scratch_beside
from corpus.files.folder import refuse_existing, write_folder
from corpus.files.strict_json import write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.model import Corpus
    from corpus.model.records import Record


def refuse_places(path: Path, review: Path) -> None:
    """Refuse places at which a new corpus and its review cannot be written, before anything has been done.

    Args:
        path: the new working folder; it must not be there, or be empty.
        review: the review file; it must not be there, and not lie in the folder, where it would be taken for annotations.

    Raises:
        FileError: something stands there, or the review would lie in the corpus.
    """
    refuse_existing(path)
    if review.resolve().is_relative_to(path.resolve()):
        message = f"expected a place outside {path}, where a review would be taken for annotations; put it beside"
        raise FileError(message, file=str(review))
    for made in (path, review):
        if not made.resolve().parent.is_dir():
            message = f"expected a folder {made.parent} to write it into, found none; make that first"
            raise FileError(message, file=str(made))
    if review.exists():
        message = "expected no such file, found one; a review is never overwritten"
        raise FileError(message, file=str(review))


def write_reviewed(corpus: Corpus, items: Iterable[Record], path: Path, review: Path) -> None:
    """Write a corpus as a new working folder, and the items of its review.

    Raises:
        FileError: something stands where one of the two is to be written, or the review would lie in the corpus.
        OSError: they cannot be written.
    """
    refuse_places(path, review)
    with scratch_beside(path) as folder:
        write_folder(corpus, folder)
        try:
            write_lines(review, (item.model_dump(mode="json", exclude_none=True) for item in items))
            put_in_place(folder, path)
        except BaseException:
            review.unlink(missing_ok=True)
            raise
