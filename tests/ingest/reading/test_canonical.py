import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from odd_text import ODD

from ingest.reading.canonical import Canonical, canonicalise, clean
from ingest.reading.lines import Line
from ingest.reading.text import lines_of
from ingest.span import JOINED_WORD


def whole(raw: str, last: str = "") -> Canonical:
    lines = lines_of(raw)
    return canonicalise(raw, lines, [" "] * (len(lines) - 1) + [last] if lines else [])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("båt\u00a0og\u2009 kai\t her", "båt og kai her"),
        ("\uf0b7 en\n\x00 to\n▪ tre", "• en • to • tre"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("fer\u00adje\u200bkai", "ferjekai"),
        ("\ufeff  først\r\n\r\nsist  ", "først sist"),
        ("", ""),
    ],
)
def test_signs(raw: str, expected: str) -> None:
    assert whole(raw).text == expected


def test_the_map_leads_back_to_where_a_character_starts() -> None:
    found = whole("a\u030a  b\n c")
    assert found.text == "å b c"
    # å starts at 0; the space at 2 (the first of two); b at 4; the joint where its line ends, 5; c at 7; the end is 8
    assert found.raw_offsets == (0, 2, 4, 5, 7, 8)


def test_joints() -> None:
    raw = "led-\nelse og drifts-\nog Lund-\nBerg"
    found = canonicalise(raw, lines_of(raw), ["join", " ", "", ""])
    assert found.text == "ledelse og drifts- og Lund-Berg"
    assert [found.text[start:end] for start, end in found.line_spans] == ["led", "else og drifts-", "og Lund-", "Berg"]


@pytest.mark.parametrize(("joint", "expected"), [("join", "båt" + JOINED_WORD), ("glue", "båt-" + JOINED_WORD)])
def test_a_word_that_goes_on_overleaf(joint: str, expected: str) -> None:
    found = canonicalise("båt-", (Line(0, 4),), (joint,))
    assert found.text == expected
    assert len(found.raw_offsets) == len(found.text) + 1


@given(ODD)
def test_offsets_never_fall_and_have_an_end(raw: str) -> None:
    found = whole(raw)
    assert len(found.raw_offsets) == len(found.text) + 1
    assert all(one <= two for one, two in pairwise(found.raw_offsets))
    assert all(0 <= offset <= len(raw) for offset in found.raw_offsets)


@given(ODD)
def test_every_character_comes_from_its_place(raw: str) -> None:
    found = whole(raw)
    for place, sign in enumerate(found.text):
        start, end = found.raw_offsets[place], found.raw_offsets[place + 1]
        if end > start and sign not in " •":
            assert sign in unicodedata.normalize("NFC", clean(raw[start:end]))


@given(ODD)
def test_canonical_text_is_canonical(raw: str) -> None:
    text = whole(raw).text
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert "  " not in text and text == text.strip()


@given(ODD)
def test_lines_are_found_in_order(raw: str) -> None:
    found = whole(raw)
    spans = [span for span in found.line_spans if span[0] < span[1]]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(found.text[start:end] == found.text[start:end].strip() for start, end in spans)
