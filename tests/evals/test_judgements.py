"""A reader's judgements beside the labels of a case."""

from evals.case import Case
from evals.judgements import Judgements, read_judgements
from tests.evals.conftest import case, place

JUDGED = Judgements({"base": {"s:1": 2, "s:2": 0, "s:9": 1}})
BASE = case("base", evidence=((place("9", 2),), (place("8", 2), place("7", 1))))


def test_judged_pages_are_added_and_labels_stand() -> None:
    assert JUDGED.extend(BASE) == {"s:1": 2, "s:9": 2, "s:8": 2, "s:7": 1}  # 2 is none, 9 keeps its label


def test_a_twin_has_its_bases_judgements_and_another_case_none() -> None:
    assert JUDGED.extend(case("twin", twin_of="base")) == {"s:1": 2, "s:9": 2}
    assert JUDGED.extend(case("other")) == {"s:9": 2}


def test_a_page_is_known_when_labelled_or_judged_also_as_nothing() -> None:
    assert [page for page in ("s:1", "s:2", "s:7", "s:9", "s:3") if JUDGED.knows(BASE, page)] == [
        "s:1", "s:2", "s:7", "s:9",
    ]  # fmt: skip
    assert JUDGED.knows(case("twin", twin_of="base"), "s:2")
    assert not JUDGED.knows(case("other"), "s:2")


def test_what_has_been_judged_belongs_to_cases_that_are_there(gold: list[Case]) -> None:
    bases = {case.id for case in gold if case.twin_of is None}
    assert set(read_judgements().by_case) <= bases
