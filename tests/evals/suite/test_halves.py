"""Each question has one half, the same in every language and every time, with all that is asked about its article."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.suite.beir import Suite, read_suite
from evals.suite.errors import SuiteError
from evals.suite.halves import article_of, half_of, questions_of

MANY = [f"d{n}#{part}" for n in range(100) for part in (1, 2)]


def made(grades: dict[str, dict[str, int]]) -> Suite:
    documents = {name: name for of_query in grades.values() for name in of_query}
    return Suite("laget", "", "", documents, {query: query for query in grades}, grades)


def test_halves_share_no_question_and_no_article_and_leave_none_out() -> None:
    suite = made({f"q-{name}": {name: 1} for name in MANY})
    dev, test, everything = (questions_of(suite, split) for split in ("dev", "test", "all"))
    assert {q.id for q in dev} & {q.id for q in test} == set()
    assert {q.article for q in dev} & {q.article for q in test} == set()
    assert len(dev) + len(test) == len(everything) == 200
    assert 35 <= len({q.article for q in dev}) <= 65  # of 100 articles, each drawn like a coin


def test_halves_stay_as_they_were_drawn() -> None:
    assert [name for name in ("d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8") if half_of(name) == "dev"] == [
        "d2",
        "d4",
        "d7",
        "d8",
    ]


def test_a_half_does_not_depend_on_language_or_on_other_documents(folder: Path) -> None:
    in_norwegian, in_swedish = (read_suite(folder, language, language) for language in ("nb", "sv"))
    dev = [question.id for question in questions_of(in_norwegian, "dev")]
    assert [question.id for question in questions_of(in_swedish, "dev")] == dev
    fewer = replace(in_norwegian, queries={name: in_norwegian.queries[name] for name in dev})
    assert [question.id for question in questions_of(fewer, "dev")] == dev


def test_a_question_goes_with_the_best_of_its_documents_then_the_first() -> None:
    suite = made({"q1": {"c": 1, "b": 2, "a": 0}, "q2": {"z": 1, "y": 1}, "q3": {"a": 0}, "q4": {}})
    assert [(question.id, question.article) for question in questions_of(suite, "all")] == [("q1", "b"), ("q2", "y")]


def test_an_empty_half_is_an_error() -> None:
    other = "test" if half_of("a") == "dev" else "dev"
    with pytest.raises(SuiteError, match="--split all"):
        questions_of(made({"q": {"a": 1}}), other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("document", "article"),
    [("a#1", "a"), ("a#b#2", "a#b"), ("12-3", "12"), ("wiki_7_10", "wiki_7"), ("xq-012", "xq-012"), ("77", "77")],
)
def test_article_of_an_id(document: str, article: str) -> None:
    assert article_of(document) == article
