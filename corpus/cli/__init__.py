"""The command line `corpus`: check, show, release, verify, convert, schema, agree, adjudicate."""

from corpus.cli.application import app, main

__all__ = ["app", "main"]
