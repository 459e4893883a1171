"""Two systems' values of the same cases -> how surely they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.statistics.intervals import Interval, bootstrap

FLIPS = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the second system's mean is.

    Attributes:
        mean: second minus first.
        interval: 95 %, by paired bootstrap over clusters.
        p: share of random sign flips with a difference at least as large (two-sided, Fisher's randomisation test).
        n: cases.
    """

    mean: float
    interval: Interval
    p: float
    n: int


def paired(
    first: Sequence[float], second: Sequence[float], clusters: Sequence[str], flips: int = FLIPS, seed: int = 1
) -> Difference:
    """Compare two systems case by case.

    Signs are flipped a whole cluster at a time, because its cases rise and fall together.
    """
    differences = np.array(second, dtype=np.float64) - np.array(first, dtype=np.float64)
    names = {name: row for row, name in enumerate(dict.fromkeys(clusters))}
    sums = np.zeros(len(names))
    np.add.at(sums, [names[cluster] for cluster in clusters], differences)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], size=(flips, len(names)))
    at_least = int((np.abs(signs @ sums) >= abs(sums.sum()) - 1e-12).sum())
    return Difference(
        mean=float(differences.mean()),
        interval=bootstrap(differences.tolist(), clusters, seed=seed),
        p=(at_least + 1) / (flips + 1),
        n=len(differences),
    )
