"""Which sentences answer, by the gold; and a toy set on which the fitted model must find them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.engine.candidates import Candidate
from app.engine.logistic import Logistic
from app.engine.values import Evidence
from evals.case import Case, Place
from evals.fit_sentences import does_answer, fit_sentences
from ingest.indexed import IndexedPassage
from tests.app.engine.conftest import BERG, DAHL, NOTE, passage
from tests.evals.conftest import case, fact

PAGES = {"dahl-2020:33": 33, "dahl-2020:34": 34}
TEXTS = ["Fergene går.", "De er fem.", "Det er alt."]  # at 0–12, 13–23 and 24–35 of page 33
FERRY = passage("ferge", TEXTS)


def candidate(position: int, of: IndexedPassage = FERRY, *, tells: bool = True, good: float = 0.0) -> Candidate:
    evidence = Evidence(1, of, 1.0, (), ())
    described = {"good": good, "constant": 1.0}
    return Candidate(evidence, position, of.sentences[position], np.zeros(1), 0.0, False, tells, described)


def asked_of(page: str, *spans: tuple[int, int], facts: Sequence[str] = ("nitten",), name: str = "c") -> Case:
    place = Place(source="dahl-2020", page=page, section="2.1", grade=2, spans=spans)
    return case(name, evidence=((place,),), facts=tuple(fact([words]) for words in facts))


def answering(one: Case, of: IndexedPassage = FERRY) -> list[bool]:
    return [does_answer(one, candidate(n, of), PAGES) for n in range(len(of.sentences))]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 12), [True, False, False]),
        ((12, 13), [False, False, False]),  # the space between two sentences
        ((11, 14), [True, True, False]),
        ((23, 24), [False, False, False]),
        ((34, 99), [False, False, True]),
    ],
)
def test_a_sentence_answers_when_it_overlaps_a_place(span: tuple[int, int], expected: list[bool]) -> None:
    assert answering(asked_of("33", span)) == expected


def test_a_place_on_another_page_or_of_an_unknown_one_is_no_overlap() -> None:
    assert answering(asked_of("34", (0, 99))) == [False] * 3
    assert answering(asked_of("35", (0, 99))) == [False] * 3


def test_a_sentence_answers_when_it_says_a_vital_fact_on_a_page_of_the_evidence() -> None:
    assert answering(asked_of("33", facts=["fem"])) == [False, True, False]
    assert answering(asked_of("33", facts=["nitten", "FERGENE"])) == [True, False, False]
    assert answering(asked_of("34", facts=["fem"])) == [False] * 3  # it says so elsewhere
    one = asked_of("33", facts=["nitten"])
    assert answering(one.model_copy(update={"facts": (*one.facts, fact(["fem"], vital=False))})) == [False] * 3


def test_a_notes_sentence_answers_by_the_page_that_it_cites_and_never_by_overlap() -> None:
    assert answering(asked_of("34", facts=["ble færre"]), NOTE) == [True]
    assert answering(asked_of("33", facts=["ble færre"]), NOTE) == [False]
    assert not does_answer(asked_of("34", (0, 99)), candidate(0, NOTE), {"dahl-2020:34": 0})  # its own page 0
    other = replace(NOTE, sentences=(replace(NOTE.sentences[0], voices=(DAHL,)),))
    assert BERG not in other.sentences[0].voices
    assert answering(asked_of("34", facts=["ble færre"]), other) == [False]  # the citation is not of who speaks


def toy(count: int = 16, *, extra: int = 0, unit: float = 1.0) -> list[tuple[Case, list[Candidate]]]:
    """Make questions of a cluster each, whose one answering sentence is good; `extra` more tell nothing."""
    return [
        (
            asked_of("33", facts=["fem"], name=f"c{n}").model_copy(update={"cluster": f"k{n}"}),
            [
                candidate(0, good=-unit),
                candidate(1, good=unit),
                candidate(2, good=-unit),
                *[candidate(1, tells=False, good=-9.0)] * extra,
            ],
        )
        for n in range(count)
    ]


def test_what_answers_can_be_told_from_what_does_not() -> None:
    fitted = fit_sentences(toy(), PAGES)
    assert fitted["measured"] == {"questions": 16, "sentences": 48, "answering": 16, "auroc": 1.0}
    model = Logistic(**fitted["model"])
    assert model.names == ["good", "constant"]
    assert model.means == [pytest.approx(-1 / 3, abs=1e-6), 1.0]
    assert model.spreads == [pytest.approx((1 - 1 / 9) ** 0.5, abs=1e-6), 1.0]
    assert model.probability({"good": 1.0, "constant": 1.0}) > 0.9
    assert model.probability({"good": -1.0, "constant": 1.0}) < 0.1


def test_the_unit_of_a_feature_does_not_matter() -> None:
    plain, large = fit_sentences(toy(), PAGES)["model"], fit_sentences(toy(unit=1000.0), PAGES)["model"]
    assert large["weights"] == pytest.approx(plain["weights"], abs=1e-4)
    assert large["bias"] == pytest.approx(plain["bias"], abs=1e-4)


def test_sentences_that_tell_nothing_are_not_learnt_from() -> None:
    assert fit_sentences(toy(extra=3), PAGES) == fit_sentences(toy(), PAGES)


def test_each_question_weighs_the_same_however_many_sentences_were_found() -> None:
    # one long list of sentences that do not answer though they look good, against fifteen short clear ones
    clear, (odd, _) = toy()[:15], toy()[15]
    few = [*clear, (odd, [candidate(1, good=-1.0), *[candidate(0, good=1.0)] * 2])]
    many = [*clear, (odd, [*[candidate(1, good=-1.0)] * 100, *[candidate(0, good=1.0)] * 200])]
    looks_good = {"good": 1.0, "constant": 1.0}
    first, second = (Logistic(**fit_sentences(asked, PAGES)["model"]) for asked in (few, many))
    assert second.probability(looks_good) == pytest.approx(first.probability(looks_good), abs=0.05)
    assert second.probability(looks_good) > 0.8


def test_a_cluster_is_never_on_both_sides() -> None:
    # whether a sentence answers depends on its cluster alone, and each cluster has a feature of its own
    clusters = [(n, n % 2 == 0) for _ in range(4) for n in range(16)]
    asked = [
        (
            asked_of("33", facts=["fem" if right else "nitten"]).model_copy(update={"cluster": f"k{n}"}),
            [replace(candidate(1), described={f"k{m}": float(m == n) for m in range(16)})],
        )
        for n, right in clusters
    ]
    assert fit_sentences(asked, PAGES)["measured"]["auroc"] < 0.6
