"""From a question's text to ranked evidence."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.fusion import unit_range
from app.engine.names import find_names, stands_in
from app.engine.question import MAX_CHARACTERS, UnusableQuestion, same_tongue, understand, usable
from app.engine.retrieve import LEXICAL_CROSS, LEXICAL_SAME, SENTENCE, retrieve
from app.engine.terms import in_bokmal
from ingest.indexed import IndexedPassage
from ingest.storing import Hit, analyse
from tests.app.engine.conftest import SOURCES, MemoryIndex, passage, vector


def test_unit_range_is_min_max_and_equal_scores_are_nothing() -> None:
    assert unit_range([3.0, 1.0, 2.0]).tolist() == [1.0, 0.0, 0.5]
    assert unit_range([2.0, 2.0]).tolist() == [0.0, 0.0]
    assert unit_range([]).tolist() == []


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Hva fant Berg?", {"berg-2015"}),
        ("Hva fant Berg (2015)?", {"berg-2015"}),
        ("Hva fant Bergs studie?", {"berg-2015"}),
        ("Hva sier Dahl og Lind?", {"dahl-2020", "lind-2018"}),
        ("Hva skjer på Bergen?", set()),
        ("hva ligger bak et berg?", set()),
        ("hva sa torgersen om dette?", {"moe-2021"}),
        ("Hva sier Dahl (2020) om Berg?", {"dahl-2020"}),
    ],
)
def test_named_works(text: str, works: set[str]) -> None:
    assert understand(text, SOURCES).works == works


@pytest.mark.parametrize("text", ["", "  ", "?", "…", "🙂", "x" * (MAX_CHARACTERS + 1)])
def test_a_text_without_words_or_with_too_many_cannot_be_asked(text: str) -> None:
    with pytest.raises(UnusableQuestion) as refused:
        usable(text)
    assert refused.value.remedy
    assert usable(f" {'x' * MAX_CHARACTERS}\n") == "x" * MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Hvilke fire tiltak nevnes?", ("list",)),
        ("Vilka råd ger rapporten?", ("list",)),
        ("Hva mener forfatteren om ferger?", ("author",)),
        ("Hvor mange skjemaer ble borte?", ("amount",)),
        ("Hva tjener en styrmann?", ("amount",)),
        ("Hva er svarprosenten?", ("amount",)),
        ("Hvorfor ble skjemaene færre?", ()),
    ],
)
def test_what_is_asked_for(text: str, asks: tuple[str, ...]) -> None:
    found = understand(text, SOURCES)
    held = {"list": found.asks_list, "author": found.asks_author, "amount": found.asks_amount}
    assert tuple(name for name, is_held in held.items() if is_held) == asks


def test_names_are_capitalised_words_inside_and_numbers() -> None:
    assert understand("Hva fikk Bergen og Nav i 2019?", SOURCES).names == (("bergen",), ("nav",), ("2019",))
    assert understand("  Hva   er en ferge? ", SOURCES).text == "Hva er en ferge?"


@pytest.mark.parametrize(
    ("question", "text", "stands"),
    [
        ("Vilka hinder mötte Köpenhamn?", "i københavns kommune", True),
        ("What did the Swedish studies find?", "de svenske studiene", True),
        ("Hva viser finske studier?", "de svenske og danske studiene", False),
        ("Hva er inntrykket av Oslo-oppgavene?", "i oslo", True),
        ("Hvordan har Nav gjort det?", "å navigere i landskapet", False),
        ("Hvordan har Navs ledere gjort det?", "ledere i nav", True),
        ("Hva kom ut i 2018?", "sou 2018:38", True),
        ("Hva kom ut i 2018?", "12018 sider", False),
    ],
)
def test_a_name_stands_in_a_text_in_any_of_its_forms(question: str, text: str, stands: bool) -> None:
    assert all(stands_in(name, text) for name in find_names(question)) is stands


@pytest.mark.parametrize(
    ("question", "language", "added"),
    [
        ("What did the unions want?", "en", "fagforening"),
        ("Vad kräver förtroende?", "sv", "tillit"),
        ("Hvad gør medarbejderne?", "da", "medarbeid"),
        ("Kva gjer leiarane?", "nn", "led"),
        ("Hva gjør de ansatte?", "nb", "medarbeid"),
    ],
)
def test_terms_are_searched_by_their_bokmal_words_too(question: str, language: str, added: str) -> None:
    tokens = tuple(analyse(question, language))
    found = in_bokmal(tokens, language)
    assert found[: len(tokens)] == tokens
    assert any(token.startswith(added) for token in found[len(tokens) :]), found


def test_a_question_without_terms_stays_as_it_is() -> None:
    assert in_bokmal(("ferge", "havn"), "nb") == ("ferge", "havn")


def test_a_question_in_another_language_finds_the_passage_by_its_terms() -> None:
    passages = [passage("mål", ["Fagforeningene ville noe annet."]), passage("vær", ["Regnet faller over havnen."])]

    class Blank(Level):
        def sentence_vectors(self, name: str) -> NDArray[np.float32]:
            return np.zeros((1, 48), dtype=np.float32)

    text = "What did the unions want?"
    for order in (passages, passages[::-1]):
        assert retrieve(understand(text, SOURCES), vector(text), Blank(order)).evidence[0].passage.id == "mål"


def test_bokmal_and_nynorsk_share_words_and_no_others() -> None:
    assert same_tongue("nb", "nn")
    assert same_tongue("sv", "sv")
    assert not same_tongue("nb", "da")
    assert not same_tongue("en", "nb")


def test_the_passage_that_tells_it_comes_first_and_ranks_count_up(library: list[IndexedPassage]) -> None:
    index = MemoryIndex(library)
    text = "Hvem setter opp vaktene på fergene?"
    found = retrieve(understand(text, SOURCES), vector(text), index)
    assert found.evidence[0].passage.id == "vakter"
    assert [evidence.rank for evidence in found.evidence] == [1, 2, 3, 4]
    scores = [evidence.score for evidence in found.evidence]
    assert scores == sorted(scores, reverse=True)
    assert found.dense_best == pytest.approx(max(hit.score for hit in index.search_vector(vector(text), 9)))


def test_a_notes_pages_are_those_it_cites_and_an_originals_its_own(library: list[IndexedPassage]) -> None:
    text = "Hvorfor ble skjemaene færre?"
    found = retrieve(understand(text, SOURCES), vector(text), MemoryIndex(library))
    pages = {e.passage.id: [(p.source, p.label) for p in e.pages] for e in found.evidence}
    assert pages["notat"] == [("dahl-2020", "34")]
    assert pages["skjemaer"] == [("dahl-2020", "35")]


class Level(MemoryIndex):
    """Every passage is equally near in meaning."""

    def search_vector(self, wanted: NDArray[np.float32], k: int) -> list[Hit]:
        return [Hit(hit.id, 0.5) for hit in super().search_vector(wanted, k)]


def test_words_weigh_less_across_languages() -> None:
    """Two passages are equally near in meaning, also sentence by sentence; only words part them."""
    text = "Hvem seiler fergene?"

    class Blank(Level):
        def sentence_vectors(self, name: str) -> NDArray[np.float32]:
            return np.zeros((1, 48), dtype=np.float32)

    for language, weight in (("nb", LEXICAL_SAME), ("da", LEXICAL_CROSS)):
        index = Blank([passage("a", ["Fergene seiler."], language=language), passage("b", ["Noe annet."])])
        found = retrieve(understand(text, SOURCES), vector(text), index)
        assert {e.passage.id: round(e.score, 4) for e in found.evidence}["a"] == pytest.approx(weight)


def test_the_few_passages_in_the_questions_language_get_no_head_start() -> None:
    """One of six is in the question's language: too few, so its words weigh as those of the others do."""
    text = "Who sails the ferries?"
    english = passage("en", ["Who sails the ferries?"], language="en")
    others = [passage(f"nb{n}", [f"Fergene seiler {n}."]) for n in range(5)]

    class Blank(Level):
        def sentence_vectors(self, name: str) -> NDArray[np.float32]:
            return np.zeros((1, 48), dtype=np.float32)

    for passages, weight in (([english, *others], LEXICAL_CROSS), ([english, *others[:4]], LEXICAL_SAME)):
        found = retrieve(understand(text, SOURCES), vector(text), Blank(passages))
        assert {e.passage.id: e.score for e in found.evidence}["en"] == pytest.approx(weight)


def test_the_best_sentence_decides_between_passages_that_are_alike_otherwise() -> None:
    """Both hold the same words, so only the grouping into sentences parts them."""
    text = "Hvor står kompasset?"
    near = passage("nær", ["Kompasset står på broen.", "Regnet faller over havnen."])
    far = passage("fjern", ["Kompasset faller over broen.", "Regnet står på havnen."])
    for order in ([far, near], [near, far]):
        found = retrieve(understand(text, SOURCES), vector(text), Level(order))
        assert [evidence.passage.id for evidence in found.evidence] == ["nær", "fjern"]
        assert found.evidence[0].score - found.evidence[1].score == pytest.approx(SENTENCE)


def test_at_most_ten_and_an_empty_index_gives_none() -> None:
    text = "Hva sier rute 3?"
    many = [passage(f"p{n}", [f"Rute {n} går til havn {n}."]) for n in range(15)]
    assert len(retrieve(understand(text, SOURCES), vector(text), MemoryIndex(many)).evidence) == 10
    assert retrieve(understand(text, SOURCES), vector(text), MemoryIndex([])).evidence == ()
