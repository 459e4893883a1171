"""Two systems on the same cases: how often chance alone would part them as much."""

import pytest

from evals.statistics.intervals import bootstrap
from evals.statistics.randomisation import paired


def test_equal_systems_do_not_differ() -> None:
    same = paired([0.3, 0.7, 1.0], [0.3, 0.7, 1.0], list("abc"))
    assert (same.mean, same.interval, same.p, same.n) == (0.0, (0.0, 0.0), 1.0, 3)


@pytest.mark.parametrize("k", [3, 5, 7])
def test_all_clusters_better_is_as_rare_as_all_heads_or_all_tails(k: int) -> None:
    found = paired([0.0] * k, [1.0] * k, [str(n) for n in range(k)])
    exact = 2 * 0.5**k
    assert found.p == pytest.approx(exact, abs=4 * (exact / 10_000) ** 0.5)  # four standard errors of 10,000 flips
    assert (found.mean, found.interval) == (1.0, (1.0, 1.0))


def test_signs_of_a_cluster_flip_together() -> None:
    # twenty cases of three clusters are three coins, not twenty
    clusters = [str(n % 3) for n in range(20)]
    assert paired([0.0] * 20, [1.0] * 20, clusters).p == pytest.approx(2 * 0.5**3, abs=0.02)


def test_both_directions_count() -> None:
    # sums 2 and -1: signs give 1, 3, -3, -1, all of them at least as far from 0 as 1
    assert paired([0.0, 1.0], [2.0, 0.0], list("ab")).p == 1.0
    # sums 1 and 1: signs give 2, 0, 0, -2, half of them at least as far from 0 as 2
    assert paired([1.0, 1.0], [0.0, 0.0], list("ab")).p == pytest.approx(0.5, abs=0.03)


def test_chance_is_never_ruled_out() -> None:
    assert paired([0.0] * 60, [1.0] * 60, [str(n) for n in range(60)]).p == 1 / 10_001


def test_the_mean_is_the_second_minus_the_first() -> None:
    first, second = [0.5, 0.5, 0.5, 0.5], [1.0, 0.75, 0.5, 0.25]
    assert paired(first, second, list("abcd")).mean == pytest.approx((0.5 + 0.25 + 0 - 0.25) / 4)
    assert paired(second, first, list("abcd")).mean == pytest.approx(-0.125)


def test_the_interval_is_that_of_the_differences() -> None:
    found = paired([0.1, 0.2, 0.3, 0.4], [0.2, 0.2, 0.2, 0.8], list("aabc"))
    assert found.interval == pytest.approx(bootstrap([0.1, 0.0, -0.1, 0.4], list("aabc")))
    assert found.n == 4


def test_the_same_seed_gives_the_same_and_flips_are_as_many_as_told() -> None:
    first, second = [0.0] * 5, [1.0, 0.5, -0.25, 1.0, 0.25]
    assert paired(first, second, list("abcde")) == paired(first, second, list("abcde"))
    assert paired([0.0] * 40, [1.0] * 40, [str(n) for n in range(40)], flips=99).p == 1 / 100
