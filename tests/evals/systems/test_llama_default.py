"""LlamaIndex's default over texts whose vectors can be foretold."""

from evals.systems.llama_default import PlainText, llama_default
from tests.evals.conftest import WordEmbedding

TEXTS = [
    PlainText("s", "original", ("s:iv",), "Fergene går hver time."),
    PlainText("s", "original", ("s:1",), "Mannskapet setter opp vaktene."),
    PlainText("s", "note", ("s:1", "s:2"), "Skjemaene ble færre."),
    *[PlainText("s", "original", (f"s:{n}",), f"Havn nummer {n} ligger i nord.") for n in range(10, 14)],
]


def test_the_nearest_text_comes_first_with_its_pages_and_words() -> None:
    system = llama_default(TEXTS, WordEmbedding())
    assert system.name == "llamaindex"
    found = system.ask("skjema", "Skjemaene ble færre.")
    first = found.found[0]
    assert (first.source, first.kind, first.pages, first.text) == ("s", "note", ("s:1", "s:2"), "Skjemaene ble færre.")
    assert system.ask("ferge", "Fergene går hver natt.").found[0].pages == ("s:iv",)  # three words of four


def test_it_retrieves_five_and_does_not_answer() -> None:
    found = llama_default(TEXTS, WordEmbedding()).ask("havn", "Havn nummer 12 ligger i nord.")
    assert len(found.found) == 5
    assert len({one.id for one in found.found}) == 5
    assert {one.pages for one in found.found[:4]} == {("s:10",), ("s:11",), ("s:12",), ("s:13",)}
    assert found.found[0].pages == ("s:12",)
    assert (found.case, found.answers, found.abstained, found.said) == ("havn", False, False, ())
    assert found.milliseconds > 0


def test_what_is_embedded_is_the_text_alone() -> None:
    embedding = WordEmbedding()
    llama_default(TEXTS, embedding)
    assert sorted(embedding.embedded) == sorted(plain.text for plain in TEXTS)


def test_a_long_page_is_divided_by_the_default_splitter_and_each_part_knows_its_page() -> None:
    long = PlainText("s", "original", ("s:9",), " ".join(f"Rute {n} går mot havn {n}." for n in range(150)))
    embedding = WordEmbedding()
    found = llama_default([long, *TEXTS], embedding).ask("rute", "Rute går mot havn").found
    parts = [one for one in found if one.pages == ("s:9",)]
    assert len(parts) == len(embedding.embedded) - len(TEXTS) > 1
    assert len({one.text for one in parts}) == len(parts)
    assert all(one.text in long.text for one in parts)
