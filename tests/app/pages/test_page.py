"""Every state of the chat page, drawn by Streamlit's own test driver."""

from collections.abc import Callable

import pytest
import streamlit as st
from chat_page import CHAT, labels, markup
from fake_library import ENGLISH, HTML_QUESTION, LISTE, OPINION, REPORT, SKJEMA, SWEDISH, TALKS, UNKNOWN, FakeService
from streamlit.testing.v1 import AppTest

from app import wiring
from app.texts.loader import interface
from ingest.errors import TillitskildenError

TEXTS = interface()
Ask = Callable[[str], AppTest]


def test_an_empty_chat_says_what_it_stands_on_and_offers_examples(page: AppTest) -> None:
    assert not page.exception
    assert page.title[0].value == "Tillitskilden"
    assert [button.label for button in page.main.button] == list(TEXTS.examples)
    assert "I biblioteket: 1 dokument og 2 notater." in markup(page)
    assert "make ingest" in markup(page)
    assert page.sidebar.button[0].disabled


def test_an_example_is_asked_as_it_stands(page: AppTest, service: FakeService) -> None:
    page.main.button[0].click().run()
    assert service.asked == [TEXTS.examples[0]]
    assert [message.name for message in page.chat_message] == ["user", "assistant"]
    assert not page.main.button  # the examples give way


def test_an_answer_shows_marks_voices_and_sources(ask: Ask) -> None:
    page = ask(SKJEMA)
    shown = markup(page)
    assert not page.exception
    assert [label.partition(" – «")[0] for label in labels(page)] == [
        "Kilde 1: Berg og Lund (2015), gjengitt i Dahl (2020, s. 33–34)",
        "Kilde 2: Berg og Lund (2015), gjengitt i vårt notat til Dahl (2020), s. 33",
        "Kilde 3: Dahl (2020, s. 34), forfatterens eget syn",
        "Kilde 4: Lind (2018, s. 5), forfatterens eget syn",
    ]
    assert labels(page)[0].endswith(" – «Skjemaene ble færre da avdelingen fikk velge selv.»")
    assert shown.index(">[1]<") < shown.index(">[2]<") < shown.index(">[3]<") < shown.index(">[4]<")
    assert "svak dekning i kilden" in shown
    assert "ikke funnet igjen i kilden" in shown
    assert "forfatterens eget syn · på svensk" in shown
    assert "på bokmål" not in shown  # the question's own language goes without saying
    assert f'<span class="tk-words" lang="sv">{SWEDISH}</span>' in shown


def test_a_citation_opens_its_passage_with_the_cited_sentence_marked(ask: Ask) -> None:
    opened = ask(SKJEMA).expander[0].html[0].body
    assert f"<mark>{REPORT}</mark>" in opened
    assert opened.count("<mark>") == 1
    assert opened.count(f"<span>{TALKS}</span>") == 2
    assert "<dd>33–34</dd>" in opened
    assert "4 Drøfting › 4.1 Hverdagen" in opened
    assert "dahl-2020.pdf" in opened


def test_a_list_is_a_list(ask: Ask) -> None:
    shown = markup(ask(LISTE))
    assert shown.count('<li class="tk-statement">') == 2


def test_the_frame_follows_the_language_of_the_question(ask: Ask) -> None:
    page = ask(ENGLISH)
    assert labels(page)[0].startswith("Source 1: Berg and Lund (2015), as reported in Dahl (2020, pp. 33–34) – «")
    assert "in Norwegian (Bokmål)" in markup(page)


def test_an_abstention_opens_the_three_nearest_passages_and_marks_nothing(ask: Ask) -> None:
    page = ask(UNKNOWN)
    assert "Kildene svarer ikke på dette." in markup(page)
    assert labels(page) == [
        "Avsnitt 1: Dahl (2020, s. 33–34)",
        "Avsnitt 2: Lind (2018, s. 5)",
        "Avsnitt 3: Vårt notat til Dahl (2020), s. 33",
    ]
    assert OPINION in page.expander[0].html[0].body
    assert "<mark>" not in markup(page)


