"""Releases that lie elsewhere: on the Hub, or behind any URL that fsspec opens; fetched whole and verified, or refused."""
