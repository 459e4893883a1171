"""Described things, right or not -> a logistic model as `app.engine.logistic` reads it; knows no feature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

FOLDS = 8
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    Attributes:
        unseen: probability of each thing, shape (n,), by a model that has not seen its cluster.
        auroc: of `unseen`.
        model: names, means, spreads, weights and bias; the threshold is the caller's.
    """

    unseen: NDArray[np.float64]
    auroc: float
    model: dict[str, Any]


def fit_logistic(
    regression: LogisticRegression,
    described: Sequence[Mapping[str, float]],
    right: NDArray[np.bool_],
    clusters: Sequence[str],
    weights: NDArray[np.float64] | None = None,
) -> Fit:
    """Standardise the features, judge each cluster by a model that has not seen it, and fit on all of them.

    Args:
        regression: what is fitted, with its settings.
        described: the same features of each thing.
        right: what is to be told from the features, shape (n,).
        clusters: things that are kept together.
        weights: how much each thing counts, shape (n,); None is all the same.
    """
    names = list(described[0])
    table = np.array([[found[name] for name in names] for found in described], dtype=np.float64)
    means, spreads = table.mean(axis=0), table.std(axis=0)
    spreads[spreads == 0] = 1.0
    standard = (table - means) / spreads
    unseen: NDArray[np.float64] = cross_val_predict(
        regression,
        standard,
        right,
        groups=clusters,
        cv=GroupKFold(FOLDS),
        params={"sample_weight": weights},
        method="predict_proba",
    )[:, 1]
    regression.fit(standard, right, sample_weight=weights)
    return Fit(
        unseen=unseen,
        auroc=round(float(roc_auc_score(right, unseen)), 3),
        model={
            "names": names,
            "means": means.round(DIGITS).tolist(),
            "spreads": spreads.round(DIGITS).tolist(),
            "weights": regression.coef_[0].round(DIGITS).tolist(),
            "bias": round(float(regression.intercept_[0]), DIGITS),
        },
    )
