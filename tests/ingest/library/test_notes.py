"""A note's head and paragraphs, and where what is wrong with them stands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library.errors import NoteError
from ingest.library.notes import Note, read_note, read_notes
from ingest.passage import CitedPlace

HEAD = '---\ntitle: Fjordferga\nkind: topic\nsources: [dahl-2010]\nsections: ["2.1"]\n---\n\n'
BODY = "Ferga går hver time. [@dahl-2010, s. 9]\n"
ReadNote = Callable[[str], Note]


def test_a_note_has_its_head_its_name_and_its_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "ferger" / "ruta.md"
    path.parent.mkdir()
    path.write_text(HEAD + BODY + "\nOm natta\nligger den stille. [@lie-1999; gjengitt i @dahl-2010, s. 10]\n", "utf-8")
    note = read_note(path, tmp_path)
    assert (note.name, note.title, note.kind) == ("ferger/ruta", "Fjordferga", "topic")
    assert (note.sources, note.sections) == (("dahl-2010",), ("2.1",))
    first, second = note.paragraphs
    assert note.text[first.start : first.end] == "Ferga går hver time."
    assert note.text[second.start : second.end] == "Om natta\nligger den stille."
    assert (first.line, second.line) == (8, 10)
    assert first.citations == (CitedPlace("dahl-2010", ("9",), None, ()),)
    assert second.citations == (CitedPlace("lie-1999", (), "dahl-2010", ("10",)),)


def test_several_groups_may_end_a_paragraph_and_brackets_may_stand_in_it(note: ReadNote) -> None:
    (paragraph,) = note("Ferga [den gamle] går. [@dahl-2010, s. 9]\n[@lie-1999]\n").paragraphs
    assert [place.source for place in paragraph.citations] == ["dahl-2010", "lie-1999"]


def test_notes_are_read_by_name(tmp_path: Path) -> None:
    for name in ("b/andre.md", "a/tredje.md", "b/aller-forst.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + BODY, "utf-8")
    assert [note.name for note in read_notes(tmp_path)] == ["a/tredje", "b/aller-forst", "b/andre"]


def test_a_byte_order_mark_windows_line_ends_and_loose_accents_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ferga.md"
    loose = (HEAD + "Ferga gå\u030ar. [@dahl-2010]\n").replace("gå\u030a", "ga\u030a").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + loose.encode())
    note = read_note(path, tmp_path)
    assert note.text == HEAD + "Ferga går. [@dahl-2010]\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Bare tekst. [@dahl-2010]\n", 1, "hodet mangler"),
        (HEAD, 7, "ingen avsnitt"),
        (HEAD.replace("topic", "dikt") + BODY, 3, "«kind» skal være en av"),
        (HEAD.replace("kind: topic\n", "") + BODY, 1, "hodet mangler «kind»"),
        (HEAD.replace("Fjordferga", "[a]") + BODY, 2, "«title» skal være en tekst"),
        (HEAD.replace("[dahl-2010]", "dahl-2010") + BODY, 4, "«sources» skal være en liste"),
        (HEAD.replace('"2.1"', "2.10") + BODY, 5, "«sections» skal være tekster"),
        (HEAD.replace("Fjordferga", "a: b: c") + BODY, 2, "ikke gyldig YAML"),
        (HEAD.replace("Fjordferga", '"a\x07"') + BODY, 1, "ikke gyldig YAML"),
        ("---\n- a\n---\n" + BODY, 1, "ikke gyldig YAML"),
        (HEAD + BODY + "\nUten kilde.\n", 10, "slutter ikke med en henvisning"),
        (HEAD + BODY + "\nTekst [@dahl-2010] og mer.\n", 10, "slutter ikke med en henvisning"),
        (HEAD + BODY + "\nTo [@dahl-2010] her.\nOg der. [@dahl-2010]\n", 10, "skal stå sist i avsnittet"),
        (HEAD + BODY + "\n[@dahl-2010]\n", 10, "bare en henvisning"),
        (HEAD + "To\nlinjer. [@dahl-2010]\n[@dahl-2010, s. ni]\n", 10, "«ni» er ikke et sidetall"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "ferga.md"
    path.write_text(text, "utf-8")
    with pytest.raises(NoteError, match=re.escape(said)) as caught:
        read_note(path, tmp_path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert f"ferga.md, linje {line}:" in str(caught.value)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ferga.md"
    path.write_bytes(HEAD.encode() + "Ferga går. [@dahl-2010]\n".encode("latin-1"))
    with pytest.raises(NoteError, match="UTF-8") as caught:
        read_note(path, tmp_path)
    assert caught.value.line == 8
