"""What we publish: tables, ready views, card, manifest and Croissant description of a release, and how it gets elsewhere."""

from corpus.release.build import build_release
from corpus.release.publishing import Change, Publication, publish
from corpus.release.verification import verify

__all__ = ["Change", "Publication", "build_release", "publish", "verify"]
