"""Development cases -> the coefficients by which the app abstains; looks at no test case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from evals.case import Case
from evals.fit_logistic import DIGITS, fit_logistic

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
    answerable = np.array([case.answerable for case in cases])
    fit = fit_logistic(
        LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000),
        described,
        answerable,
        [case.cluster for case in cases],
    )
    threshold = float(np.quantile(fit.unseen[answerable], REFUSED))
    return {
        "model": {**fit.model, "threshold": round(threshold, DIGITS)},
        "measured": {
            "questions": len(cases),
            "answerable": int(answerable.sum()),
            "auroc": fit.auroc,
            "false_answers": {
                kind: round(float(np.mean(fit.unseen[[case.type == kind for case in cases]] >= threshold)), 3)
                for kind in sorted({case.type for case in cases if not case.answerable})
            },
        },
    }
