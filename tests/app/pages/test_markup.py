"""Labels, numbers, passages and escaping, as pure functions."""

from dataclasses import replace
from pathlib import Path

import pytest
from fake_library import BERG_IN_DAHL, DAHL, DAHL_PASSAGE, NOTE_PASSAGE, REPORT, SOURCES, cite, span, state

from app.engine.values import PageRef
from app.labels import citation_label, pages_label, voices_label, work_label
from app.pages.answer.numbers import number_citations
from app.pages.answer.passages import citation_markup, overlap
from app.pages.conversation.sidebar import size_text
from app.pages.shell.markup import first_command, plain_label, sentence_with_code
from app.texts.loader import frame, interface
from app.wiring import LibrarySize

NB = frame("nb")


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (["33"], "s. 33"),
        (["33", "34"], "s. 33–34"),
        (["33", "34", "35", "40"], "s. 33–35, 40"),
        (["iv", "1"], "s. iv, 1"),
        (["33", "33"], "s. 33"),
    ],
)
def test_pages(labels: list[str], shown: str) -> None:
    assert pages_label(labels, NB) == shown


def test_english_tells_one_page_from_several() -> None:
    assert pages_label(["33"], frame("en")) == "p. 33"
    assert pages_label(["33", "34"], frame("en")) == "pp. 33–34"


def test_an_author_who_reports_and_judges_in_one_sentence_is_named_as_both() -> None:
    shown = voices_label((BERG_IN_DAHL, DAHL), "dahl-2020", ["33"], SOURCES, NB)
    assert shown == "Berg og Lund (2015), gjengitt i Dahl (2020, s. 33); Dahl (2020, s. 33), forfatterens eget syn"


def test_works_that_are_not_as_they_should_be() -> None:
    many = {"x": replace(SOURCES["berg-2015"], authors=("A", "B", "C"), year="")}
    assert work_label("x", [], many, NB) == "A mfl. (udatert)"
    assert work_label("rapport", ["3"], many, NB) == "rapport (s. 3)"
    assert work_label("rapport", [], many, NB) == "rapport"


def test_the_same_place_keeps_its_number() -> None:
    first, second = cite(DAHL_PASSAGE, 1), cite(NOTE_PASSAGE, 0)
    numbering = number_citations([state(first, second), state(second), state(first, first)])
    assert numbering.citations == (first, second)
    assert numbering.marks == ((1, 2), (2,), (1,))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert overlap(span(1, 0, 10), span(1, 9, 12))
    assert not overlap(span(1, 0, 10), span(1, 10, 12))
    assert not overlap(span(1, 0, 10), span(2, 0, 10))


def test_a_quote_that_is_not_at_its_place_is_said_to_be_missing_and_nothing_lights_up() -> None:
    lost = replace(cite(DAHL_PASSAGE, 1), spans=span(70, 0, 20))
    shown = citation_markup(lost, SOURCES, NB)
    assert NB.quote_missing in shown
    assert REPORT in shown  # the words stand there, but not where the citation says
    assert "<mark>" not in shown


def test_a_quote_of_another_version_lights_up_nothing() -> None:
    assert "<mark>" not in citation_markup(replace(cite(DAHL_PASSAGE, 1), version="older"), SOURCES, NB)


def test_a_note_says_whose_finding_it_tells() -> None:
    shown = citation_markup(cite(NOTE_PASSAGE, 0), SOURCES, NB)
    assert "<dd>Berg og Lund (2015), gjengitt i vårt notat til Dahl (2020), s. 33</dd>" in shown
    assert "<dt>Notat</dt><dd>hverdag/skjemaer</dd>" in shown


def test_a_note_that_cites_another_work_than_its_own_is_named_by_that_work() -> None:
    note = replace(cite(NOTE_PASSAGE, 0), pages=(PageRef("lind-2018", "7"),))
    assert citation_label(note, SOURCES, NB) == "Berg og Lund (2015), gjengitt i vårt notat til Lind (2018), s. 7"


def test_pages_of_other_works_are_not_taken_for_the_documents_own() -> None:
    note = replace(cite(NOTE_PASSAGE, 0), pages=(PageRef("lind-2018", "7"), PageRef("dahl-2020", "33")))
    assert citation_label(note, SOURCES, NB) == "Berg og Lund (2015), gjengitt i vårt notat til Dahl (2020), s. 33"


@pytest.mark.parametrize(
    ("remedy", "sentence", "command"),
    [
        ("make ingest", "make ingest", "make ingest"),
        ("Kjør `a b` (eller `c`).", "Kjør <code>a b</code> (eller <code>c</code>).", "a b"),
        ("Rett filen <x> og prøv igjen.", "Rett filen &lt;x&gt; og prøv igjen.", ""),
    ],
)
def test_a_remedy_is_a_sentence_and_a_command(remedy: str, sentence: str, command: str) -> None:
    assert sentence_with_code(remedy) == sentence
    assert first_command(remedy) == command


@pytest.mark.parametrize(
    ("documents", "notes", "shown"),
    [
        (0, 16, "I biblioteket: ingen dokumenter og 16 notater."),
        (1, 1, "I biblioteket: 1 dokument og 1 notat."),
        (2, 0, "I biblioteket: 2 dokumenter og ingen notater."),
    ],
)
def test_the_size_of_the_library_is_said_in_words(documents: int, notes: int, shown: str) -> None:
    assert size_text(LibrarySize(documents, notes), interface()) == shown


def test_a_label_is_read_as_plain_text() -> None:
    assert plain_label("*a* [b](http://c.d) :red[e]\n# f") == (
        "\\*a\\* \\[b\\]\\(http\u2060\\:\\/\\/c\\.d\\) \\:red\\[e\\] \\# f"
    )


def test_streamlit_finds_no_pages_of_its_own() -> None:
    pages = Path(__file__).resolve().parents[3] / "app" / "pages"
    assert [path.name for path in pages.glob("*.py")] == ["__init__.py"]
