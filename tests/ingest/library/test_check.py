"""Notes held to the bibliography and to the outlines."""

from collections.abc import Callable

import pytest

from ingest.library.check import check_notes
from ingest.library.errors import NoteError
from ingest.library.notes import Note
from ingest.library.outlines import Outline, OutlineSection
from ingest.source import Source

SOURCES = {name: Source(name, (name.split("-")[0].title(),), name[-4:]) for name in ("dahl-2010", "lie-1999")}
OUTLINES = {
    "dahl-2010": Outline(
        "dahl-2010",
        ("i", "1", "2", "3"),
        (OutlineSection(None, "Forord", "i"), OutlineSection("2.1", "Ferger", "2")),
    )
}
GOOD = "Ferga går. [@dahl-2010, s. 2]\n"
ReadNote = Callable[[str], Note]


@pytest.mark.parametrize(
    "body",
    [
        GOOD,
        "Ferga går. [@dahl-2010, s. i, 3]\n",
        "Lie (1999) teller turer. [@lie-1999, s. 400–405; gjengitt i @dahl-2010, s. 1–2]\n",
    ],
)
def test_a_good_note_passes(note: ReadNote, body: str) -> None:
    check_notes([note(body)], SOURCES, OUTLINES)


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        (GOOD + "\nTekst. [@vik-2001]\n", 10, "kilden «vik-2001» står ikke i references.bib"),
        (GOOD + "\nTekst. [@lie-1999; gjengitt i @vik-2001, s. 1]\n", 10, "«vik-2001» står ikke"),
        (GOOD + "\nTekst. [@dahl-2010]\n", 10, "henvisningen til @dahl-2010 mangler sidetall"),
        (GOOD + "\nTekst. [@lie-1999; gjengitt i @dahl-2010]\n", 10, "@dahl-2010 mangler sidetall"),
        (GOOD + "\nTekst. [@dahl-2010, s. 4]\n", 10, "@dahl-2010 har ingen side 4"),
        (GOOD + "\nTekst. [@lie-1999; gjengitt i @dahl-2010, s. 4]\n", 10, "@dahl-2010 har ingen side 4"),
        (GOOD + "\nTekst. [@dahl-2010, s. 1–3]\n", 10, "har 3 sider; 2 er det meste"),
        ("Tekst. [@lie-1999]\n", 1, "kilden «dahl-2010» står i hodet, men ingen avsnitt viser til den"),
    ],
)
def test_what_does_not_exist_is_named_with_file_and_line(note: ReadNote, body: str, line: int, said: str) -> None:
    with pytest.raises(NoteError, match=said) as caught:
        check_notes([note(body)], SOURCES, OUTLINES)
    assert caught.value.line == line
    assert f"ferga.md, linje {line}:" in str(caught.value)


def test_the_heads_sources_and_sections_must_exist(note: ReadNote) -> None:
    with pytest.raises(NoteError, match=r"linje 1: kilden «dahl-2010» står ikke i references\.bib"):
        check_notes([note(GOOD)], {}, {})
    elsewhere = {"dahl-2010": Outline("dahl-2010", ("2",), (OutlineSection("3.1", "Bruer", "2"),))}
    with pytest.raises(NoteError, match=r"linje 1: kapittel «2\.1» finnes ikke i innholdsoversikten"):
        check_notes([note(GOOD)], SOURCES, elsewhere)


def test_without_an_outline_pages_and_sections_are_taken_on_trust(note: ReadNote) -> None:
    check_notes([note("Ferga går. [@dahl-2010, s. 1–3]\n")], SOURCES, {})
