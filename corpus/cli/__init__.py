"""The command line `corpus`, a verb per module."""

from corpus.cli.application import app, main

__all__ = ["app", "main"]
