"""`corpus show`: read an article with its marks in the terminal, or list the documents of a corpus."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

import os
from enum import StrEnum
from typing import Annotated

import typer

from corpus.cli.output import draw, write_json
from corpus.cli.verdicts import Exit, answer


class ShowFormat(StrEnum):
    """How a document is shown."""

    TEXT = "text"
    JSON = "json"


Where = Annotated[
    str | None,
    typer.Argument(metavar="PATH", help="A corpus; left out, the one that comes with the package.", show_default=False),
]
DocumentId = Annotated[
    str | None, typer.Argument(metavar="DOCUMENT", help="A document; left out, they are listed.", show_default=False)
]
SetId = Annotated[
    str | None,
    typer.Option("--set", metavar="SET", help="Whose annotations: an annotation set.", show_default="the default set"),
]
Layers = Annotated[
    str | None,
    typer.Option(
        metavar="LAYERS",
        help="Which layers, with commas between: cues,attributions,commitments.",
        show_default="those marked in the text; in JSON all",
    ),
]
Form = Annotated[ShowFormat, typer.Option("--format", help="For reading, or all of it for a program.")]


def show(
    where: Where = None,
    document_id: DocumentId = None,
    set_id: SetId = None,
    layers: Layers = None,
    form: Form = ShowFormat.TEXT,
) -> None:
    """Show an article with its marks: names, quantities, cues, and who says what.

    Colours where the terminal has them, brackets elsewhere. Exit code: 0 shown, 1 the corpus has errors, 2 not found.
    """
    if where is not None and document_id is None and not _is_path(where):
        where, document_id = None, where
    chosen = None if layers is None else [layer.strip() for layer in layers.split(",") if layer.strip()]
    if document_id is None:
        raise typer.Exit(answer(lambda: _list(where, set_id, form)))
    raise typer.Exit(answer(lambda: _show(where, document_id, set_id, chosen, form)))


def _is_path(given: str) -> bool:
    """Tell whether an argument that stands alone is a corpus rather than a document of the packaged one."""
    return "/" in given or os.path.isdir(given)  # noqa: PTH112 - `Path.is_dir` raises where a name is too long


def _list(path: str | None, set_id: str | None, form: ShowFormat) -> Exit:
    from corpus.loading import load
    from corpus.view.listing import describe_corpus, documents_table
    from corpus.view.palette import Palette

    news = load(path)
    if set_id is not None:
        news.set(set_id)
    if form == ShowFormat.JSON:
        write_json(describe_corpus(news))
    else:
        draw(lambda console: documents_table(news, Palette.of(console), console.width))
    return Exit.CLEAN


def _show(path: str | None, document_id: str, set_id: str | None, layers: list[str] | None, form: ShowFormat) -> Exit:
    from corpus.loading import load
    from corpus.model import LAYERS
    from corpus.view.article import SHOWN_LAYERS, article
    from corpus.view.listing import describe_document
    from corpus.view.palette import Palette

    news = load(path)
    set_id = set_id or news.default_set
    document = news.document(document_id, set_id)
    if form == ShowFormat.JSON:
        write_json(describe_document(document, set_id, list(LAYERS) if layers is None else layers))
        return Exit.CLEAN
    made_by = None if set_id is None else news.set(set_id).record
    shown = SHOWN_LAYERS if layers is None else layers
    draw(lambda console: article(document, made_by=made_by, layers=shown, palette=Palette.of(console), width=console.width))
    return Exit.CLEAN
