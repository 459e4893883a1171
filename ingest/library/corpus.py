"""The corpus folder -> its references and notes, checked against each other; originals are read elsewhere."""

from dataclasses import dataclass
from pathlib import Path

from ingest.library.bibliography import read_bibliography
from ingest.library.check import check_notes
from ingest.library.notes import Note, read_notes
from ingest.library.outlines import read_outlines
from ingest.source import Source


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sources by id, and notes by name."""

    sources: dict[str, Source]
    notes: list[Note]


def read_corpus(folder: Path) -> Corpus:
    """Read references and notes, and see that notes, references and outlines agree.

    Raises:
        CorpusError: the first thing that does not, with file and line.
    """
    sources = read_bibliography(folder / "references.bib")
    notes = read_notes(folder / "notes")
    check_notes(notes, sources, read_outlines(folder / "outlines"))
    return Corpus(sources, notes)
