"""Citations of small answers: on a right page, supporting, verbatim."""

import pytest

from evals.measures.citations import citation_precision, citation_recall, quote_validity, supports
from tests.evals.conftest import cited, said

RIGHT = {"s:7": 2, "s:9": 1}


def test_precision_is_the_share_of_citations_on_a_right_page() -> None:
    answer = [said("En.", cited("7"), cited("30")), said("To.", cited("9"))]
    assert citation_precision(RIGHT, answer) == pytest.approx(2 / 3)


def test_every_citation_that_is_shown_counts_though_the_page_is_the_same() -> None:
    assert citation_precision(RIGHT, [said("En.", cited("7"), cited("7")), said("To.", cited("30"))]) == (
        pytest.approx(2 / 3)
    )


def test_one_right_page_of_a_citation_is_enough() -> None:
    assert citation_precision(RIGHT, [said("En.", cited("6", "7"))]) == 1.0


def test_a_page_of_another_source_is_not_right() -> None:
    assert citation_precision({"t:7": 2}, [said("En.", cited("7"))]) == 0.0


def test_recall_is_the_share_of_statements_with_a_citation_that_supports_them() -> None:
    answer = [
        said("Fergene går.", cited("1", quote="Fergene går.")),  # its own words
        said("I 2014 kom 3 ferger.", cited("1", quote="Det kom 3."), cited("1", quote="Det var i 2014, og 3.")),
        said("I 2014 kom 3 ferger.", cited("1", quote="Det kom 3."), cited("1", quote="Det var i 2014.")),
        said("Uten kilde."),
    ]
    assert citation_recall(answer) == 2 / 4


def test_a_number_that_the_citation_lacks_speaks_against_it() -> None:
    assert supports(cited("1", quote="Ni av ti, 90 prosent, i 2014"), said("I 2014 var 90 prosent fornøyd."))
    assert not supports(cited("1", quote="90 prosent i 2015"), said("I 2014 var 90 prosent fornøyd."))
    assert not supports(cited("1", quote="omtrent 3"), said("Omtrent 3,5 timer."))  # 3,5 is one number
    assert supports(cited("1", quote="3,5"), said("3,5"))


def test_validity_is_the_share_of_statements_whose_words_stand_at_their_place() -> None:
    answer = [said("En."), said("To.", verdict="weak"), said("Tre.", verdict="not_found")]
    assert quote_validity(answer) == pytest.approx(2 / 3)


def test_an_abstention_cites_nothing() -> None:
    assert citation_precision(RIGHT, []) == 0.0
    assert citation_recall([]) == 0.0
    assert quote_validity([]) == 1.0


def test_statements_without_citations_have_no_right_ones() -> None:
    assert citation_precision(RIGHT, [said("Uten kilde.")]) == 0.0
