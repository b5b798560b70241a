"""The dataset card: the release's README.md, written from the corpus and from what the tables turned out to be.

Plain functions that each give one part, rather than a template: nearly every sentence depends on the data, and Python
says that more plainly than a template language would. Nothing in it depends on the day, so the same data give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement import Agreement
from corpus.release.citations import cite
from corpus.release.front_matter import default_first, write_front_matter
from corpus.release.markdown import fence, prose
from corpus.release.portraits import (
    describe_agreement,
    describe_checks,
    describe_configs,
    describe_labels,
    describe_limits,
    describe_rights,
    describe_sets,
    describe_whole,
)
from corpus.release.recipes import COLUMNS, WITHHELD_COLUMNS, describe_attaching, describe_building, describe_loading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.model import Corpus
    from corpus.release.configs import Config

NOTHING = Agreement(estimates=())
"""What is measured where there is nothing to compare."""


def write_card(
    corpus: Corpus,
    configs: Sequence[Config],
    *,
    data_hash: str,
    agreement: Agreement = NOTHING,
    dropped: Mapping[str, int] | None = None,
) -> str:
    """Write the card of a release; its version, and whether the texts are in it, stand in the corpus's metadata.

    Args:
        corpus: what was released.
        configs: its tables, as written; never empty.
        data_hash: a hash over all tables; it keeps caches from giving the rows of an older build.
        agreement: how far the sets behind the default set agree; without any, the card says plainly that nothing was measured.
        dropped: how many values were left out because they repeat words of withheld texts, by field.
    """
    about, withheld = corpus.metadata, corpus.metadata.text_release == "withheld"
    configs = default_first(configs)
    title = prose(about.title or "") or prose(about.name)
    parts = {
        "What is in it": describe_configs(configs),
        "Labels": describe_labels(corpus),
        "Who annotated": describe_sets(corpus),
        "Agreement": describe_agreement(corpus, agreement),
        "How to load it": describe_loading(configs, about.name, version=about.version),
        **({"How to attach the texts": describe_attaching(f"{about.name}-{about.version}")} if withheld else {}),
        "How to read the columns": f"{COLUMNS}\n{WITHHELD_COLUMNS}" if withheld else COLUMNS,
        "Known limits": describe_limits(corpus, configs, dropped or {}),
        "Rights": describe_rights(corpus),
        "Checks": describe_checks(),
        "How it was built, and how to verify it": describe_building(about, data_hash=data_hash),
        "Citation": fence(cite(about), "bibtex"),
    }
    opening = [f"# {title}", prose(about.description or ""), describe_whole(corpus)]
    body = [*opening, *(f"## {heading}\n\n{part}" for heading, part in parts.items())]
    head = write_front_matter(corpus, configs, data_hash=data_hash)
    return head + "\n" + "\n\n".join(part for part in body if part) + "\n"
