"""A note as a document: spans that give back their text, and the voices of the works that a sentence names."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.library.note_document import note_document
from ingest.library.notes import Note, read_note
from ingest.passage import CitedPlace
from ingest.source import Source
from ingest.span import span_text
from ingest.voice import Voice

SOURCES = {
    "dahl-2010": Source("dahl-2010", ("Dahl",), "2010"),
    "lie-1999": Source("lie-1999", ("Lie", "Berg"), "1999"),
    "lie-2005": Source("lie-2005", ("Lie",), "2005"),
    "vik": Source("vik", ("Vik",), ""),
    "ruteboka-2001": Source("ruteboka-2001", (), "2001", title="Ruteboka"),
}
HEAD = '---\ntitle: Fjordferga\nkind: topic\nsources: [dahl-2010]\nsections: ["2.1"]\n---\n\n'
BOTH = "[@dahl-2010, s. 9] [@lie-1999, s. 4; gjengitt i @dahl-2010, s. 9]"
AUTHOR = Voice("author", "dahl-2010")
REPORTED = Voice("reported", "lie-1999", "dahl-2010")
ReadNote = Callable[[str], Note]


def by_full_stop(text: str, language: str) -> list[tuple[int, int]]:
    """Sentences end where a full stop is followed by a space or nothing."""
    return [found.span() for found in re.finditer(r"\S.*?(?:\.(?= |$)|$)", text)]


def test_a_paragraph_is_a_passage_and_its_sentences_carry_its_citations(note: ReadNote) -> None:
    read, split = note_document(
        note("Ferga går.\nDen  er full. [@dahl-2010, s. 9]\n\nNatta er stille. [@dahl-2010, s. 2]\n"),
        SOURCES,
        by_full_stop,
    )
    assert read.pages[0].canonical == "Ferga går. Den er full. Natta er stille."
    assert [sentence.text for sentence in split.sentences] == ["Ferga går.", "Den er full.", "Natta er stille."]
    assert [(p.text, p.first, p.last, p.kind) for p in split.passages] == [
        ("Ferga går. Den er full.", 0, 1, "note"),
        ("Natta er stille.", 2, 2, "note"),
    ]
    assert [sentence.block for sentence in split.sentences] == [0, 0, 1]
    assert split.sentences[1].citations == (CitedPlace("dahl-2010", ("9",), None, ()),)
    assert (read.pages[0].label, read.sections[0].heading) == (None, "Fjordferga")


@pytest.mark.parametrize(
    ("sentence", "citations", "voices"),
    [
        ("Ferga går.", "[@dahl-2010, s. 9]", (AUTHOR,)),
        ("Lie og Berg (1999) teller turer.", BOTH, (REPORTED,)),
        ("Etter Dahls (2010) syn er ferga full.", BOTH, (AUTHOR,)),
        ("Lie og Berg (1999) teller, og Dahl (2010) tviler.", BOTH, (AUTHOR, REPORTED)),
        ("Ingen er nevnt her.", BOTH, (AUTHOR, REPORTED)),
        ("Lie (2005) er et annet år.", BOTH, (AUTHOR, REPORTED)),
        ("MacDahl (2010) er en annen.", BOTH, (AUTHOR, REPORTED)),
        ("Vik sier det samme.", "[@vik] [@dahl-2010]", (Voice("author", "vik"),)),
        ("Ruteboka sier det samme.", "[@ruteboka-2001] [@dahl-2010]", (Voice("author", "ruteboka-2001"),)),
        ("To sider, ett verk.", "[@dahl-2010, s. 1] [@dahl-2010, s. 9]", (AUTHOR,)),
        ("Ukjent kilde.", "[@ukjent-1990]", (Voice("author", "ukjent-1990"),)),
    ],
)
def test_the_voice_is_the_named_work_or_else_every_cited_one(
    note: ReadNote, sentence: str, citations: str, voices: tuple[Voice, ...]
) -> None:
    _, split = note_document(note(f"{sentence} {citations}\n"), SOURCES, by_full_stop)
    assert [said.voices for said in split.sentences] == [voices]


def test_identity_follows_the_bytes_and_the_place(note: ReadNote) -> None:
    text = "Ferga går. [@dahl-2010]\n\nFerga går. [@dahl-2010]\n"
    read, split = note_document(note(text), SOURCES, by_full_stop)
    again, same = note_document(note(text), SOURCES, by_full_stop)
    assert (read, split) == (again, same)
    assert len({passage.id for passage in split.passages}) == 2
    changed, other = note_document(note(text.replace("2010]", "2010, s. 1]")), SOURCES, by_full_stop)
    assert changed.version != read.version
    assert {passage.id for passage in other.passages}.isdisjoint(passage.id for passage in split.passages)


WORDS = st.text(st.characters(blacklist_characters="[]@", blacklist_categories=("Cs", "Cc", "Z")), min_size=1)
GAPS = st.sampled_from([" ", "  ", "\n", "\t", " \n", "\u00a0"])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=8))
    return "".join(part for word in words for part in (word, draw(st.sampled_from(["", "."])), draw(GAPS)))


@given(st.lists(paragraphs(), min_size=1, max_size=4))
def test_every_span_gives_back_its_text(bodies: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ferga.md")
        path.write_bytes((HEAD + "\n\n".join(f"{body}[@dahl-2010]" for body in bodies) + "\n").encode())
        written = read_note(path, Path(folder))
        read, split = note_document(written, SOURCES, by_full_stop)
    (page,) = read.pages
    quoted = [*((said.span, said.text) for said in split.sentences), *((p.span, p.text) for p in split.passages)]
    for span, text in quoted:
        assert span_text(span, [page.canonical]) == text
        assert text == text.strip() != ""
    assert [passage.text for passage in split.passages] == [
        " ".join(written.text[paragraph.start : paragraph.end].split()) for paragraph in written.paragraphs
    ]
    assert len(page.raw_offsets) == len(page.canonical) + 1
    assert list(page.raw_offsets) == sorted(page.raw_offsets)
    for sign, offset in zip(page.canonical, page.raw_offsets[:-1], strict=True):
        assert page.raw[offset] == sign or (sign == " " and page.raw[offset].isspace())
