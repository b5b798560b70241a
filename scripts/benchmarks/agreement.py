"""Measure coefficients against their peers: `python scripts/benchmarks/agreement.py [UNITS] [--format json] [--rounds N]`.

All start from the same labels, numbers in an array, and must give the same figure to a billionth. Each round measures
every one once, in turn, and medians are compared. A second table gives the price of an interval: a thousand resamples of
documents against one estimate.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.metrics import cohen_kappa_score

import corpus
from corpus.agreement.bootstrap import Resampling, interval
from corpus.agreement.coefficients import cohen_kappa, fleiss_kappa, gwet_ac1, krippendorff_alpha
from corpus.agreement.ratings import Ratings

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from corpus.agreement.counts import Statistic

DOCUMENTS, CATEGORIES, NOISE, ABSENT = 1000, 5, 0.3, 0.1
SAME = 1e-9
TARGETS = (
    ("kappa", "scikit-learn kappa", 0.25),
    ("alpha", "krippendorff alpha", 0.25),
    ("alpha, 3 annotators, missing values", "krippendorff alpha, 3 annotators, missing values", 0.25),
    ("alpha ordinal", "krippendorff alpha ordinal", 0.25),
)
TOOLS = ("reportedly", "numpy", "pyarrow", "scikit-learn", "krippendorff")
Job = dict[str, "Callable[[], float | None]"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure coefficients against their peers.")
    parser.add_argument("units", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    labels, documents = draw(options.units)
    figures, seconds = measure(jobs(labels, documents), options.rounds)
    ratios = [
        {"ours": ours, "peer": peer, "ratio": round(seconds[ours] / seconds[peer], 4), "at_most": most, "same": same}
        for ours, peer, most in TARGETS
        for same in [abs(figures[ours] - figures[peer]) < SAME]
    ]
    prices = measure_intervals(labels, documents, options.rounds)
    if options.format == "json":
        versions = {tool: corpus.__version__ if tool == "reportedly" else version(tool) for tool in TOOLS}
        print(
            json.dumps(
                {"versions": versions, "units": options.units, "seconds": seconds, "ratios": ratios, "intervals": prices}
            )
        )
        return
    show(seconds, figures, ratios, prices)


def draw(units: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw labels of three annotators who see the same thing through noise, and the document of each unit."""
    generator = np.random.default_rng(0)
    truth = generator.choice(CATEGORIES, size=units, p=[0.5, 0.2, 0.15, 0.1, 0.05])
    noisy = generator.integers(CATEGORIES, size=(3, units))
    labels = np.where(generator.random((3, units)) < NOISE, noisy, truth)
    return labels, np.sort(generator.integers(DOCUMENTS, size=units))


def jobs(labels: NDArray[np.int64], documents: NDArray[np.int64]) -> Job:
    """Name what is measured."""
    absent = np.random.default_rng(1).random(labels.shape) < ABSENT
    holed = np.where(absent, np.nan, labels)
    two = labels[:2]

    def rate(values: NDArray[np.float64] | NDArray[np.int64]) -> Ratings:
        return Ratings.of(list(values), documents=documents)

    def alpha_of(values: NDArray[np.float64] | NDArray[np.int64], level: str) -> float:
        return float(krippendorff.alpha(reliability_data=values, level_of_measurement=level))

    return {
        "kappa": lambda: cohen_kappa(rate(two)).value,
        "scikit-learn kappa": lambda: float(cohen_kappa_score(*two)),
        "alpha": lambda: krippendorff_alpha(rate(two)).value,
        "krippendorff alpha": lambda: alpha_of(two, "nominal"),
        "alpha ordinal": lambda: krippendorff_alpha(rate(two), level="ordinal").value,
        "krippendorff alpha ordinal": lambda: alpha_of(two, "ordinal"),
        "alpha, 3 annotators, missing values": lambda: krippendorff_alpha(rate(holed)).value,
        "krippendorff alpha, 3 annotators, missing values": lambda: alpha_of(holed, "nominal"),
        "fleiss, 3 annotators": lambda: fleiss_kappa(rate(labels)).value,
        "ac1, 3 annotators, missing values": lambda: gwet_ac1(rate(holed)).value,
    }


def measure(work: Job, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Do each job once a round, in turn; give the figures and the median seconds."""
    figures: dict[str, float] = {}
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for number in range(rounds + 1):
        for name, job in work.items():
            gc.collect()  # what one left behind is not the next one's to clear
            begin = time.perf_counter()
            figures[name] = job() or 0.0
            if number:  # the first round warms up
                seconds[name].append(time.perf_counter() - begin)
    return figures, {name: statistics.median(found) for name, found in seconds.items()}


def measure_intervals(labels: NDArray[np.int64], documents: NDArray[np.int64], rounds: int) -> list[dict[str, object]]:
    """Compare a thousand resamples with one estimate."""
    made: dict[str, Callable[[Ratings], Statistic]] = {"kappa": cohen_kappa, "alpha": krippendorff_alpha, "ac1": gwet_ac1}
    ratings = Ratings.of(list(labels[:2]), documents=documents)
    found: list[dict[str, object]] = []
    for name, make in made.items():
        statistic = make(ratings)
        _, seconds = measure(
            {
                "estimate": lambda make=make: make(Ratings.of(list(labels[:2]), documents=documents)).value,  # type: ignore[misc]
                "interval": lambda statistic=statistic: (interval(statistic, Resampling()).bounds or (0.0,))[0],  # type: ignore[misc]
            },
            rounds,
        )
        found.append({"measure": name, **seconds, "ratio": round(seconds["interval"] / seconds["estimate"], 3), "at_most": 3})
    return found


def show(
    seconds: dict[str, float], figures: dict[str, float], ratios: list[dict[str, object]], prices: list[dict[str, object]]
) -> None:
    """Print tables for a person."""
    table = Table("measure", "figure", "seconds")
    for name, found in seconds.items():
        table.add_row(name, f"{figures[name]:.6f}", f"{found:.4f}")
    Console().print(table)
    for one in [*ratios, *prices]:
        print(", ".join(f"{name} {value}" for name, value in one.items()))


if __name__ == "__main__":
    main()
