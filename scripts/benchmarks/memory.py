"""Measure time and peak memory of building a release: `python scripts/benchmarks/memory.py [ANNOTATIONS]`."""

import resource
import sys
import tempfile
import time

from collection import many

import corpus
from corpus.model import LAYERS


def main(annotations: int) -> None:
    """Build once, and print what it took; memory is that of the whole process, the collection included."""
    news = many(annotations)
    count = sum(len(news.layer(layer)) for layer in LAYERS)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch:
        corpus.build_release(news, scratch)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{count:,} annotations in {len(news):,} documents: {time.perf_counter() - begin:.0f} s, peak {peak:.2f} GiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
