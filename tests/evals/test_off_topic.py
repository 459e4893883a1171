"""Questions about other things, that the abstention model learns from."""

from evals.case import Case
from evals.off_topic import read_off_topic


def test_they_are_unanswerable_and_of_the_development_split() -> None:
    cases = read_off_topic()
    assert len(cases) > 20
    assert {(case.answerable, case.split) for case in cases} == {(False, "dev")}
    assert {case.type for case in cases} == {"unanswerable-far", "unanswerable-near"}


def test_each_is_a_cluster_of_its_own_and_no_gold_question(gold: list[Case]) -> None:
    cases = read_off_topic()
    assert len({case.cluster for case in cases}) == len({case.id for case in cases}) == len(cases)
    assert {case.question.casefold() for case in cases} & {case.question.casefold() for case in gold} == set()
    assert {case.cluster for case in cases} & {case.cluster for case in gold} == set()
