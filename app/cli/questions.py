"""A JSONL file of questions -> records, line by line; answers none."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import TillitskildenError


class QuestionFileError(TillitskildenError):
    """The file cannot be read, or one of its lines is no question."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One line of the file.

    Attributes:
        id: as given, or "q" and the line's number.
        question: the text; empty when the line is no question.
        has_history: earlier turns are given.
        error: what is wrong with the line, or None.
    """

    id: str
    question: str
    has_history: bool = False
    error: QuestionFileError | None = None


def read_questions(path: Path) -> Iterator[AskedQuestion]:
    """Read the questions of a file, blank lines left out; a line that is no question carries its error.

    Raises:
        QuestionFileError: the file cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"Kunne ikke lese {path}: {error}", "Oppgi en JSONL-fil i UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _read_line(line, number, path)


def _read_line(line: str, number: int, path: Path) -> AskedQuestion:
    try:
        found = json.loads(line)
    except ValueError:
        return _broken(number, path, "er ikke JSON")
    if not isinstance(found, dict) or not isinstance(found.get("question"), str) or not found["question"].strip():
        return _broken(number, path, "mangler «question»")
    history = found.get("history")
    if history is not None and not _is_history(history):
        return _broken(number, path, "har «history» som ikke er en liste av spørsmål og svar")
    return AskedQuestion(str(found.get("id") or f"q{number}"), found["question"], bool(history))


def _is_history(history: object) -> bool:
    if not isinstance(history, list):
        return False
    return all(isinstance(turn, dict) and isinstance(turn.get("question"), str) for turn in history)


def _broken(number: int, path: Path, problem: str) -> AskedQuestion:
    error = QuestionFileError(
        f"Linje {number} i {path.name} {problem}.", 'Skriv én post per linje: {"id": "q1", "question": "…"}.'
    )
    return AskedQuestion(f"q{number}", "", error=error)
