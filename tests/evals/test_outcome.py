"""What the engine answers, as it is taken down."""

from dataclasses import replace

from app.engine.values import Answer, Citation, Evidence, PageRef, Statement, Timing
from evals.outcome import Cited, Found, Outcome, Said, found_passage, outcome_of
from evals.systems import ours
from ingest.indexed import IndexedPassage
from ingest.passage import CitedPlace
from tests.app.engine.conftest import BERG, DAHL, FORMS, NEVER, NOTE, ROSTER, engine, passage


def over_two_pages() -> IndexedPassage:
    made = passage("to-sider", ["En.", "To.", "Tre."], page=33)
    first, second, third = made.sentences
    sentences = (first, replace(second, labels=("33", "34")), replace(third, labels=("34",)))
    return replace(made, labels=("33", "34"), sentences=sentences)


def test_the_page_of_the_best_sentence_comes_first() -> None:
    both = over_two_pages()
    assert found_passage(both).pages == ("dahl-2020:33", "dahl-2020:34")
    assert found_passage(both, [0.9, 0.1, 0.2]).pages == ("dahl-2020:33", "dahl-2020:34")
    assert found_passage(both, [0.1, 0.2, 0.9]).pages == ("dahl-2020:34", "dahl-2020:33")
    assert found_passage(both, [0.1, 0.9, 0.2]).pages == ("dahl-2020:33", "dahl-2020:34")  # it goes over both


def test_a_question_is_not_the_best_sentence() -> None:
    both = over_two_pages()
    first, second, third = both.sentences
    asking = replace(both, sentences=(first, second, replace(third, text="Tre?")))
    assert found_passage(asking, [0.2, 0.1, 0.9]).pages == ("dahl-2020:33", "dahl-2020:34")
    alone = replace(both, sentences=tuple(replace(one, text=one.text[:-1] + "?") for one in both.sentences))
    assert found_passage(alone, [0.2, 0.1, 0.9]).pages == ("dahl-2020:34", "dahl-2020:33")  # nothing else there


def test_a_note_stands_for_the_first_two_pages_that_it_cites() -> None:
    one, three = (CitedPlace("berg-2015", ("4",), "dahl-2020", pages) for pages in (("34",), ("35", "34", "36")))
    [sentence] = NOTE.sentences
    note = replace(NOTE, sentences=(replace(sentence, citations=(one, three)),))
    assert found_passage(note, [0.5]) == Found(
        "notat", "dahl-2020", "note", ("dahl-2020:34", "dahl-2020:35"), "Skjemaene om bord ble færre, fant Berg (2015)."
    )


def test_an_answer_is_taken_down_whole() -> None:
    quote = Citation(
        "original", "dahl-2020", "v", "Mannskapet.", "nb", ROSTER.sentences[2].span, (PageRef("dahl-2020", "33"),),
        "2.1", (), ROSTER, (DAHL,),
    )  # fmt: skip
    answer = Answer(
        "Hvem?", "Hvem?", "nb", False,
        (Statement("Mannskapet.", "weak", (DAHL, BERG), (quote,)),),
        (Evidence(1, FORMS, 2.0, (0.1, 0.2, 0.3), ()), Evidence(2, NOTE, 1.0, (0.3,), ())),
        sureness=0.12345678,
        timing=Timing(1.0, 2.0, 3.0, 6.00049),
    )  # fmt: skip
    assert outcome_of("hvem", answer) == Outcome(
        case="hvem",
        found=(
            Found("skjemaer", "dahl-2020", "original", ("dahl-2020:35",), FORMS.text),
            Found("notat", "dahl-2020", "note", ("dahl-2020:34",), NOTE.text),
        ),
        answers=True,
        abstained=False,
        sureness=0.123457,
        said=(
            Said(
                "Mannskapet.",
                "weak",
                ("author:dahl-2020", "reported:berg-2015"),
                (Cited("original", ("dahl-2020:33",), "Mannskapet.", ("author:dahl-2020",)),),
            ),
        ),
        milliseconds=6.0,
    )


def test_the_engine_itself_is_the_system_ours(library: list[IndexedPassage]) -> None:
    question = "Hvem setter opp vaktene på fergene?"
    made = engine(library)
    given, answer = ours(made).ask("hvem", question), made.ask(question)
    assert ours(made).name == "ours"
    assert (given.case, given.answers, given.abstained) == ("hvem", True, False)
    assert [one.text for one in given.said] == [statement.text for statement in answer.statements]
    assert [one.id for one in given.found] == [evidence.passage.id for evidence in answer.evidence]
    assert given.milliseconds > 0


def test_an_engine_that_abstains_is_taken_down_so(library: list[IndexedPassage]) -> None:
    given = ours(engine(library, NEVER)).ask("hvem", "Hvem setter opp vaktene på fergene?")
    assert (given.answers, given.abstained, given.said) == (True, True, ())
    assert len(given.found) == 4
