"""Intervals against published values, and where the bootstrap's ends can be counted out."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics.intervals import bootstrap, wilson

ALTERNATING = [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0]


@pytest.mark.parametrize(  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
    ("held", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_worked_examples(held: int, n: int, low: float, high: float) -> None:
    assert wilson(held, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_by_its_formula() -> None:
    z, n, share = 1.959964, 4, 3 / 4
    middle = (share + z**2 / 8) / (1 + z**2 / 4)
    half = z * math.sqrt(share / 4 / 4 + z**2 / 64) / (1 + z**2 / 4)
    assert wilson(3, n) == pytest.approx((middle - half, middle + half))
    assert wilson(3, n) == pytest.approx((0.300642, 0.954413), abs=1e-6)


def test_wilson_at_the_ends_is_never_a_point() -> None:
    z2 = 1.959964**2
    assert wilson(0, 10) == (0.0, pytest.approx(z2 / (10 + z2)))
    assert wilson(10, 10) == (pytest.approx(10 / (10 + z2)), 1.0)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(counted: tuple[int, int]) -> None:
    held, n = counted
    low, high = wilson(held, n)
    assert 0 <= low <= held / n <= high <= 1
    assert wilson(n - held, n) == pytest.approx((1 - high, 1 - low))


def test_equal_values_give_a_point() -> None:
    assert bootstrap([0.25] * 6, list("aabbcd")) == (0.25, 0.25)


def test_one_cluster_gives_its_mean() -> None:
    assert bootstrap([0.0, 1.0, 1.0, 0.0], list("aaaa")) == (0.5, 0.5)


def test_two_clusters_reach_from_the_one_to_the_other() -> None:
    # drawn with 1/4 each: both times a, both times b; so both ends lie beyond the 2.5 % quantiles
    assert bootstrap([0.2, 0.4, 0.9], list("aab")) == pytest.approx((0.3, 0.9))


def test_the_mean_is_that_of_the_drawn_cases_and_not_of_the_clusters() -> None:
    # a is three 0s, b, c and d are a 1 each. All four draws a: 1/256. Three of them: 12/256, mean 1 / (9 + 1).
    # The 2.5 % quantile lies in the second; no a at all (81/256) holds the 97.5 % quantile.
    assert bootstrap([0, 0, 0, 1, 1, 1], list("aaabcd")) == pytest.approx((0.1, 1.0))


def test_clusters_widen_the_interval() -> None:
    # eight fair draws: at most none with 1/256, at most one with 9/256; so the quantiles are 1/8 and 7/8
    assert bootstrap(ALTERNATING, list("abcdefgh")) == (1 / 8, 7 / 8)
    # pairs of equal values: four fair draws, all of one kind with 1/16
    assert bootstrap(ALTERNATING, list("aabbccdd")) == (0.0, 1.0)


def test_a_cluster_need_not_stand_together() -> None:
    assert bootstrap([0.2, 0.9, 0.4], list("aba")) == bootstrap([0.2, 0.4, 0.9], list("aab"))


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    values = [n * n / 1000 for n in range(30)]
    names = [str(n) for n in range(30)]
    assert bootstrap(values, names) == bootstrap(values, names)
    assert bootstrap(values, names, seed=2) != bootstrap(values, names)


def test_ends_agree_with_the_normal_one_where_there_are_many() -> None:
    values = [float(n % 2) for n in range(400)]
    low, high = bootstrap(values, [str(n) for n in range(400)])
    half = 1.96 * 0.5 / math.sqrt(400)
    assert (low, high) == (pytest.approx(0.5 - half, abs=0.006), pytest.approx(0.5 + half, abs=0.006))


def test_values_and_clusters_are_as_many() -> None:
    with pytest.raises(ValueError, match="zip"):
        bootstrap([1.0, 0.0], ["a"])
