"""The command line `corpus`: check, show, release, verify, adjudicate, schema."""

from corpus.cli.application import app, main

__all__ = ["app", "main"]
