"""What can be wrong in the corpus folder, with file and line."""

from pathlib import Path

from ingest.errors import TillitskildenError


class CorpusError(TillitskildenError):
    """A file of the corpus does not have its form; `path` and `line` (from 1) say where."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}, linje {line}: {problem}", f"Rett filen {path} og prøv igjen.")
        self.path = path
        self.line = line


class BibliographyError(CorpusError):
    """references.bib cannot be read."""


class NoteError(CorpusError):
    """A note does not have the form of a note."""


class OutlineError(CorpusError):
    """An outline does not have the form of an outline."""
