"""The language of short questions, all invented."""

import time

import pytest

from ingest.language import LANGUAGES, detect_language

QUESTIONS = {
    "nb": """Hva betyr det å lede med tillit?
Hvordan kan jeg begynne i min egen avdeling?
Hvem har ansvaret når noe går galt?
Hvilke møter kan vi kutte ut?
Er tillit det samme som fravær av kontroll?
Hvorfor strever mellomlederne mest?
Finnes det eksempler fra hjemmetjenesten?
Når bør de tillitsvalgte kobles på?
Hva sier forskningen om rapportering?
Kan man vedta en kultur?
Gi meg tre råd til en ny leder
Hvor lang tid tar det før man ser noe?""",
    "nn": """Kva vil det seie å leie med tillit?
Korleis kan eg starte i mi eiga avdeling?
Kven har ansvaret når noko går gale?
Kva møte kan vi kutte ut?
Er tillit det same som fråvær av kontroll?
Kvifor strevar mellomleiarane mest?
Finst det døme frå heimetenesta?
Når bør ein kople på dei tillitsvalde?
Kva seier forskinga om rapportering?
Kan ein vedta ein kultur?
Gje meg tre råd til ein ny leiar
Kor lang tid tek det før ein ser noko?""",
    "da": """Hvad betyder det at lede med tillid?
Hvordan kan jeg begynde i min egen afdeling?
Hvem har ansvaret, når noget går galt?
Hvilke møder kan vi skære væk?
Er tillid det samme som fravær af kontrol?
Hvorfor har mellemlederne det sværest?
Findes der eksempler fra hjemmeplejen?
Hvornår bør tillidsrepræsentanterne inddrages?
Hvad siger forskningen om afrapportering?
Kan man vedtage en kultur?
Giv mig tre gode råd til en ny leder
Hvor lang tid går der, før man ser noget?""",
    "sv": """Vad innebär det att leda med tillit?
Hur kan jag börja på min egen avdelning?
Vem har ansvaret när något går fel?
Vilka möten kan vi ta bort?
Är tillit detsamma som avsaknad av kontroll?
Varför har mellancheferna det svårast?
Finns det exempel från hemtjänsten?
När bör de fackliga kopplas in?
Vad säger forskningen om rapportering?
Kan man besluta om en kultur?
Ge mig tre råd till en ny chef
Hur lång tid tar det innan man ser något?""",
    "en": """What does it mean to lead with trust?
How can I begin in my own department?
Who is responsible when something goes wrong?
Which meetings can we drop?
Is trust the same as no control?
Why do middle managers struggle most?
Are there examples from home care?
When should the unions be involved?
What does research say about reporting?
Can a culture be decided?
Give me three tips for a new leader
How long before results show?""",
}


def test_nine_of_ten_short_questions_are_told_right() -> None:
    asked = [(language, line) for language, lines in QUESTIONS.items() for line in lines.splitlines()]
    wrong = [(language, line, got) for language, line in asked if (got := detect_language(line)) != language]
    assert len(asked) == 60
    assert len(wrong) <= 6, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_left_behind(language: str) -> None:
    lines = QUESTIONS[language].splitlines()
    assert sum(detect_language(line) == language for line in lines) >= 10


@pytest.mark.parametrize(
    "text", ["", "   ", "tillit", "2016", "motstand endring", "Bentzen", "NPM", "1.2 !?", "Hvem er Bentzen?"]
)
def test_keywords_and_close_calls_are_bokmal(text: str) -> None:
    assert detect_language(text) == "nb"


def test_a_long_text_is_told_by_its_beginning() -> None:
    assert detect_language("We met every week and talked about the work. " * 400) == "en"


def test_a_question_takes_under_two_milliseconds() -> None:
    detect_language("Hva nå?")
    started = time.perf_counter()
    for _ in range(50):
        detect_language("Hvordan kan vi gjøre dette bedre neste år?")
    assert (time.perf_counter() - started) / 50 < 0.002
