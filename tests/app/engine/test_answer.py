"""From evidence to a cited answer."""

from dataclasses import replace

import pytest

from app.engine.abstain import features, load_abstention
from app.engine.alike import tell_the_same
from app.engine.candidates import ALONE, MODEL, Candidate, score_candidates
from app.engine.cite import cite, make_statements
from app.engine.compose import Told
from app.engine.engine import Engine
from app.engine.logistic import load_logistic
from app.engine.question import understand
from app.engine.retrieve import retrieve
from app.engine.values import PageRef
from ingest.document import BlockKind
from ingest.indexed import IndexedPassage
from ingest.span import PageSpan
from tests.app.engine.conftest import (
    ALWAYS,
    BERG,
    DAHL,
    FORMS,
    NEVER,
    NOTE,
    ROSTER,
    SOURCES,
    MemoryIndex,
    WordEncoder,
    engine,
    passage,
    vector,
)


def candidates(text: str, passages: list[IndexedPassage]) -> list[Candidate]:
    index = MemoryIndex(passages)
    return score_candidates(retrieve(understand(text, SOURCES), vector(text), index), index)


def by_text(found: list[Candidate], start: str) -> Candidate:
    [one] = [candidate for candidate in found if candidate.text.startswith(start)]
    return one


def told(answer_texts: list[str]) -> str:
    return " | ".join(answer_texts)


def test_questions_and_announcements_are_never_told(library: list[IndexedPassage]) -> None:
    answer = engine(library).ask("Hvem setter opp vaktene på fergene?")
    texts = [statement.text for statement in answer.statements]
    assert texts[0] == "Mannskapet på fergene setter selv opp vaktene sine."
    assert not any(text.endswith("?") or "kapittelet" in text for text in texts)


def test_an_answer_has_three_to_six_statements_each_cited_and_voiced(library: list[IndexedPassage]) -> None:
    answer = engine(library).ask("Hvem setter opp vaktene på fergene?")
    assert 3 <= len(answer.statements) <= 6
    for statement in answer.statements:
        assert statement.verdict == "supported"
        assert statement.text == statement.citations[0].quote
        assert statement.voices
        assert statement.citations[0].passage.id in {p.id for p in library}


def test_a_sentence_that_leans_comes_right_after_the_one_it_leans_on() -> None:
    answer = engine([ROSTER]).ask("Hva gir mannskapet på fergene roligere morgener?")
    texts = [statement.text for statement in answer.statements]
    here = texts.index("Dette gir mannskapet på fergene roligere morgener.")
    assert texts[here - 1] == "Mannskapet på fergene setter selv opp vaktene sine."


def test_note_and_original_are_one_statement_with_both_citations() -> None:
    answer = engine([FORMS, NOTE]).ask("Hva fant Berg om skjemaene om bord?")
    merged = [s for s in answer.statements if len(s.citations) == 2]
    assert [[c.kind for c in s.citations] for s in merged] == [["original", "note"]]
    assert merged[0].text == "Berg (2015) fant at skjemaene om bord ble færre."
    assert merged[0].citations[1].pages == (PageRef("dahl-2020", "34"),)
    assert sum("ble færre" in s.text for s in answer.statements) == 1


def test_note_and_original_with_other_voices_stay_apart() -> None:
    stranger = passage("notat", [NOTE.sentences[0].text], [DAHL], kind="note", page=0)
    found = candidates("Hva fant Berg om skjemaene om bord?", [FORMS, stranger])
    original, note = by_text(found, "Berg (2015) fant"), by_text(found, "Skjemaene om bord")
    assert not tell_the_same(original, note)
    voiced = replace(note, sentence=replace(note.sentence, voices=(BERG,)))
    assert tell_the_same(original, voiced)


def test_who_speaks_is_told_to_the_model() -> None:
    """The same words stand in three passages; only who is speaking parts them."""
    words = ["Skjemaene om bord ble færre."]
    voices = {"berg": BERG, "lind": replace(BERG, source="lind-2018"), "dahl": DAHL}
    passages = [passage(name, words, [voice], page=41) for name, voice in voices.items()]

    def described(text: str, *names: str) -> dict[str, tuple[float, ...]]:
        found = {c.evidence.passage.id: c.described for c in candidates(text, passages)}
        return {who: tuple(found[who][name] for name in names) for who in voices}

    assert described("Hva ble det av skjemaene?", "named", "other") == dict.fromkeys(voices, (0.0, 0.0))
    asked = described("Hva fant Berg om skjemaene om bord?", "named", "other")
    assert asked == {"berg": (1.0, 0.0), "lind": (0.0, 1.0), "dahl": (0.0, 0.0)}
    own = described("Hva skriver Dahl om skjemaene om bord?", "named", "other")
    assert own == {"berg": (0.0, 1.0), "lind": (0.0, 1.0), "dahl": (1.0, 0.0)}
    view = described("Hva mener forfatteren om skjemaene?", "author", "not_author")
    assert view == {"berg": (0.0, 1.0), "lind": (0.0, 1.0), "dahl": (1.0, 0.0)}


