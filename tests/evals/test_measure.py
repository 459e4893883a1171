"""Figures of small cases, worked out by hand."""

import math
from collections.abc import Mapping

import pytest

from app.engine.values import Answer, Citation, Evidence, PageRef, Statement
from evals.case import Case, Fact, read_cases
from evals.fit import fit
from evals.measure import is_said, normalise, score
from evals.run import tabulate
from tests.app.engine.conftest import DAHL, ROSTER


def case(**changes: object) -> Case:
    fields: dict[str, object] = {
        "id": "c",
        "question": "Hva?",
        "language": "nb",
        "type": "factoid",
        "style": "plain",
        "split": "dev",
        "cluster": "k",
        "answerable": True,
        "pages": frozenset({"7", "8", "9"}),
        "page_sets": (frozenset({"7", "8"}), frozenset({"9"})),
        "facts": (Fact(True, (("vakt", "selv"),)), Fact(True, (("salong",), ("bro",))), Fact(False, (("hav",),))),
    }
    return Case(**{**fields, **changes})  # type: ignore[arg-type]


def evidence(*pages: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(rank, ROSTER, 1.0, (), (PageRef("dahl-2020", page),)) for rank, page in enumerate(pages, 1))


def statement(text: str, *pages: str) -> Statement:
    sentence = ROSTER.sentences[2]
    citations = tuple(
        Citation(
            "original",
            "dahl-2020",
            "v",
            text,
            "nb",
            sentence.span,
            (PageRef("dahl-2020", p),),
            "2",
            (),
            ROSTER,
            (DAHL,),
        )
        for p in pages
    )
    return Statement(text, "supported", (DAHL,), citations)


def answer(statements: tuple[Statement, ...], found: tuple[Evidence, ...]) -> Answer:
    return Answer("Hva?", "Hva?", "nb", not statements, statements, found)


def test_figures_of_one_answer() -> None:
    given = answer(
        (statement("Vaktene  settes opp SELV.", "7", "30"), statement("På broen.", "9")),
        evidence("3", "8", "4", "5", "6", "7"),
    )
    figures = score(case(), given)
    assert figures.hit_at_1 == 0.0
    assert figures.reciprocal_rank == 1 / 2  # page 8 is the second
    assert figures.page_recall == 1 / 2  # of {7, 8} only 8 is among the first five; of {9} nothing
    assert figures.fact_recall == 1.0  # both vital facts, the second by its other way of saying it
    assert figures.citation_precision == 2 / 3  # 7 and 9 of 7, 30, 9


def test_an_abstention_says_nothing_and_cites_nothing() -> None:
    figures = score(case(), answer((), evidence("9")))
    assert (figures.hit_at_1, figures.reciprocal_rank, figures.page_recall) == (1.0, 1.0, 1.0)
    assert (figures.fact_recall, figures.citation_precision) == (0.0, 0.0)


def test_a_fact_is_said_when_all_pieces_of_one_way_occur() -> None:
    fact = Fact(True, (("to", "tre"), ("fire",)))
    assert is_said(fact, normalise("Tre  og TO"))
    assert is_said(fact, "fire")
    assert not is_said(fact, "to")


def test_table_groups_and_counts_refusals_and_answers() -> None:
    good = answer((statement("vakt selv, salong", "7"),), evidence("7"))
    silent = answer((), evidence("1"))
    results = [
        (case(type="a"), good),
        (case(type="a"), silent),
        (case(type="b", answerable=False), good),
        (case(type="b", answerable=False), silent),
    ]
    rows = {row.group: row for row in tabulate(results, lambda c: c.type)}
    assert rows["alle"].false_refusals == 1 / 2
    assert rows["alle"].false_answers == 1 / 2
    assert rows["a"].means["fact_recall"] == 1 / 2
    assert rows["a"].means["hit_at_1"] == 1 / 2
    assert (rows["a"].answerable, rows["b"].unanswerable) == (2, 2)
    assert math.isnan(rows["b"].means["fact_recall"])


def test_cases_are_read_with_their_page_sets() -> None:
    found = {one.id: one for one in read_cases()}
    one = found["fire-tiltak"]
    assert one.pages == {"16", "17", "72"}
    assert frozenset({"72"}) in one.page_sets
    assert all(one.page_sets for one in found.values() if one.answerable)


def test_fitting_tells_the_answerable_from_the_rest_and_refuses_few() -> None:
    cases = [
        case(question=str(n), cluster=f"k{n % 16}", answerable=n % 4 != 0, type="a" if n % 4 else "far")
        for n in range(80)
    ]

    def describe(question: str) -> Mapping[str, float]:
        return {"good": 1.0 if int(question) % 4 else -1.0, "constant": 2.0}

    fitted = fit(cases, describe)
    weights = dict(zip(fitted["model"]["names"], fitted["model"]["weights"], strict=True))
    assert weights["good"] > 0.5
    assert weights["constant"] == pytest.approx(0.0)
    assert fitted["measured"] == {"cases": 80, "answerable": 60, "auroc": 1.0, "false_answers": {"far": 0.0}}
