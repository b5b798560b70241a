"""The package's version, stated once; the versions of the data and of the schema are numbers of their own."""

__version__ = "0.1.0"