def test_the_shipped_model_prefers_who_is_asked_for() -> None:
    model = load_logistic(MODEL)
    [one] = candidates("Hva ble det av skjemaene?", [passage("p", ["Skjemaene om bord ble færre."])])
    assert set(model.names) == set(one.described)

    def odds(**changed: float) -> float:
        return model.log_odds({**one.described, **changed})

    assert odds(named=1.0) > odds() > odds(other=1.0)
    assert odds(author=1.0) > odds() > odds(not_author=1.0)
    assert odds(similar=2.0) > odds(similar=0.0)
    assert one.score == pytest.approx(odds())


def test_a_sentence_is_described_by_its_neighbours_its_paragraph_and_its_words() -> None:
    held = passage("p", ["Skjemaene ble færre om bord.", "Regnet faller.", "Broen står."], paragraphs=[0, 0, 1])
    first, second, third = candidates("Ble skjemaene færre?", [held])
    assert first.described["before"] == ALONE
    assert second.described["before"] == first.described["similar"]
    assert second.described["paragraph"] == first.described["similar"] > second.described["similar"]
    assert third.described["paragraph"] == third.described["similar"]
    assert first.described["length"] == 5 / 20
    assert (first.described["pieces"], third.described["pieces"]) == (1.0, 0.0)


LIST = passage(
    "tiltak",
    ["Dahl nevner tre tiltak om bord:", "Færre skjemaer om bord", "Lengre vakter om bord", "Kortere møter om bord"],
    kinds={1: BlockKind.LIST_ITEM, 2: BlockKind.LIST_ITEM, 3: BlockKind.LIST_ITEM},
    paragraphs=[0, 1, 2, 3],
)


def test_a_list_is_told_whole_with_its_lead_in_and_in_its_order(library: list[IndexedPassage]) -> None:
    answer = engine([*library, LIST]).ask("Hvilke tre tiltak om bord nevner Dahl?")
    assert answer.is_list
    assert [s.text for s in answer.statements] == [sentence.text for sentence in LIST.sentences]


def test_sentences_that_count_are_a_list() -> None:
    counting = passage(
        "teller",
        [
            "Det første tiltaket om bord er færre skjemaer.",
            "Det andre tiltaket om bord er lengre vakter.",
            "Det tredje tiltaket om bord er kortere møter.",
            "Været var fint.",
        ],
    )
    answer = engine([counting, FORMS]).ask("Hvilke tiltak om bord nevnes?")
    assert answer.is_list
    assert [s.text for s in answer.statements] == [sentence.text for sentence in counting.sentences[:3]]


def test_a_list_of_questions_is_no_list() -> None:
    asked = passage(
        "spør",
        ["Hva er et skjema?", "Hvem fyller ut skjemaet?", "Hvor leveres skjemaet?"],
        kinds=dict.fromkeys(range(3), BlockKind.LIST_ITEM),
    )
    assert not engine([asked, FORMS]).ask("Hvilke skjemaer fylles ut?").is_list


def test_a_list_has_at_most_ten_items_and_a_lead_in() -> None:
    long = passage(
        "lang",
        ["Fergene har disse skjemaene:", *(f"Skjema nummer {n} på fergene" for n in range(14))],
        kinds=dict.fromkeys(range(1, 15), BlockKind.LIST_ITEM),
        paragraphs=list(range(15)),
    )
    assert len(engine([long]).ask("Hvilke skjemaer har fergene?").statements) == 11


def test_a_list_without_a_lead_in_has_at_most_ten_items() -> None:
    bare = passage(
        "bar",
        [f"Skjema nummer {n} på fergene" for n in range(14)],
        kinds=dict.fromkeys(range(14), BlockKind.LIST_ITEM),
        paragraphs=list(range(14)),
    )
    parallel = passage(
        "linje", [f"Dahl (2020) anbefaler skjema {n} på fergene." for n in range(14)], kind="note", page=0
    )
    for held in (bare, parallel):
        answer = engine([held]).ask("Hvilke skjemaer har fergene?")
        assert answer.is_list
        assert len(answer.statements) == 10


def test_a_quotation_that_does_not_stand_there_is_said_to_be_not_found() -> None:
    [candidate] = candidates("Hva fant Berg?", [NOTE])
    [statement] = make_statements([Told((candidate,))], lambda version, span: "noe annet")
    assert statement.verdict == "not_found"
    [statement] = make_statements([Told((candidate,))], lambda version, span: None)
    assert statement.verdict == "not_found"


