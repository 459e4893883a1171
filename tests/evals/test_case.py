"""What follows from a case's evidence and facts."""

import pytest
from pydantic import ValidationError

from evals.case import Voice
from tests.evals.conftest import case, fact, place


def test_a_page_has_its_highest_grade_whichever_comes_first() -> None:
    one = case(evidence=((place("1", 2),), (place("1", 1), place("2", 1)), (place("3", 1), place("2", 2))))
    assert one.grades == {"s:1": 2, "s:2": 2, "s:3": 1}


def test_page_sets_are_those_that_answer_whole() -> None:
    one = case(evidence=((place("1", 2),), (place("1", 2), place("2", 1)), (place("3", 1),)))
    assert one.page_sets == (frozenset({"s:1"}), frozenset({"s:1", "s:2"}))  # 3 only supports


def test_where_nothing_answers_alone_what_supports_is_a_set() -> None:
    assert case(evidence=((place("3", 1),),)).page_sets == (frozenset({"s:3"}),)


def test_two_places_of_a_page_are_one_page() -> None:
    assert case(evidence=((place("1", 2), place("1", 1)),)).page_sets == (frozenset({"s:1"}),)


def test_vital_facts_are_those_that_must_be_said() -> None:
    facts = (fact(["en"]), fact(["to"], vital=False), fact(["tre"]))
    assert case(facts=facts).vital == (facts[0], facts[2])


def test_a_case_does_not_change() -> None:
    with pytest.raises(ValidationError):
        case().split = "test"  # type: ignore[misc]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "reported"},
        {"kind": "reported", "source": "berg-2015"},
        {"kind": "reported", "via": "dahl-2020"},
        {"kind": "author", "source": "dahl-2020"},
        {"kind": "author", "via": "dahl-2020"},
        {"kind": "author", "source": "berg-2015", "via": "dahl-2020"},
    ],
)
def test_half_a_voice_is_none(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="a reported voice has source and via"):
        Voice.model_validate(fields)