def test_markup_in_question_and_passage_is_shown_and_not_rendered(ask: Ask) -> None:
    page = ask(HTML_QUESTION)
    shown = markup(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **fet**" in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "<script" not in shown and "<img" not in shown and "<b>" not in shown
    assert not page.markdown
    assert page.expander[0].label.startswith(r"Kilde 1\: \!\[x\]\(http")


def test_deleting_ends_the_conversation(ask: Ask) -> None:
    page = ask(SKJEMA)
    page.sidebar.button[0].click().run()
    assert not page.chat_message
    assert [toast.value for toast in page.toast] == [TEXTS.conversation_deleted]
    assert [button.label for button in page.main.button] == list(TEXTS.examples)


def test_two_questions_are_both_kept_and_asked_once(ask: Ask, service: FakeService) -> None:
    ask(SKJEMA)
    page = ask(UNKNOWN)
    assert service.asked == [SKJEMA, UNKNOWN]
    assert [message.name for message in page.chat_message] == ["user", "assistant"] * 2


def test_two_visitors_see_their_own_conversation(ask: Ask) -> None:
    ask(SKJEMA)
    other = AppTest.from_file(str(CHAT), default_timeout=20).run()
    assert not other.chat_message
    assert [button.label for button in other.main.button] == list(TEXTS.examples)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("   ", TEXTS.no_words),
        ("🙂🙂 ?!", TEXTS.no_words),
        ("å" * 1001, TEXTS.too_long.format(length=1001, limit=1000)),
        ("å" * 20_001, TEXTS.too_long_to_keep.format(length="20 001", limit=1000)),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(ask: Ask, service: FakeService, typed: str, words: str) -> None:
    page = ask(typed)
    assert not page.exception
    assert words in markup(page)
    assert not service.asked and not page.chat_message


def test_a_refusal_is_said_once(ask: Ask) -> None:
    ask("🙂")
    assert TEXTS.no_words not in markup(ask(SKJEMA))


def test_a_thousand_characters_are_asked(ask: Ask, service: FakeService) -> None:
    ask("å" * 1000)
    assert service.asked == ["å" * 1000]


def test_a_question_that_fails_says_what_mends_it_and_can_be_asked_again(ask: Ask, service: FakeService) -> None:
    service.problem = TillitskildenError("Indeksen er <skadet>.", "Kjør `make ingest` og prøv igjen.")
    page = ask(SKJEMA)
    assert not page.exception
    assert "Indeksen er &lt;skadet&gt;." in markup(page)
    assert "Kjør <code>make ingest</code> og prøv igjen." in markup(page)
    assert '<pre class="tk-commands"><code>make ingest</code></pre>' in markup(page)
    service.problem = None
    page.main.button[0].click().run()
    assert labels(page)[0].startswith("Kilde 1: Berg og Lund")
    assert TEXTS.problem_heading not in markup(page)


@pytest.mark.parametrize(
    ("message", "remedy"),
    [
        ("Det finnes ingen indeks ennå.", "make ingest"),
        ("Indeksen er laget med en annen modell.", "Kjør `make ingest`."),
        ("Indeksen er skadet.", "Kjør `make ingest` og prøv igjen."),
        ("Vektene mangler.", ""),
    ],
)
def test_without_an_index_the_page_lives_and_recovers(
    service: FakeService, monkeypatch: pytest.MonkeyPatch, message: str, remedy: str
) -> None:
    def missing() -> wiring.AskingService:
        raise TillitskildenError(message, remedy)

    monkeypatch.setattr(wiring, "open_service", missing)
    page = AppTest.from_file(str(CHAT), default_timeout=20).run()
    assert not page.exception
    assert message in markup(page)
    assert ('<pre class="tk-commands"><code>make ingest</code></pre>' in markup(page)) == bool(remedy)
    page.chat_input[0].set_value(SKJEMA).run()
    assert [each.name for each in page.chat_message] == ["user"]  # kept, and answered once that is possible
    monkeypatch.setattr(wiring, "open_service", lambda: service)
    page.main.button[-1].click().run()
    assert message not in markup(page)
    assert labels(page)[0].startswith("Kilde 1: Berg og Lund")


def test_a_service_is_opened_once(page: AppTest, service: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []

    def counted() -> wiring.AskingService:
        opened.append(1)
        return service

    monkeypatch.setattr(wiring, "open_service", counted)
    st.cache_resource.clear()
    for question in (SKJEMA, UNKNOWN):
        page.chat_input[0].set_value(question).run()
    assert len(opened) == 1


def test_after_a_failure_the_service_is_opened_anew(
    ask: Ask, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.problem = TillitskildenError("Indeksen er skadet.", "make ingest")
    page = ask(SKJEMA)
    monkeypatch.setattr(wiring, "open_service", FakeService)  # the broken one would go on failing
    page.main.button[0].click().run()
    assert labels(page)[0].startswith("Kilde 1: Berg og Lund")
