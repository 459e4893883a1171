"""Development cases -> the coefficients by which the app chooses sentences; looks at no test case."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from app.engine.candidates import Candidate
from app.engine.cite import sentence_pages
from evals.case import Case
from evals.measures.facts import is_said, normalise
from evals.outcome import page_key

FOLDS = 8
THRESHOLD = 0.07  # probability below which a sentence is left out of an answer that is long enough
DIGITS = 6


def fit_sentences(asked: Sequence[tuple[Case, Sequence[Candidate]]], index: Mapping[str, int]) -> dict[str, Any]:
    """Fit a logistic model over what `app.engine.candidates` says of a sentence.

    A sentence answers when it overlaps the places that the gold names, or when it stands on a page of the evidence
    and says one of the case's vital facts. Each question weighs the same, however many sentences were found.

    Args:
        asked: answerable cases of the development split, each with the sentences that were found for it.
        index: page index by "source:label", for the gold's places.

    Returns:
        What sentences.json holds: the model, and what was measured when it was fitted.
    """
    rows: list[list[float]] = []
    answers: list[bool] = []
    weights: list[float] = []
    clusters: list[str] = []
    names: list[str] = []
    for case, found in asked:
        told = [candidate for candidate in found if candidate.tells]
        for candidate in told:
            names = list(candidate.described)
            rows.append(list(candidate.described.values()))
            answers.append(does_answer(case, candidate, index))
            weights.append(1 / len(told))
            clusters.append(case.cluster)
    table, right = np.array(rows), np.array(answers)
    means, spreads = table.mean(axis=0), table.std(axis=0)
    spreads[spreads == 0] = 1.0
    standard = (table - means) / spreads
    weight = np.array(weights) * len(weights) / sum(weights)
    model = LogisticRegression(max_iter=3000)
    unseen = cross_val_predict(
        model,
        standard,
        right,
        groups=clusters,
        cv=GroupKFold(FOLDS),
        params={"sample_weight": weight},
        method="predict_proba",
    )[:, 1]
    model.fit(standard, right, sample_weight=weight)
    return {
        "model": {
            "names": names,
            "means": means.round(DIGITS).tolist(),
            "spreads": spreads.round(DIGITS).tolist(),
            "weights": model.coef_[0].round(DIGITS).tolist(),
            "bias": round(float(model.intercept_[0]), DIGITS),
            "threshold": THRESHOLD,
        },
        "measured": {
            "questions": len(asked),
            "sentences": len(rows),
            "answering": int(right.sum()),
            "auroc": round(float(roc_auc_score(right, unseen)), 3),
        },
    }


def does_answer(case: Case, candidate: Candidate, index: Mapping[str, int]) -> bool:
    """Say whether a sentence is one that the gold means, or says a vital fact on a page of the evidence."""
    if candidate.evidence.passage.kind != "note":
        for place in (place for places in case.evidence for place in places):
            for part in candidate.sentence.span:
                if part.page_index == index.get(place.key) and any(
                    start < part.end and part.start < end for start, end in place.spans
                ):
                    return True
    on_page = {page_key(page) for page in sentence_pages(candidate)} & set(case.grades)
    said = normalise(candidate.text)
    return bool(on_page) and any(is_said(fact, said) for fact in case.vital)
