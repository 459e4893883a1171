"""Rankings of a few pages, each figure worked out by hand."""

from math import log2

import pytest

from evals.measures.ranking import ranked_pages, ranking_scores
from tests.evals.conftest import found

GRADES = {"a": 2, "b": 1, "c": 1}


def test_first_right_page_on_rank_two() -> None:
    scores = ranking_scores(GRADES, ["x", "b", "a", "y"])
    assert scores["hit@1"] == 0.0
    assert scores["hit@5"] == 1.0
    assert scores["MRR@10"] == pytest.approx(1 / 2)
    assert scores["recall@5"] == pytest.approx(2 / 3)  # b and a of a, b and c


def test_gain_is_the_grade_itself_and_falls_with_the_logarithm_of_the_rank() -> None:
    gained = 0 / log2(2) + 1 / log2(3) + 2 / log2(4)
    ideal = 2 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert ranking_scores(GRADES, ["x", "b", "a"])["nDCG@10"] == pytest.approx(gained / ideal)
    steep = (1 / log2(3) + 3 / log2(4)) / (3 / log2(2) + 1 / log2(3) + 1 / log2(4))  # gain 2**grade - 1 is another one
    assert gained / ideal != pytest.approx(steep, abs=0.001)


def test_ideal_order_scores_one() -> None:
    assert ranking_scores(GRADES, ["a", "b", "c", "x"]) == pytest.approx(
        {"hit@1": 1.0, "hit@5": 1.0, "recall@5": 1.0, "MRR@10": 1.0, "nDCG@10": 1.0}
    )


def test_right_pages_that_were_not_found_lower_the_gain() -> None:
    ideal = 2 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert ranking_scores(GRADES, ["a"])["nDCG@10"] == pytest.approx(2 / ideal)


def test_ranks_six_and_eleven_are_too_late() -> None:
    others = [f"x{n}" for n in range(10)]
    sixth = ranking_scores({"a": 2}, [*others[:5], "a"])
    assert sixth == pytest.approx(
        {"hit@1": 0.0, "hit@5": 0.0, "recall@5": 0.0, "MRR@10": 1 / 6, "nDCG@10": 1 / log2(7)}
    )
    tenth = ranking_scores({"a": 2}, [*others[:9], "a"])
    assert tenth["MRR@10"] == pytest.approx(1 / 10)
    assert tenth["nDCG@10"] == pytest.approx(1 / log2(11))
    assert set(ranking_scores({"a": 2}, [*others, "a"]).values()) == {0.0}


def test_nothing_found_scores_nothing() -> None:
    assert ranking_scores(GRADES, []) == {"hit@1": 0.0, "hit@5": 0.0, "recall@5": 0.0, "MRR@10": 0.0, "nDCG@10": 0.0}


def test_only_wrong_pages_score_nothing() -> None:
    assert set(ranking_scores(GRADES, ["x", "y"]).values()) == {0.0}


def test_names_do_not_decide_the_order() -> None:
    # trec_eval breaks ties by name; our ranks leave it none
    assert ranking_scores({"z": 2}, ["z", "a", "b"])["MRR@10"] == 1.0
    assert ranking_scores({"a": 2}, ["z", "y", "a"])["MRR@10"] == pytest.approx(1 / 3)


def test_a_page_that_comes_twice_holds_one_rank() -> None:
    ranked = ranked_pages([found("1"), found("1"), found("1", "2"), found("3")])
    assert ranked == ["s:1", "s:2", "s:3"]
    assert ranking_scores({"s:3": 2}, ranked)["MRR@10"] == pytest.approx(1 / 3)  # not 1 / 4


def test_no_passages_have_no_pages() -> None:
    assert ranked_pages([]) == []
