"""Development cases -> the coefficients by which the app chooses sentences; looks at no test case."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from app.engine.candidates import Candidate
from app.engine.cite import sentence_pages
from evals.case import Case
from evals.fit_logistic import fit_logistic
from evals.measures.facts import is_said, normalise
from evals.outcome import page_key

THRESHOLD = 0.07  # probability below which a sentence is left out of an answer that is long enough


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
    described: list[Mapping[str, float]] = []
    answers: list[bool] = []
    weights: list[float] = []
    clusters: list[str] = []
    for case, found in asked:
        told = [candidate for candidate in found if candidate.tells]
        for candidate in told:
            described.append(candidate.described)
            answers.append(does_answer(case, candidate, index))
            weights.append(1 / len(told))
            clusters.append(case.cluster)
    right = np.array(answers)
    weight = np.array(weights) * len(weights) / sum(weights)
    fit = fit_logistic(LogisticRegression(max_iter=3000), described, right, clusters, weight)
    return {
        "model": {**fit.model, "threshold": THRESHOLD},
        "measured": {
            "questions": len(asked),
            "sentences": len(described),
            "answering": int(right.sum()),
            "auroc": fit.auroc,
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
