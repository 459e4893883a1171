"""A JSONL or TSV file of a suite -> its records; does not know which file is wanted, or what a grade is good for."""

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from app.engine.question import has_words
from evals.suite.errors import SuiteError, SuiteLineError

Record = dict[str, object]
GRADE = re.compile(r"-?\d+")
COLUMNS = (3, 4)  # question, document, grade; TREC has a column between the first two that nobody reads


def read_documents(path: Path) -> dict[str, str]:
    """Read the text of each document by its id; a title that the text does not begin with is put above it.

    Raises:
        SuiteLineError: a line that is no document, or an id that stands twice.
        SuiteError: the file cannot be opened.
    """
    found: dict[str, str] = {}
    for line, record in _records(path):
        name, text = _id_and_text(record, path, line, found)
        title = record.get("title") or ""
        if not isinstance(title, str):
            raise SuiteLineError(path, line, "«title» er ikke tekst")
        found[name] = text if text.startswith(title) else f"{title}\n\n{text}"
    return found


def read_queries(path: Path) -> dict[str, str]:
    """Read the text of each question by its id.

    Raises:
        SuiteLineError: a line that is no question, or an id that stands twice.
        SuiteError: the file cannot be opened.
    """
    found: dict[str, str] = {}
    for line, record in _records(path):
        name, text = _id_and_text(record, path, line, found)
        if not has_words(text):
            raise SuiteLineError(path, line, f"spørsmålet «{name}» har ingen ord")
        found[name] = text.strip()
    return found


def read_judgements(path: Path, queries: Collection[str], documents: Collection[str]) -> dict[str, dict[str, int]]:
    """Read the grades of documents by question; a first line whose last column is no number is a heading.

    Args:
        path: lines of question, document and grade, or as TREC has them; parted by tabs, or by blanks where a line
            has no tab.
        queries, documents: the ids that there are.

    Raises:
        SuiteLineError: a line of another form, an id that there is not, or a pair with two different grades.
        SuiteError: the file cannot be opened.
    """
    found: dict[str, dict[str, int]] = {}
    for line, text in _lines(path):
        columns = [column.strip() for column in (text.split("\t") if "\t" in text else text.split())]
        if len(columns) not in COLUMNS:
            raise SuiteLineError(path, line, f"{len(columns)} kolonner, men det skal være tre eller fire")
        query, document, grade = columns[0], columns[-2], columns[-1]
        if not GRADE.fullmatch(grade):
            if line == 1:
                continue
            raise SuiteLineError(path, line, f"karakteren «{grade}» er ikke et heltall")
        for kind, name, known in (("spørsmålet", query, queries), ("dokumentet", document, documents)):
            if name not in known:
                raise SuiteLineError(path, line, f"{kind} «{name}» finnes ikke")
        if found.setdefault(query, {}).setdefault(document, int(grade)) != int(grade):
            raise SuiteLineError(path, line, f"«{query}» og «{document}» har to ulike karakterer")
    return found


def _id_and_text(record: Record, path: Path, line: int, taken: Collection[str]) -> tuple[str, str]:
    name, text = record.get("_id"), record.get("text")
    if isinstance(name, bool) or not isinstance(name, (str, int)) or name == "":
        raise SuiteLineError(path, line, "«_id» mangler")
    if not isinstance(text, str):
        raise SuiteLineError(path, line, "«text» mangler eller er ikke tekst")
    if str(name) in taken:
        raise SuiteLineError(path, line, f"id «{name}» er brukt før")
    return str(name), text


def _records(path: Path) -> Iterator[tuple[int, Record]]:
    for line, text in _lines(path):
        try:
            record = json.loads(text)
        except ValueError as error:
            raise SuiteLineError(path, line, "ikke JSON") from error
        if not isinstance(record, dict):
            raise SuiteLineError(path, line, "ikke et JSON-objekt")
        yield line, record


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines that are not blank, with their numbers from 1."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SuiteError(f"Kunne ikke lese {path}: {error.strerror}.", "Se etter at filen finnes.") from error
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise SuiteLineError(path, number, "ikke lagret som UTF-8") from error
        if text.strip():
            yield number, text
