"""What we publish: tables, ready views, card, manifest and Croissant description of a release."""

from corpus.release.build import build_release
from corpus.release.in_memory import to_dataset
from corpus.release.verification import verify
from corpus.release.withholding import withhold

__all__ = ["build_release", "to_dataset", "verify", "withhold"]
