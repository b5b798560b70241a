"""Publishing: a release to the Hub, or to any URL that fsspec opens; seen there whole, or not as a release."""

from corpus.release.publishing.publication import Change, Publication
from corpus.release.publishing.publisher import publish

__all__ = ["Change", "Publication", "publish"]
