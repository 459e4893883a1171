"""What can be wrong with a suite's folder, said with file and line."""

from pathlib import Path

from ingest.errors import TillitskildenError


class SuiteError(TillitskildenError):
    """A folder is not a suite that can be run as asked."""


class SuiteLineError(SuiteError):
    """A file of the suite does not have its form; `path` and `line` (from 1) say where."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}, linje {line}: {problem}.", f"Rett filen {path} og prøv igjen.")
        self.path = path
        self.line = line
