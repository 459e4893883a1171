"""A fitted logistic model: named features in, a probability out; fits nothing."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features, fitted on the gold set's development part.

    Attributes:
        names: of the features, in order.
        means, spreads: with which each feature is standardised.
        weights, bias: of the standardised features.
        threshold: probability from which the answer is yes.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def log_odds(self, found: Mapping[str, float]) -> float:
        """Give the logarithm of the odds."""
        return self.bias + sum(
            weight * (found[name] - mean) / spread
            for name, mean, spread, weight in zip(self.names, self.means, self.spreads, self.weights, strict=True)
        )

    def probability(self, found: Mapping[str, float]) -> float:
        """Give the probability."""
        return 1 / (1 + math.exp(-self.log_odds(found)))

    @property
    def bar(self) -> float:
        """Log odds at the threshold."""
        return math.log(self.threshold / (1 - self.threshold))


@cache
def load_logistic(name: str) -> Logistic:
    """Read a fitted model that comes with the app, by the name of its file in `app.engine`."""
    found = json.loads((files("app.engine") / name).read_text(encoding="utf-8"))["model"]
    return Logistic(
        names=tuple(found["names"]),
        means=tuple(found["means"]),
        spreads=tuple(found["spreads"]),
        weights=tuple(found["weights"]),
        bias=found["bias"],
        threshold=found["threshold"],
    )