@pytest.mark.parametrize("standing", ["original", "note"])
def test_of_two_citations_only_the_one_that_stands_is_shown_and_its_words_are_the_statement(standing: str) -> None:
    found = candidates("Hva fant Berg om skjemaene?", [FORMS, NOTE])
    pair = {"original": by_text(found, "Berg (2015) fant"), "note": by_text(found, "Skjemaene om bord")}
    quotes = {pair[standing].evidence.passage.version: pair[standing].text}
    [statement] = make_statements([Told(tuple(pair.values()))], lambda version, span: quotes.get(version))
    assert statement.verdict == "supported"
    assert [citation.kind for citation in statement.citations] == [standing]
    assert statement.text == statement.citations[0].quote == pair[standing].text


def test_a_table_row_is_put_together_and_its_cells_must_be_there() -> None:
    row = passage("rad", ["Berg 2015: skjemaer, kvalitativ."], [BERG], kind="table")
    [candidate] = candidates("Hvilken metode brukte Berg?", [row])
    [statement] = make_statements([Told((candidate,))], lambda version, span: "Berg 2015 skjemaer kvalitativ")
    assert statement.verdict == "supported"
    [statement] = make_statements([Told((candidate,))], lambda version, span: None)
    assert statement.verdict == "not_found"


def test_a_notes_pages_are_those_for_the_voices_in_the_sentence() -> None:
    both = replace(
        NOTE.sentences[0],
        citations=(
            *NOTE.sentences[0].citations,
            replace(NOTE.sentences[0].citations[0], source="lind-2018", via_pages=("60",)),
        ),
    )
    [candidate] = candidates("Hva fant Berg?", [replace(NOTE, sentences=(both,))])
    assert cite(candidate).pages == (PageRef("dahl-2020", "34"),)


def test_abstaining_gives_the_nearest_passages_and_no_statement(library: list[IndexedPassage]) -> None:
    answer = engine(library, NEVER).ask("Hvem setter opp vaktene?")
    assert answer.abstained
    assert answer.statements == ()
    assert answer.evidence[0].passage.id == "vakter"


def test_an_empty_library_abstains() -> None:
    answer = engine([], ALWAYS).ask("Hva er en ferge?")
    assert answer.abstained
    assert answer.evidence == ()


def test_the_shipped_model_knows_the_features_and_weighs_them_as_one_expects(library: list[IndexedPassage]) -> None:
    model = load_abstention()
    found = retrieve(
        understand("Hvem setter opp vaktene?", SOURCES), vector("Hvem setter opp vaktene?"), MemoryIndex(library)
    )
    described = features(found)
    assert set(model.names) == set(described)
    base = dict(zip(model.names, model.means, strict=True))
    assert model.probability({**base, "missing_name": 1.0}) < model.probability({**base, "missing_name": 0.0})
    assert model.probability({**base, "amount": 1.0}) < model.probability({**base, "amount": 0.0})
    assert model.probability({**base, "covered": 1.0}) > model.probability({**base, "covered": 0.0})


def test_features_see_a_missing_name_and_an_amount_without_a_figure() -> None:
    index = MemoryIndex([FORMS, ROSTER])

    def described(text: str) -> dict[str, float]:
        return features(retrieve(understand(text, SOURCES), vector(text), index))

    assert described("Hva fant Berg i Bergen?")["missing_name"] == 1.0
    assert described("Hva fant de om Berg?")["missing_name"] == 0.0
    assert described("Hvor mange skjemaer ble borte?")["amount_missing"] == 1.0
    assert described("Hvorfor ble skjemaene færre?")["amount_missing"] == 0.0
    assert described("Why were there fewer forms than before?")["foreign"] == 1.0


def test_retrieving_and_answering_are_two_calls(library: list[IndexedPassage]) -> None:
    split = Engine(MemoryIndex(library), WordEncoder(), ALWAYS)
    question = "Hvem setter opp vaktene på fergene?"
    found = split.retrieve(question)
    assert found[0].evidence[0].passage.id == "vakter"
    answer = split.answer(question, found)
    assert [s.text for s in answer.statements] == [s.text for s in split.ask(question).statements]
    assert answer.timing.total >= answer.timing.encode + answer.timing.answer


def test_spans_of_a_citation_are_the_sentences(library: list[IndexedPassage]) -> None:
    answer = engine(library).ask("Hvem setter opp vaktene på fergene?")
    citation = answer.statements[0].citations[0]
    assert citation.spans == (PageSpan(33, 94, 145),)
    assert ROSTER.text[94:145] == citation.quote


@pytest.mark.parametrize("question", ["ferge", "7", "Ω?", "🙂 ferge", "<b>ferge</b>", "ferge " * 160])
def test_odd_questions_are_answered_or_refused_without_an_error(question: str, library: list[IndexedPassage]) -> None:
    answer = engine(library, load_abstention()).ask(question)
    assert answer.abstained == (not answer.statements)
