"""What we publish: tables, ready views, card, manifest and Croissant description of a release, and how it gets elsewhere."""

from corpus.release.build import build_release
from corpus.release.in_memory import to_dataset
from corpus.release.publishing import Publication, publish
from corpus.release.verification import verify
from corpus.release.versioning import as_published
from corpus.release.withholding import withhold

__all__ = ["Publication", "as_published", "build_release", "publish", "to_dataset", "verify", "withhold"]
