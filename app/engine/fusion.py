"""Scores of one list each -> scores that can be added; does not know what was scored."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def unit_range(scores: Sequence[float] | Scores) -> Scores:
    """Scale to 0–1 within the list (min–max); equal scores become 0.

    >>> unit_range([2.0, 4.0, 3.0]).tolist()
    [0.0, 1.0, 0.5]
    """
    values = np.asarray(scores, dtype=np.float32)
    if values.size == 0:
        return values
    low, high = float(values.min()), float(values.max())
    if high == low:
        return np.zeros_like(values)
    return np.asarray((values - low) / (high - low), dtype=np.float32)
