"""Which measures apply to a case, and that each gets what it asks for."""

from math import log2

import pytest

from evals.judgements import Judgements
from evals.outcome import Outcome
from evals.scoring import MEASURES, RETRIEVAL, SHARES, score, score_all
from tests.evals.conftest import answered, case, cited, fact, found, place, said, unanswerable

NONE = Judgements()
ASKED = case(
    evidence=((place("7"), place("8", 1)), (place("9"),)),
    facts=(fact(["vakt", "selv"]), fact(["salong"], ["bro"]), fact(["hav"], vital=False)),
    voice={"kind": "reported", "source": "berg-2015", "via": "dahl-2020"},
)
GIVEN = answered(
    "c",
    said("Vaktene settes opp selv.", cited("7", quote="Vaktene settes opp selv."), voices=["reported:berg-2015"]),
    said("Det var i 1999.", cited("30", quote="Det var en gang."), verdict="not_found", voices=["author:dahl-2020"]),
    pages=["3", "8", "4", "5", "6", "7"],
)


def test_an_answered_question_has_every_measure_but_that_of_the_unanswerable() -> None:
    ideal = 2 / log2(2) + 2 / log2(3) + 1 / log2(4)  # 7 and 9 with grade 2, 8 with 1
    assert score(ASKED, GIVEN, NONE) == pytest.approx(
        {
            "hit@1": 0.0,
            "hit@5": 1.0,
            "MRR@10": 1 / 2,  # page 8
            "nDCG@10": (1 / log2(3) + 2 / log2(7)) / ideal,  # 8 on rank 2, 7 on rank 6
            "recall@5": 1 / 3,  # 8 of 7, 8 and 9
            "page recall@5": 1 / 2,  # 8 of 7 and 8
            "fact recall": 1 / 2,  # the vital ones: "bro" and "salong" are not said
            "citation precision": 1 / 2,
            "citation recall": 1 / 2,  # 1999 is not in its citation
            "quote validity": 1 / 2,
            "voice": 1.0,
            "false refusals": 0.0,
        }
    )


def test_facts_are_looked_for_over_the_whole_answer() -> None:
    split = answered("c", said("Det er vakt."), said("Det gjør de selv, på broen."))
    assert score(ASKED, split, NONE)["fact recall"] == 1.0


def test_a_refusal_says_nothing_and_is_not_judged_by_citations_and_voices() -> None:
    values = score(ASKED, answered("c", pages=["9"]), NONE)
    assert set(values) == {*RETRIEVAL, "fact recall", "false refusals"}
    assert (values["hit@1"], values["fact recall"], values["false refusals"]) == (1.0, 0.0, 1.0)


def test_a_system_that_only_retrieves_neither_answers_nor_refuses() -> None:
    assert set(score(ASKED, Outcome("c", (found("9"),)), NONE)) == set(RETRIEVAL)
    assert score(unanswerable(), Outcome("u", (found("9"),)), NONE) == {}


def test_an_unanswerable_question_is_only_answered_or_refused() -> None:
    assert score(unanswerable(), answered("u", said("Fem.")), NONE) == {"false answers": 1.0}
    assert score(unanswerable(), answered("u"), NONE) == {"false answers": 0.0}


def test_a_case_where_the_voice_does_not_matter_has_no_figure_for_it() -> None:
    assert "voice" not in score(case(), answered("c", said("Fem.")), NONE)


def test_the_wrong_voice_is_wrong() -> None:
    assert score(ASKED, answered("c", said("Fem.", voices=["author:dahl-2020"])), NONE)["voice"] == 0.0


def test_pages_that_a_reader_judged_count_for_ranking_and_citations() -> None:
    judged = Judgements({"c": {"s:30": 1, "s:3": 2, "s:4": 0}})
    values = score(ASKED, GIVEN, judged)
    assert values["hit@1"] == 1.0  # 3
    assert values["citation precision"] == 1.0  # 7 and 30
    assert values["recall@5"] == 2 / 5  # 3 and 8 of 3, 7, 8, 9, 30: 4 is none
    assert values["page recall@5"] == 1 / 2  # a set of places stays what it was


def test_all_are_scored_in_the_order_of_the_cases_and_those_not_asked_are_left_out() -> None:
    cases = [case("b"), case("a"), unanswerable("u")]
    scored = score_all(cases, [answered("a", pages=["9"]), answered("u"), answered("b"), answered("other")], NONE)
    assert [(one.case.id, one.outcome.case) for one in scored] == [("b", "b"), ("a", "a"), ("u", "u")]
    assert [one.values.get("hit@1") for one in scored] == [0.0, 1.0, None]
    assert [one.case.id for one in score_all(cases, [answered("a")], NONE)] == ["a"]


def test_shares_are_measures_that_are_0_or_1() -> None:
    assert set(MEASURES) >= SHARES
    for outcome in (GIVEN, answered("c", pages=["9"]), answered("c", pages=["1", "9"])):
        values = score(ASKED, outcome, NONE) | score(unanswerable(), outcome, NONE)
        assert {values[name] for name in SHARES & set(values)} <= {0.0, 1.0}
