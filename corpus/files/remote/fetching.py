"""Fetching: from whatever names a corpus to a folder of this machine.

>>> fetched("annotations").name
'annotations'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.files.remote.addresses import HubAddress, UrlAddress, address_of
from corpus.files.remote.hub import fetch_from_hub
from corpus.files.remote.places import fetch_from_url

if TYPE_CHECKING:
    import os


def fetched(where: str | os.PathLike[str], *, revision: str | None = None) -> Path:
    """Give the folder that `where` names: a path as it is, a dataset on the Hub or a URL once it has been fetched.

    Raises:
        FileError: it cannot be fetched, is not what its manifest says, or `revision` was given for what has none.
        OSError: the cache cannot be written.
    """
    address = address_of(where, revision)
    if isinstance(address, HubAddress):
        return fetch_from_hub(address)
    if isinstance(address, UrlAddress):
        return fetch_from_url(address.url)
    return Path(where)
