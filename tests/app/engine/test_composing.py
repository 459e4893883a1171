"""What goes into an answer, one rule at a time: candidates are made by hand, with the scores that the rule needs."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.engine.abstain import features
from app.engine.alike import tell_the_same
from app.engine.candidates import MODEL, Candidate
from app.engine.compose import BESIDE, CITATIONS, FEWEST, LONG, MOST, MOST_ITEMS, compose
from app.engine.lists import BEHIND, RANKS, find_list
from app.engine.logistic import load_logistic
from app.engine.question import understand
from app.engine.retrieve import retrieve
from app.engine.values import Evidence
from ingest.document import BlockKind
from ingest.indexed import IndexedPassage
from tests.app.engine.conftest import SOURCES, MemoryIndex, passage, vector

PLAIN = understand("Hvem setter opp vaktene?", SOURCES)
LISTING = understand("Hvilke skjemaer finnes?", SOURCES)


def candidates_of(
    held: IndexedPassage, scores: Sequence[float], rank: int = 1, leans: Sequence[int] = ()
) -> list[Candidate]:
    evidence = Evidence(rank, held, 1.0, tuple(scores), ())
    return [
        Candidate(evidence, n, sentence, vector(sentence.text), scores[n], n in leans, tells=True)
        for n, sentence in enumerate(held.sentences)
    ]


def texts(told: Sequence[object]) -> list[str]:
    return [item.quoted.text for item in told]  # type: ignore[attr-defined]


def test_at_most_two_places_are_shown_for_one_statement() -> None:
    held = [passage(f"p{n}", ["Mannskapet setter selv opp vaktene."]) for n in range(4)]
    found = [one for n, p in enumerate(held) for one in candidates_of(p, [3.0 - n], n + 1)]
    [told], _ = compose(PLAIN, found)
    assert len(told.sentences) == CITATIONS == 2


def test_a_leaning_sentence_brings_the_one_before_it_or_stays_away() -> None:
    words = ["Mannskapet setter opp vaktene.", "Dette gir ro om bord.", "Maten lages på kjøkkenet."]
    together = candidates_of(passage("p", words, paragraphs=[0, 0, 1]), [-9.0, 5.0, 4.0], leans=[1])
    assert texts(compose(PLAIN, together)[0])[:2] == words[:2]
    apart = candidates_of(passage("p", words, paragraphs=[0, 1, 1]), [-9.0, 5.0, 4.0], leans=[1])
    assert words[1] not in texts(compose(PLAIN, apart)[0])
    both_lean = candidates_of(passage("p", words, paragraphs=[0, 0, 1]), [-9.0, 5.0, 4.0], leans=[0, 1])
    assert words[1] not in texts(compose(PLAIN, both_lean)[0])


def test_an_answer_never_grows_past_its_most_by_a_leaning_sentences_predecessor() -> None:
    alone = [
        candidates_of(passage(f"p{n}", [f"Rute {n} går til havn {n * 7} over fjord {n * 11}."]), [9.0 - n / 10], n + 1)
        for n in range(MOST - 1)
    ]
    pair = candidates_of(passage("par", ["Kokken steker egg.", "Dette lukter godt."]), [6.0, 8.0], 9, leans=[1])
    told, _ = compose(PLAIN, [*(one for group in alone for one in group), *pair])
    assert len(told) == MOST
    assert "Dette lukter godt." not in texts(told)


def test_an_answer_that_lists_may_be_longer_than_another() -> None:
    found = [
        candidates_of(passage(f"p{n}", [f"Rute {n} går til havn {n * 7} over fjord {n * 11}."]), [9.0 - n / 10], n + 1)
        for n in range(MOST_ITEMS + 2)
    ]
    flat = [one for group in found for one in group]
    assert len(compose(PLAIN, flat)[0]) == MOST
    assert len(compose(LISTING, flat)[0]) == MOST_ITEMS


def test_a_neighbour_of_a_chosen_sentence_beats_a_slightly_better_one_elsewhere() -> None:
    """Five sentences are sure of their place; two compete for the sixth."""
    words = ["Mannskapet setter opp vaktene.", "Styrmannen fordeler ansvaret om bord."]
    pair = candidates_of(passage("p", words), [5.0, 1.0])
    sure = [
        one
        for n in range(MOST - 2)
        for one in candidates_of(
            passage(f"s{n}", [f"Rute {n} går til havn {n * 7} over fjord {n * 11}."]), [9.0], n + 3
        )
    ]

    def last(elsewhere: float) -> set[str]:
        rival = candidates_of(passage("q", ["Maten lages på kjøkkenet."]), [elsewhere], 2)
        return set(texts(compose(PLAIN, [*pair, *sure, *rival])[0]))

    assert words[1] in last(1.0 + BESIDE - 0.1)
    assert words[1] not in last(1.0 + BESIDE + 0.1)


def test_a_notes_sentence_gains_nothing_by_its_neighbour() -> None:
    pair = candidates_of(
        passage("notat", ["Mannskapet setter opp vaktene.", "Regnet faller over havnen."], kind="note", page=0),
        [5.0, 1.0],
    )
    sure = [
        one
        for n in range(MOST - 2)
        for one in candidates_of(passage(f"s{n}", [f"Rute {n} går til havn {n * 7} over fjord {n}."]), [9.0], n + 3)
    ]
    rival = candidates_of(passage("q", ["Maten lages på kjøkkenet."]), [1.1], 2)
    assert "Maten lages på kjøkkenet." in texts(compose(PLAIN, [*pair, *sure, *rival])[0])


def test_a_sentence_below_the_bar_is_left_out_of_an_answer_that_is_long_enough() -> None:
    bar = load_logistic(MODEL).bar
    words = [f"Rute {n} går til havn {n * 7} over fjord {n * 11}." for n in range(5)]
    scores = [5.0, 4.0, bar - 0.1, bar - 0.2, bar - 0.3]
    found = [one for n, text in enumerate(words) for one in candidates_of(passage(f"p{n}", [text]), [scores[n]], n + 1)]
    assert texts(compose(PLAIN, found)[0]) == words[:FEWEST]


def test_a_note_is_quoted_before_an_original_that_leans_or_is_very_long() -> None:
    said = "Mannskapet setter selv opp vaktene sine på fergene"
    note = passage("notat", [f"{said}."], kind="note", page=0)
    note = replace(note, sentences=(replace(note.sentences[0], voices=passage("x", ["y"]).sentences[0].voices),))

    def first(original: str, leans: Sequence[int] = ()) -> str:
        found = [*candidates_of(passage("p", [original]), [5.0], leans=leans), *candidates_of(note, [4.0], 2)]
        [told], _ = compose(PLAIN, found)
        assert len(told.sentences) == 2
        return told.quoted.evidence.passage.kind

    assert first(f"{said}.") == "text"
    assert first(f"{said}.", leans=[0]) == "note"
    assert first(f"{said} {'og ' * LONG}.") == "note"


def test_sentences_of_two_languages_never_tell_the_same() -> None:
    words = ["Berg skriver om skjema 4."]
    [one], [other], [again] = (
        candidates_of(passage(name, words, language=language), [1.0])
        for name, language in (("a", "nb"), ("b", "sv"), ("c", "nb"))
    )
    assert tell_the_same(one, again)
    assert not tell_the_same(one, other)


def test_notes_that_open_alike_are_a_list_and_originals_are_not() -> None:
    words = [f"Dahl (2020) anbefaler skjema {n}." for n in range(3)]
    note = candidates_of(passage("notat", words, kind="note", page=0), [1.0, 2.0, 3.0])
    assert [c.text for c in find_list(note)] == words
    assert find_list(candidates_of(passage("p", words), [1.0, 2.0, 3.0])) == []


def test_a_list_far_down_or_far_behind_is_none() -> None:
    kinds = dict.fromkeys(range(3), BlockKind.LIST_ITEM)
    held = passage("liste", ["Skjema én", "Skjema to", "Skjema tre"], kinds=kinds)
    best = candidates_of(passage("best", ["Skjemaene finnes om bord."]), [9.0])

    def listed(rank: int, score: float) -> bool:
        return bool(find_list([*best, *candidates_of(held, [score] * 3, rank)]))

    assert listed(RANKS, 9.0 - BEHIND)
    assert not listed(RANKS + 1, 9.0 - BEHIND)
    assert not listed(RANKS, 9.0 - BEHIND - 0.1)


def test_of_two_lists_the_one_with_the_better_sentence_is_told() -> None:
    kinds = dict.fromkeys(range(3), BlockKind.LIST_ITEM)
    first = candidates_of(passage("a", ["Skjema 1", "Skjema 2", "Skjema 3"], kinds=kinds), [5.0, 1.0, 1.0])
    second = candidates_of(passage("b", ["Lapp 1", "Lapp 2", "Lapp 3"], kinds=kinds), [4.0, 4.0, 6.0], 2)
    told, is_list = compose(LISTING, [*first, *second])
    assert (is_list, texts(told)) == (True, ["Lapp 1", "Lapp 2", "Lapp 3"])


def described(question: str, *sentences: str) -> dict[str, float]:
    index = MemoryIndex([passage("p", sentences)])
    return features(retrieve(understand(question, SOURCES), vector(question), index))


def test_an_amount_is_missing_unless_a_figure_that_is_no_year_stands_there() -> None:
    asked = "Hvor mange skjemaer ble borte?"
    assert described(asked, "Skjemaene ble borte.")["amount_missing"] == 1.0
    assert described(asked, "Skjemaene ble borte i 2015.")["amount_missing"] == 1.0
    assert described(asked, "De 40 skjemaene ble borte i 2015.")["amount_missing"] == 0.0


def test_coverage_counts_letters_of_the_words_whose_beginning_stands_in_the_evidence() -> None:
    covered = described("Hvem teller skjemaene og passasjerene?", "Styrmannen har passasjerliste.")["covered"]
    words = [token for token in understand("Hvem teller skjemaene og passasjerene?", SOURCES).tokens if len(token) > 2]
    [there] = [token for token in words if token.startswith("passa")]
    assert covered == len(there) / sum(map(len, words))
    assert np.isclose(described("Hvem teller?", "Hvem teller?")["covered"], 1.0)
