"""Whose voice an answer lets speak."""

from evals.case import Voice
from evals.measures.voices import voice_is_right
from evals.outcome import Said
from tests.evals.conftest import said

AUTHOR = Voice(kind="author")
BERG = Voice(kind="reported", source="berg-2015", via="joner-2022")


def answer(*voices: str) -> list[Said]:
    """Make a statement a word; "+" puts two voices in one."""
    return [said("Noe.", voices=both.split("+")) for both in voices]


def test_the_only_voice_is_the_right_one_or_not() -> None:
    assert voice_is_right(BERG, answer("reported:berg-2015"))
    assert not voice_is_right(BERG, answer("reported:lind-2018"))
    assert voice_is_right(AUTHOR, answer("author:joner-2022"))


def test_an_author_is_no_reported_work_and_the_other_way_round() -> None:
    assert not voice_is_right(AUTHOR, answer("reported:joner-2022"))
    assert not voice_is_right(BERG, answer("author:berg-2015"))


def test_it_speaks_as_often_as_any_other() -> None:
    assert voice_is_right(BERG, answer("reported:berg-2015", "author:joner-2022"))
    assert voice_is_right(BERG, answer("reported:berg-2015", "author:joner-2022", "reported:berg-2015"))
    assert not voice_is_right(BERG, answer("reported:berg-2015", "author:joner-2022", "author:joner-2022"))


def test_each_other_voice_is_counted_by_itself() -> None:
    assert voice_is_right(BERG, answer("reported:berg-2015", "author:joner-2022", "reported:lind-2018"))


def test_two_voices_of_one_statement_both_speak() -> None:
    assert voice_is_right(BERG, answer("author:joner-2022+reported:berg-2015"))


def test_nobody_speaks() -> None:
    assert not voice_is_right(AUTHOR, [])
    assert not voice_is_right(AUTHOR, answer(""))
