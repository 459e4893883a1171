"""The points of the pictures, worked out by hand."""

import pytest

from evals.report.curves import calibration_error, reliability, risk_coverage
from evals.report.latency import latency
from evals.scoring import Scored
from tests.evals.report.invented import case, outcome, scored

SURE = scored("a", 0.9, 1.0)  # says everything: risk 0
WRONG = scored("b", 0.8)  # should have been refused: risk 1
HALF = scored("c", 0.6, 0.5)  # says half: risk 1/2
REFUSED = scored("d", 0.1, 0.0, text="")


def test_risk_and_coverage_grow_answer_by_answer_from_the_surest() -> None:
    curve = risk_coverage([HALF, REFUSED, WRONG, SURE])
    assert [(point.sureness, point.coverage) for point in curve.points] == [(0.9, 1 / 4), (0.8, 2 / 4), (0.6, 3 / 4)]
    assert [point.risk for point in curve.points] == [0, (0 + 1) / 2, (0 + 1 + 1 / 2) / 3]


def test_area_is_the_mean_risk_and_least_with_the_best_answers_first() -> None:
    curve = risk_coverage([HALF, REFUSED, WRONG, SURE])
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 2) / 3)
    assert curve.least_area == pytest.approx((0 + (0 + 1 / 2) / 2 + (0 + 1 / 2 + 1) / 3) / 3)


def test_equally_sure_answers_come_in_together_whatever_their_order() -> None:
    tied = scored("b", 0.6)
    curve = risk_coverage([tied, HALF, SURE, REFUSED])
    assert curve == risk_coverage([HALF, REFUSED, tied, SURE])
    assert [(point.coverage, point.risk) for point in curve.points] == [(1 / 4, 0), (3 / 4, 1 / 2)]
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 2) / 3)


def test_without_answers_there_is_no_curve() -> None:
    assert risk_coverage([REFUSED]).points == ()
    assert risk_coverage([REFUSED]).area == 0


def test_bins_count_the_answerable_refused_ones_too() -> None:
    bins = reliability(
        [scored("a", 0.85, 1.0), scored("b", 0.8), scored("c", 1.0, 0.5), scored("d", 0.04, 0.0, text="")]
    )
    assert [one.n for one in bins] == [1, 0, 0, 0, 0, 0, 0, 0, 2, 1]
    assert (bins[8].low, bins[8].high, bins[8].answerable, bins[8].share) == (0.8, 0.9, 1, 1 / 2)
    assert bins[8].sureness == pytest.approx((0.85 + 0.8) / 2)
    assert (bins[1].share, bins[1].interval) == (0, (0, 1))
    off = (1 * abs(0.04 - 1) + 2 * abs(0.825 - 1 / 2) + 1 * abs(1 - 1)) / 4
    assert calibration_error(bins) == pytest.approx(off)


def test_a_system_that_only_retrieves_has_no_sureness() -> None:
    silent = Scored(case("a"), outcome("a", answers=False))
    assert sum(one.n for one in reliability([silent])) == 0
    assert calibration_error(reliability([silent])) == 0


def test_latency_gives_percentiles_and_counts_every_answer() -> None:
    times = latency([Scored(case("a"), outcome("a", milliseconds=float(ms))) for ms in (50, 10, 40, 20, 30)])
    assert times.p50 == 30
    assert times.p95 == pytest.approx(40 + 0.8 * (50 - 40))  # place 0.95 · 4 = 3.8 from the first
    assert sum(times.counts) == 5
    assert (times.edges[0], times.edges[-1], len(times.edges)) == (10, 50, len(times.counts) + 1)
