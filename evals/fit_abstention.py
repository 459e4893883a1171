"""Development cases -> the coefficients by which the app abstains; looks at no test case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from evals.case import Case

FOLDS = 8
REFUSED = 0.05  # share of answerable development cases that may be refused
STRENGTH = 0.3  # inverse of the regularisation (scikit-learn's C)


def fit_abstention(cases: Sequence[Case], describers: Sequence[Callable[[str], Mapping[str, float]]]) -> dict[str, Any]:
    """Fit a logistic model over `app.engine.abstain.features`.

    The threshold is the 5 % quantile of the answerable cases' probabilities when each cluster of cases is judged
    by a model that has not seen it, so that it holds for questions that are new.

    Args:
        cases: of the development split, and questions that are only learnt from.
        describers: a question's features, once for each library that the model is to serve.

    Returns:
        What abstention.json holds: the model, and what was measured when it was fitted.
    """
    described = [describe(case.question) for describe in describers for case in cases]
    cases = [case for _ in describers for case in cases]
    names = list(described[0])
    table = np.array([[found[name] for name in names] for found in described], dtype=np.float64)
    means, spreads = table.mean(axis=0), table.std(axis=0)
    spreads[spreads == 0] = 1.0
    standard = (table - means) / spreads
    answerable = np.array([case.answerable for case in cases])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
    unseen = cross_val_predict(
        model,
        standard,
        answerable,
        groups=[case.cluster for case in cases],
        cv=GroupKFold(FOLDS),
        method="predict_proba",
    )[:, 1]
    threshold = float(np.quantile(unseen[answerable], REFUSED))
    model.fit(standard, answerable)
    return {
        "model": {
            "names": names,
            "means": means.round(6).tolist(),
            "spreads": spreads.round(6).tolist(),
            "weights": model.coef_[0].round(6).tolist(),
            "bias": round(float(model.intercept_[0]), 6),
            "threshold": round(threshold, 6),
        },
        "measured": {
            "questions": len(cases),
            "answerable": int(answerable.sum()),
            "auroc": round(float(roc_auc_score(answerable, unseen)), 3),
            "false_answers": {
                kind: round(float(np.mean(unseen[[case.type == kind for case in cases]] >= threshold)), 3)
                for kind in sorted({case.type for case in cases if not case.answerable})
            },
        },
    }
