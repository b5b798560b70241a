"""The command line `corpus`: check, show, release, attach, verify, schema, agree, adjudicate."""

from corpus.cli.application import app, main

__all__ = ["app", "main"]
