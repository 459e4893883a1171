"""Figures of rankings worked out by hand, and how they are shown."""

from math import log2

import pytest

from evals.suite.halves import Question
from evals.suite.report import Report
from evals.suite.scores import Figure, figures

GRADES = {
    "q1": {"b": 1},
    "q2": {"a": 2, "c": 1, "x": 0},
    "q3": {"d": 1},
    "q4": {"f": 1, "g": 1},
}
RANKED = {
    "q1": ["a", "b"],  # its document is second
    "q2": ["c", "x", "a"],  # the better one third
    "q3": [],  # nothing found
    "q4": ["a", "b", "c", "d", "e", "f"],  # one is sixth, the other missing
}
ASKED = [Question(name, name, name) for name in GRADES]


def test_means_by_hand() -> None:
    found = figures(RANKED, ASKED, GRADES)
    ndcg = [
        1 / log2(3),
        (1 / log2(2) + 2 / log2(4)) / (2 / log2(2) + 1 / log2(3)),
        0,
        (1 / log2(7)) / (1 / log2(2) + 1 / log2(3)),
    ]
    assert found["nDCG@10"].mean == pytest.approx(sum(ndcg) / 4)
    assert found["recall@5"].mean == pytest.approx((1 + 2 / 2 + 0 + 0 / 2) / 4)
    assert found["MRR@10"].mean == pytest.approx((1 / 2 + 1 + 0 + 1 / 6) / 4)


def test_intervals_hold_the_mean_and_go_by_article() -> None:
    found = figures(RANKED, ASKED, GRADES)
    assert all(0 <= figure.low < figure.mean < figure.high <= 1 for figure in found.values())
    of_one_article = [Question(name, name, "alle") for name in GRADES]
    together = figures(RANKED, of_one_article, GRADES)["MRR@10"]  # one cluster: every resample is the whole
    assert (together.low, together.high) == pytest.approx((together.mean, together.mean))


def test_only_the_questions_asked_count() -> None:
    assert figures({"q1": ["b"]}, ASKED[:1], GRADES)["nDCG@10"] == Figure(1.0, 1.0, 1.0)


def test_the_table_has_a_line_a_system_and_names_what_was_not_read() -> None:
    measured = {name: Figure(0.5, 0.25, 0.75) for name in ("nDCG@10", "recall@5", "MRR@10")}
    report = Report("fjordby", "nb", "", "dev", "m", 4, 6, 6, 0, tuple("abcdefg"), {"bm25": measured, "ours": measured})
    first, unread, head, *rows = report.as_table().splitlines()
    assert first == "fjordby, del dev: 4 spørsmål på nb, 6 dokumenter."
    assert unread == "Av 7 dokumenter ble det ingen avsnitt: a, b, c, d, e …"
    assert head.split() == ["n", "nDCG@10", "recall@5", "MRR@10"]
    assert rows[0].split() == ["bm25", "4", *["0.500", "[0.250,", "0.750]"] * 3]
    assert [row.split()[0] for row in rows] == ["bm25", "ours"]
