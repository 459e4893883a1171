"""Values of single cases -> 95 % intervals; does not know what was measured."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 2000
Interval = tuple[float, float]
"""Lower and upper end of a 95 % interval."""


def bootstrap(values: Sequence[float], clusters: Sequence[str], rounds: int = ROUNDS, seed: int = 1) -> Interval:
    """Give the percentile bootstrap interval of the mean, resampling whole clusters (Efron and Tibshirani 1993).

    Cases of one section resemble each other, so they are drawn together; the mean is that of the drawn cases.

    Args:
        values: one a case, at least one.
        clusters: each case's cluster.
        rounds: resamples.
        seed: of the random draws; the same seed gives the same interval.
    """
    sums, counts = _per_cluster(values, clusters)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(rounds, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def wilson(held: int, n: int, z: float = 1.959964) -> Interval:
    """Give Wilson's score interval of a share (Wilson 1927); (0, 1) when nothing was counted.

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    if n == 0:
        return 0.0, 1.0
    share = held / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    return (middle - half if held else 0.0), (middle + half if held < n else 1.0)  # exact at the ends


def _per_cluster(values: Sequence[float], clusters: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    names = {name: row for row, name in enumerate(dict.fromkeys(clusters))}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    for value, cluster in zip(values, clusters, strict=True):
        sums[names[cluster]] += value
        counts[names[cluster]] += 1
    return sums, counts
