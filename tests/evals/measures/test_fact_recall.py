"""Which key facts an answer says."""

from evals.measures.facts import fact_recall, is_said, normalise
from tests.evals.conftest import fact


def test_share_of_the_facts_that_are_said() -> None:
    facts = [fact(["vakt", "selv"]), fact(["salong"], ["bro"]), fact(["hav"])]
    assert fact_recall(facts, "Vaktene settes opp SELV, på broen.") == 2 / 3
    assert fact_recall(facts, "Vaktene settes opp i havn.") == 1 / 3  # "vakt" without "selv"; "hav" begins "havn"
    assert fact_recall(facts, "Ingenting.") == 0.0


def test_all_pieces_of_one_alternative_are_needed() -> None:
    one = fact(["to", "tre"], ["fire"])
    assert is_said(one, "tre og to")
    assert is_said(one, "fire")
    assert not is_said(one, "to")
    assert not is_said(fact(["to", "tre"], ["to", "fire"]), "tre fire")  # a piece of each is none of both


def test_case_and_white_space_are_folded_on_both_sides() -> None:
    assert fact_recall([fact(["Tid  OG Tillit"])], "tid\nog\u00a0 TILLIT") == 1.0
    assert normalise("  ÆRLIG\t talt ") == "ærlig talt"


def test_saying_it_twice_counts_once() -> None:
    assert fact_recall([fact(["fem"]), fact(["ti"])], "fem fem fem") == 1 / 2


def test_an_abstention_says_nothing_and_without_facts_there_is_nothing_to_say() -> None:
    assert fact_recall([fact(["fem"])], "") == 0.0
    assert fact_recall([], "fem") == 0.0
