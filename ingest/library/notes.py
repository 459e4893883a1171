"""A note's file -> its head and paragraphs with their citations; does not split sentences or check pages."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.library.cite import GROUP, CitationError, read_group
from ingest.library.errors import NoteError
from ingest.passage import CitedPlace

KINDS = ("section", "source", "topic", "glossary")
HEAD = re.compile(r"---\n(?P<yaml>.*?)\n---\n", re.DOTALL)
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
TAIL = re.compile(r"(?:\s*\[[^\[\]]*@[^\[\]]*\])+\s*\Z")


@dataclass(frozen=True, slots=True)
class NoteParagraph:
    """A paragraph without its citations: half-open range of the file's text, its first line, what it cites."""

    start: int
    end: int
    line: int
    citations: tuple[CitedPlace, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands in its file.

    Attributes:
        path: the file.
        name: its path below corpus/notes, without ".md".
        title, kind, sources, sections: from its head; kind is one of `KINDS`.
        text: the whole file, NFC.
        paragraphs: in order.
    """

    path: Path
    name: str
    title: str
    kind: str
    sources: tuple[str, ...]
    sections: tuple[str, ...]
    text: str
    paragraphs: tuple[NoteParagraph, ...]


def read_notes(folder: Path) -> list[Note]:
    """Read every note below a folder, by name.

    Raises:
        NoteError: the first one that does not have the form, with file and line.
    """
    return [read_note(path, folder) for path in sorted(folder.rglob("*.md"))]


def read_note(path: Path, folder: Path) -> Note:
    """Read one note.

    Raises:
        NoteError: not UTF-8, no head, a wrong field, a paragraph without a citation or with a malformed one.
    """
    data = path.read_bytes()
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise NoteError(path, data.count(b"\n", 0, error.start) + 1, "filen er ikke lagret som UTF-8") from error
    head = HEAD.match(text)
    if head is None:
        raise NoteError(path, 1, "hodet mangler (--- øverst, så title, kind, sources og sections, så ---)")
    fields = _fields(path, head["yaml"])
    paragraphs = tuple(_paragraphs(path, text, head.end()))
    if not paragraphs:
        raise NoteError(path, text.count("\n", 0, head.end()) + 1, "notatet har ingen avsnitt")
    name = path.relative_to(folder).with_suffix("").as_posix()
    return Note(
        path,
        name,
        title=str(fields["title"]),
        kind=str(fields["kind"]),
        sources=tuple(fields["sources"]),
        sections=tuple(fields["sections"]),
        text=text,
        paragraphs=paragraphs,
    )


def _fields(path: Path, head: str) -> Mapping[str, list[str]]:
    try:
        fields = yaml.safe_load(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise NoteError(path, line, "hodet er ikke gyldig YAML") from error
    lines = head.splitlines()
    if not isinstance(fields, dict):
        raise NoteError(path, 1, "hodet er ikke gyldig YAML")
    for name in ("title", "kind", "sources", "sections"):
        if name not in fields:
            raise NoteError(path, 1, f"hodet mangler «{name}»")
        line = next((number for number, line in enumerate(lines, 2) if line.startswith(f"{name}:")), 1)
        expected = list if name in {"sources", "sections"} else str
        if not isinstance(fields[name], expected):
            raise NoteError(path, line, f"«{name}» skal være {'en liste' if expected is list else 'en tekst'}")
        if expected is list and not all(isinstance(item, str) for item in fields[name]):
            raise NoteError(path, line, f'«{name}» skal være tekster; sett kapittelnumre i anførselstegn: "5.10"')
        if name == "kind" and fields[name] not in KINDS:
            raise NoteError(path, line, f"«kind» skal være en av: {', '.join(KINDS)}")
    return fields


def _paragraphs(path: Path, text: str, start: int) -> Iterator[NoteParagraph]:
    for found in PARAGRAPH.finditer(text, start):
        line = text.count("\n", 0, found.start()) + 1
        tail = TAIL.search(found[0])
        if tail is None:
            raise NoteError(path, line, "avsnittet slutter ikke med en henvisning, som [@kilde-2016, s. 27]")
        citations: list[CitedPlace] = []
        for group in GROUP.finditer(found[0], tail.start()):
            try:
                citations += read_group(group[1])
            except CitationError as error:
                raise NoteError(path, line + found[0].count("\n", 0, group.start()), str(error)) from error
        if "@" in found[0][: tail.start()]:
            raise NoteError(path, line, "henvisninger skal stå sist i avsnittet")
        if not found[0][: tail.start()].strip():
            raise NoteError(path, line, "avsnittet er bare en henvisning")
        yield NoteParagraph(found.start(), found.start() + tail.start(), line, tuple(citations))
