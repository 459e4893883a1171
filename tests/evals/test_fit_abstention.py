"""Abstention fitted on toy questions whose features are written in the question itself."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from app.engine.logistic import Logistic
from evals.case import Case
from evals.fit_abstention import fit_abstention
from tests.evals.conftest import case, unanswerable

CLUSTERS = 16


def question(number: int, good: float) -> str:
    return json.dumps({"number": number, "good": good})


def describe(asked: str) -> Mapping[str, float]:
    return {"good": float(json.loads(asked)["good"]), "constant": 2.0}


def toy(answered: Sequence[float], near: Sequence[float], far: Sequence[float] = ()) -> list[Case]:
    """Make cases with the given feature, spread over the clusters."""
    kinds = [(good, None) for good in answered]
    kinds += [(good, "unanswerable-near") for good in near] + [(good, "unanswerable-far") for good in far]
    made = []
    for number, (good, kind) in enumerate(kinds):
        fields = {"question": question(number, good), "cluster": f"k{number % CLUSTERS}"}
        made.append(unanswerable(f"c{number}", type=kind, **fields) if kind else case(f"c{number}", **fields))
    return made


SEPARABLE = toy([1.0] * 60, [-1.0] * 10, [-1.0] * 10)
MIXED = toy([n % 7 - 2.0 for n in range(64)], [n % 5 - 3.0 for n in range(32)], [-4.0 - n % 3 for n in range(16)])


def unseen(cases: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """Give each case's probability by a model that has not seen its cluster, written out fold by fold."""
    good = np.array([describe(one.question)["good"] for one in cases])
    standard = np.stack([(good - good.mean()) / good.std(), np.zeros(len(cases))], axis=1)
    right = np.array([one.answerable for one in cases])
    found = np.zeros(len(cases))
    for seen, held_out in GroupKFold(8).split(standard, groups=[one.cluster for one in cases]):
        model = LogisticRegression(C=0.3, class_weight="balanced").fit(standard[seen], right[seen])
        found[held_out] = model.predict_proba(standard[held_out])[:, 1]
    return found, right


def abstention(fitted: Mapping[str, Mapping[str, object]]) -> Logistic:
    return Logistic(**json.loads(json.dumps(fitted["model"])))


def test_what_can_be_told_apart_is() -> None:
    fitted = fit_abstention(SEPARABLE, [describe])
    assert fitted["measured"] == {
        "questions": 80,
        "answerable": 60,
        "auroc": 1.0,
        "false_answers": {"unanswerable-far": 0.0, "unanswerable-near": 0.0},
    }
    model = abstention(fitted)
    assert model.probability({"good": 1.0, "constant": 2.0}) > model.threshold
    assert model.probability({"good": -1.0, "constant": 2.0}) < 0.5 < model.probability({"good": 1.0, "constant": 2.0})


def test_features_are_standardised_and_one_that_never_differs_has_no_weight() -> None:
    model = fit_abstention(SEPARABLE, [describe])["model"]
    assert model["names"] == ["good", "constant"]
    assert model["means"] == [pytest.approx((60 - 20) / 80), 2.0]
    assert model["spreads"] == [pytest.approx((1 - 0.5**2) ** 0.5, abs=1e-6), 1.0]  # of values 1 and -1 with mean 1/2
    assert model["weights"][0] > 0.5
    assert model["weights"][1] == pytest.approx(0.0)


def test_the_coefficients_give_the_probability_of_the_model_that_saw_all_cases() -> None:
    good = np.array([[describe(one.question)["good"]] for one in MIXED])
    right = [one.answerable for one in MIXED]
    known = LogisticRegression(C=0.3, class_weight="balanced").fit((good - good.mean()) / good.std(), right)
    model = abstention(fit_abstention(MIXED, [describe]))
    for value in (-5.0, 0.0, 3.0):
        expected = known.predict_proba([[(value - good.mean()) / good.std()]])[0, 1]
        assert model.probability({"good": value, "constant": 2.0}) == pytest.approx(expected, abs=1e-4)


def test_the_threshold_is_what_one_answerable_case_in_twenty_falls_below_when_unseen() -> None:
    probabilities, right = unseen(MIXED)
    threshold = fit_abstention(MIXED, [describe])["model"]["threshold"]
    assert threshold == pytest.approx(np.quantile(probabilities[right], 0.05), abs=1e-5)
    assert np.mean(probabilities[right] < threshold) == pytest.approx(0.05, abs=0.02)


def test_the_threshold_is_not_that_of_cases_the_model_has_seen() -> None:
    good = np.array([[describe(one.question)["good"]] for one in MIXED])
    right = np.array([one.answerable for one in MIXED])
    standard = (good - good.mean()) / good.std()
    seen = LogisticRegression(C=0.3, class_weight="balanced").fit(standard, right).predict_proba(standard)[:, 1]
    threshold = fit_abstention(MIXED, [describe])["model"]["threshold"]
    assert threshold != pytest.approx(np.quantile(seen[right], 0.05), abs=1e-5)


def test_false_answers_are_the_share_of_a_kind_that_is_answered() -> None:
    # three of four near ones look better than any answerable case, every far one is plain
    fitted = fit_abstention(toy([1.0] * 60, [3.0, 3.0, 3.0, -3.0] * 4, [-3.0] * 16), [describe])
    assert fitted["measured"]["false_answers"] == {"unanswerable-far": 0.0, "unanswerable-near": 0.75}
    probabilities, right = unseen(MIXED)
    kinds = np.array([one.type for one in MIXED])
    threshold = np.quantile(probabilities[right], 0.05)
    assert fit_abstention(MIXED, [describe])["measured"]["false_answers"] == {
        kind: pytest.approx(np.mean(probabilities[kinds == kind] >= threshold), abs=5e-4)
        for kind in ("unanswerable-far", "unanswerable-near")
    }


def test_a_cluster_is_never_on_both_sides() -> None:
    # each cluster has a feature of its own and one kind of case: whoever has seen the cluster knows the answer
    clusters = [(number, number % 2 == 0) for _ in range(6) for number in range(CLUSTERS)]
    cases = [
        (case if right else unanswerable)(f"c{row}", question=str(number), cluster=f"k{number}")
        for row, (number, right) in enumerate(clusters)
    ]

    def own(asked: str) -> Mapping[str, float]:
        return {f"k{number}": float(int(asked) == number) for number in range(CLUSTERS)}

    assert fit_abstention(cases, [own])["measured"]["auroc"] < 0.6


def test_it_can_be_stored_and_is_the_same_each_time() -> None:
    fitted = fit_abstention(MIXED, [describe])
    assert json.loads(json.dumps(fitted)) == fitted == fit_abstention(MIXED, [describe])


def test_a_question_is_described_once_for_each_library_and_stays_on_one_side() -> None:
    def elsewhere(asked: str) -> Mapping[str, float]:
        return {"good": describe(asked)["good"] + 10.0, "constant": 2.0}

    fitted = fit_abstention(SEPARABLE, [describe, elsewhere])
    assert (fitted["measured"]["questions"], fitted["measured"]["answerable"]) == (160, 120)
    assert fitted["model"]["means"][0] == pytest.approx((60 - 20) / 80 + 10 / 2)
    same = fit_abstention(MIXED, [describe, describe])["measured"]
    assert same["auroc"] == pytest.approx(fit_abstention(MIXED, [describe])["measured"]["auroc"], abs=0.002)
