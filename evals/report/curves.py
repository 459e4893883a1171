"""Scored cases -> what sureness is worth: the risk of answering, and whether it holds what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.scoring import Scored
from evals.statistics.intervals import Interval, wilson

BINS = 10


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """What is risked when all questions down to some sureness are answered.

    Attributes:
        sureness: of the least sure answer.
        coverage: share of all questions that is answered.
        risk: mean risk of the answers.
    """

    sureness: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class RiskCurve:
    """Points from the surest answer to the last that was given; the areas are 0 where nothing was answered.

    Attributes:
        points: by rising coverage.
        area: mean risk over the coverages that were reached.
        least_area: the same if the best answers had been the surest.
    """

    points: tuple[RiskPoint, ...]
    area: float
    least_area: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose sureness is in [low, high).

    Attributes:
        low, high: a tenth of 0–1; the last bin holds 1 too.
        n: questions.
        answerable: those that the sources answer.
        sureness: their mean, 0 where there are none.
    """

    low: float
    high: float
    n: int
    answerable: int
    sureness: float

    @property
    def share(self) -> float:
        """The share that the sources answer; 0 where there are none."""
        return self.answerable / self.n if self.n else 0.0

    @property
    def interval(self) -> Interval:
        """Of the share."""
        return wilson(self.answerable, self.n)


def risk_coverage(scored: Sequence[Scored]) -> RiskCurve:
    """Give the risk–coverage curve of the answers, the surest first (El-Yaniv and Wiener 2010).

    With answers sorted by falling sureness: coverage_k = k / n over all n questions, and
    risk_k = (risk of the first k) / k, where an answer's risk is 1 − fact recall, and 1 where the sources do not
    answer. area = Σ risk_k / m over the m answers (AURC; Geifman, Uziel and El-Yaniv 2019). Equally sure answers come
    in together. What was refused has no answer to judge, so the curve ends where the assistant begins to abstain.
    """
    answered = sorted(
        (one for one in scored if one.outcome.answers and not one.outcome.abstained),
        key=lambda one: -one.outcome.sureness,
    )
    if not answered:
        return RiskCurve((), 0.0, 0.0)
    m = len(answered)
    sureness = np.array([one.outcome.sureness for one in answered])
    risks = np.array([_risk(one) for one in answered])
    last = np.array([int((sureness >= one).sum()) for one in sureness])  # of those that are as sure
    means = _running_means(risks)[last - 1]
    points = tuple(
        RiskPoint(float(sureness[k]), (k + 1) / len(scored), float(means[k])) for k in range(m) if last[k] == k + 1
    )
    return RiskCurve(points, float(means.mean()), float(_running_means(np.sort(risks)).mean()))


def _risk(one: Scored) -> float:
    return 1.0 - one.values["fact recall"] if one.case.answerable else 1.0


def _running_means(values: np.ndarray) -> np.ndarray:
    means: np.ndarray = np.cumsum(values) / np.arange(1, len(values) + 1)
    return means


def reliability(scored: Sequence[Scored]) -> tuple[Bin, ...]:
    """Give ten bins of equal width: where sureness is a probability, its mean is the share answerable."""
    asked = [one for one in scored if one.outcome.answers]
    bins = []
    for number in range(BINS):
        held = [one for one in asked if min(int(one.outcome.sureness * BINS), BINS - 1) == number]
        mean = sum(one.outcome.sureness for one in held) / len(held) if held else 0.0
        answerable = sum(one.case.answerable for one in held)
        bins.append(Bin(number / BINS, (number + 1) / BINS, len(held), answerable, mean))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error, Σ n_b · |mean sureness_b − share_b| / n (Naeini and others 2015)."""
    n = sum(one.n for one in bins)
    return sum(one.n * abs(one.sureness - one.share) for one in bins) / n if n else 0.0
