"""Which sentences tell something, and which lean on the one before."""

import pytest

from app.engine.manner import leans, tells


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mannskapet setter opp vaktene.", True),
        ("Hvem setter opp vaktene?", False),
        ("«Hvem setter opp vaktene?»", False),
        ("I dette kapittelet vil jeg se på vaktene.", False),
        ("Jeg vil diskutere vaktene.", False),
        ("Dahl (2020) spør hvordan vaktene settes opp.", False),
        ("Mange spør om vaktene.", True),
        ("På nynorsk heter vakt «vakt», på dansk «vagt».", False),
    ],
)
def test_questions_and_announcements_tell_nothing(text: str, says: bool) -> None:
    assert tells(text) is says


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("Dette gir ro om bord.", True),
        ("Hun mener at skjemaene er færre.", True),
        ("De står overfor mye.", True),
        ("De, derimot, seiler.", True),
        ("Desember er mørk.", False),
        ("Hansen setter opp vaktene.", False),
        ("Mannskapet mener dette.", False),
    ],
)
def test_a_first_word_that_points_back_leans(text: str, leaning: bool) -> None:
    assert leans(text) is leaning
