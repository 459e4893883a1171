"""What only a browser shows, over invented answers: nothing fetched, nothing rendered, nothing clipped, no English."""

import pytest
from fake_library import HTML_QUESTION, REPORT, SKJEMA, UNKNOWN
from playwright.sync_api import expect
from serving import ROOT, Open, Serve, ask, picture

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def address(browser: object, serve: Serve) -> str:
    return serve(ROOT / "tests" / "browser" / "fake_chat.py")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844), (320, 640)])
def test_nothing_is_clipped(address: str, open_page: Open, width: int, height: int, scheme: str) -> None:
    page = open_page(address, width=width, height=height, scheme=scheme)
    expect(page.get_by_text("Prøv for eksempel")).to_be_visible()
    picture(page, f"empty-{width}-{scheme}")
    ask(page, SKJEMA)
    page.get_by_text("Kilde 1:").click()
    expect(page.locator("mark:visible")).to_have_text([REPORT])
    picture(page, f"answer-{width}-{scheme}")
    ask(page, UNKNOWN)
    expect(page.get_by_text("Kildene svarer ikke på dette.")).to_be_visible()
    picture(page, f"abstention-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "e => e.clientWidth && e.scrollWidth > e.clientWidth + 1"
    elements = "[...document.querySelectorAll('[data-testid=stMainBlockContainer] [class^=tk-]')]"
    assert page.evaluate(f"{elements}.length") > 20
    assert page.evaluate(f"{elements}.filter({wide}).map(e => e.className + ': ' + e.innerText)") == []


def test_markup_of_others_stays_text_and_fetches_nothing(address: str, open_page: Open) -> None:
    page = open_page(address)
    ask(page, HTML_QUESTION)
    page.get_by_text("Kilde 1:").click()
    expect(page.locator("mark:visible")).to_be_visible()
    expect(
        page.locator("img[src*='ond.example'], a[href*='ond.example'], .tk-passage img, .tk-question script")
    ).to_have_count(0)
    picture(page, "markup")


def test_a_text_that_is_too_long_comes_back_into_the_field(address: str, open_page: Open) -> None:
    page = open_page(address)
    ask(page, "ord " * 300 + "slutt")
    expect(page.get_by_text("grensen er 1000")).to_be_in_viewport()
    expect(page.get_by_test_id("stChatInputTextArea")).to_have_value("ord " * 300 + "slutt")


def test_an_answer_is_read_from_its_question_on(address: str, open_page: Open) -> None:
    page = open_page(address, width=390, height=844)
    for number in (1, 2):
        ask(page, SKJEMA)
        expect(page.get_by_text("Kilde 4:")).to_have_count(number)
        page.wait_for_timeout(2000)  # nobody asks again sooner
    top = page.locator(".tk-question").nth(1).evaluate("element => element.getBoundingClientRect().top")
    assert 60 <= top <= 120  # below the bar that hides what is scrolled away
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_in_viewport()


def test_the_document_is_norwegian_and_so_are_its_labels(address: str, open_page: Open) -> None:
    page = open_page(address)
    ask(page, SKJEMA)
    expect(page.get_by_text("Kilde 4:")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.get_by_role("button", name="Slett samtalen").click()
    expect(page.get_by_text("Samtalen er slettet.")).to_be_visible()
    names = {element.get_attribute("aria-label") for element in page.locator("[aria-label]").all()}
    english = {"Sidebar", "Collapse sidebar", "Send message", "Close", "Notifications"}
    assert not names & english, names
    assert not [name for name in names if name and name.startswith("Chat message")]


def test_no_file_of_ours_answers_as_a_page(address: str, open_page: Open) -> None:
    page = open_page(address)
    expect(page.get_by_text("Prøv for eksempel")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
