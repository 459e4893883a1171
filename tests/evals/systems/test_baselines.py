"""The three baselines that share the engine's index: what they rank, how deep, and how two rankings are fused."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.engine import Engine
from evals.outcome import Outcome
from evals.systems import baselines
from evals.systems.baselines import reciprocal_ranks
from ingest.indexed import IndexedPassage
from ingest.storing import Hit
from tests.app.engine.conftest import ALWAYS, MemoryIndex, WordEncoder, engine, passage

QUESTION = "Hvem setter opp vaktene på fergene?"
FORMS = "Hvem fylte ut skjemaene?"

Outcomes = dict[str, Outcome]


class Recording(MemoryIndex):
    """Remembers how many hits it was asked for."""

    def __init__(self, passages: Sequence[IndexedPassage]) -> None:
        super().__init__(passages)
        self.depths: list[int] = []

    def search_vector(self, wanted: NDArray[np.float32], k: int) -> list[Hit]:
        self.depths.append(k)
        return super().search_vector(wanted, k)


def asked(passages: Sequence[IndexedPassage], question: str = QUESTION, index: MemoryIndex | None = None) -> Outcomes:
    made = Engine(index or MemoryIndex(passages), WordEncoder(), ALWAYS)
    return {system.name: system.ask("hvem", question) for system in baselines(made, passages)}


def ids(outcome: Outcome) -> list[str]:
    return [found.id for found in outcome.found]


def test_scores_are_sums_of_one_over_sixty_and_the_rank() -> None:
    first = [Hit("a", 9.0), Hit("b", 8.0), Hit("c", 7.0)]
    second = [Hit("c", 0.9), Hit("b", 0.8), Hit("d", 0.7)]
    fused = reciprocal_ranks([first, second])
    assert {hit.id: hit.score for hit in fused} == pytest.approx(
        {"c": 1 / 63 + 1 / 61, "b": 1 / 62 + 1 / 62, "a": 1 / 61, "d": 1 / 63}
    )
    assert [hit.id for hit in fused] == ["c", "b", "a", "d"]  # 0.03227, 0.03226, 0.01639, 0.01587


def test_the_rank_counts_and_not_the_score() -> None:
    assert [hit.id for hit in reciprocal_ranks([[Hit("a", 0.1), Hit("b", 0.1)], [Hit("a", -5.0), Hit("b", 99.0)]])] == [
        "a", "b",
    ]  # fmt: skip


def test_ties_keep_the_order_of_the_first_ranking() -> None:
    fused = reciprocal_ranks([[Hit("a", 2.0), Hit("b", 1.0)], [Hit("b", 2.0), Hit("a", 1.0)]])
    assert [hit.id for hit in fused] == ["a", "b"]


def test_nothing_fused_is_nothing() -> None:
    assert reciprocal_ranks([]) == []
    assert reciprocal_ranks([[], [Hit("a", 1.0)]]) == [Hit("a", 1 / 61)]


def test_names_in_order(library: list[IndexedPassage]) -> None:
    assert [system.name for system in baselines(engine(library), library)] == ["bm25", "dense", "rrf"]


def test_words_alone_miss_what_shares_no_word_and_vectors_rank_everything(library: list[IndexedPassage]) -> None:
    found = asked(library, FORMS)
    assert ids(found["bm25"]) == ["skjemaer", "notat"]  # three times the word, and filled in; once
    assert len(found["dense"].found) == len(found["rrf"].found) == len(library)
    assert [ids(found[name])[0] for name in ("dense", "rrf")] == ["skjemaer", "skjemaer"]


def test_each_ranks_as_its_search_does(library: list[IndexedPassage]) -> None:
    found = asked(library, FORMS)
    dense = MemoryIndex(library).search_vector(WordEncoder().encode_queries([FORMS])[0], 10)
    words = [Hit("skjemaer", 2.0), Hit("notat", 1.0)]
    assert ids(found["dense"]) == [hit.id for hit in dense]
    assert ids(found["rrf"]) == [hit.id for hit in reciprocal_ranks([words, dense])]


def test_words_meet_by_their_stems(library: list[IndexedPassage]) -> None:
    assert ids(asked(library, "Skjemaets kveld")["bm25"])[0] == "skjemaer"  # skjemaene, kveld


def test_they_retrieve_and_do_not_answer(library: list[IndexedPassage]) -> None:
    for outcome in asked(library).values():
        assert (outcome.case, outcome.answers, outcome.abstained, outcome.said) == ("hvem", False, False, ())
        assert outcome.milliseconds > 0
        assert outcome.found[0].pages == ("dahl-2020:33",)


def test_a_hundred_hits_are_fused_and_ten_are_shown() -> None:
    many = [passage(f"p{n}", [f"Fergene i havn {n} har vaktene på plass."]) for n in range(14)]
    index = Recording(many)
    assert [len(outcome.found) for outcome in asked(many, index=index).values()] == [10, 10, 10]
    assert index.depths == [100, 100]  # dense, and rrf
    few = [system.ask("hvem", QUESTION) for system in baselines(engine(many), many, shown=3)]
    assert [len(outcome.found) for outcome in few] == [3, 3, 3]


def test_fusion_reaches_below_what_is_shown() -> None:
    # far is eleventh by words (it has one of two) and by vectors, and first of the fused:
    # 1 / 71 + 1 / 71 is more than 1 / 61, which the best of one search alone has
    words = [passage(f"w{n}", ["Skjemaene på broen."]) for n in range(10)]
    others = [passage(f"v{n}", ["Noe annet."]) for n in range(10)]
    far = passage("far", ["Skjemaene i salongen."])

    class Fixed(MemoryIndex):
        def search_vector(self, wanted: NDArray[np.float32], k: int) -> list[Hit]:
            return [Hit(name, 1.0) for name in [*(f"v{n}" for n in range(10)), "far"]][:k]

    everything = [*words, *others, far]
    found = asked(everything, "Skjemaene på broen", Fixed(everything))
    assert ids(found["rrf"]) == ["far", "w0", "v0", "w1", "v1", "w2", "v2", "w3", "v3", "w4"]
    assert "far" not in ids(found["bm25"]) + ids(found["dense"])


def test_a_question_without_a_known_word_finds_nothing_by_words(library: list[IndexedPassage]) -> None:
    found = asked(library, "Quetzalcoatl?")
    assert found["bm25"].found == ()
    assert len(found["dense"].found) == len(library)
