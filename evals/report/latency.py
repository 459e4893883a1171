"""Scored cases -> how long the answers took; draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.scoring import Scored

MOST = 30  # bars


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from question to answer: median, 95th percentile, and counts between edges."""

    p50: float
    p95: float
    edges: tuple[float, ...]
    counts: tuple[int, ...]


def latency(scored: Sequence[Scored]) -> Latency:
    """Give the distribution of the answering times of at least one question; percentiles are interpolated."""
    times = np.array([one.outcome.milliseconds for one in scored])
    p50, p95 = np.quantile(times, [0.5, 0.95])
    counts, edges = np.histogram(times, bins=min(MOST, max(1, round(len(times) ** 0.5) * 2)))
    return Latency(float(p50), float(p95), tuple(map(float, edges)), tuple(map(int, counts)))
