"""A small invented corpus: one file written, one value read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library.notes import Note, read_note

HEAD = '---\ntitle: Fjordferga\nkind: topic\nsources: [dahl-2010]\nsections: ["2.1"]\n---\n\n'
Write = Callable[[str], Path]
ReadNote = Callable[[str], Note]


@pytest.fixture
def bib(tmp_path: Path) -> Write:
    """Write references.bib."""

    def write(text: str) -> Path:
        path = tmp_path / "references.bib"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def outline_file(tmp_path: Path) -> Write:
    """Write the outline of dahl-2010."""

    def write(text: str) -> Path:
        path = tmp_path / "dahl-2010.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def note(tmp_path: Path) -> ReadNote:
    """Read a note with a good head before the given paragraphs; the first of them stands on line 8."""

    def read(body: str) -> Note:
        path = tmp_path / "ferga.md"
        path.write_text(HEAD + body, encoding="utf-8")
        return read_note(path, tmp_path)

    return read
