"""How much of the best covered set of pages the first five passages hold."""

import pytest

from evals.measures.page_recall import page_recall
from tests.evals.conftest import found


def sets(*names: str) -> list[frozenset[str]]:
    return [frozenset(f"s:{page}" for page in pages.split()) for pages in names]


def test_half_of_the_better_set_and_a_third_of_the_other() -> None:
    assert page_recall(sets("1 2", "3 4 5"), [found("1"), found("3"), found("8")]) == 1 / 2
    assert page_recall(sets("3 4 5", "1 2"), [found("4"), found("3"), found("1")]) == pytest.approx(2 / 3)


def test_one_whole_set_is_enough() -> None:
    assert page_recall(sets("1 2", "9"), [found("8"), found("9")]) == 1.0


def test_pages_of_one_passage_count_all() -> None:
    assert page_recall(sets("1 2 3 4"), [found("1", "2", "3")]) == 3 / 4


def test_the_sixth_passage_is_too_late() -> None:
    far = [found("20"), found("21"), found("22"), found("23")]
    assert page_recall(sets("1"), [*far, found("1")]) == 1.0
    assert page_recall(sets("1"), [*far, found("24"), found("1")]) == 0.0


def test_passages_are_counted_and_not_pages() -> None:
    # the same page five times over leaves no room for another; six pages of five passages do
    assert page_recall(sets("1 2"), [*[found("1")] * 5, found("2")]) == 1 / 2
    assert page_recall(sets("6"), [found("1", "2"), found("3", "4"), found("5"), found("6")]) == 1.0


def test_nothing_found_and_nothing_wanted() -> None:
    assert page_recall(sets("1"), []) == 0.0
    assert page_recall([], [found("1")]) == 0.0
