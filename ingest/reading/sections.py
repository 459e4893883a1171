"""Headings become sections with their paths; not where headings come from."""

from collections.abc import Sequence

from ingest.document import Section
from ingest.reading.flat import FlatLine, span_of
from ingest.reading.headings import Heading
from ingest.span import span_text

BEGINNING = Section(number=None, heading="", path=(), span=())
"""What stands before a document's first heading."""


def make_sections(lines: Sequence[FlatLine], headings: Sequence[Heading], canonical: Sequence[str]) -> list[Section]:
    """Return the beginning and one section per heading, each with its path from the top."""
    sections = [BEGINNING]
    open_paths: list[tuple[int, str]] = []
    for heading in headings:
        span = span_of(lines[heading.first : heading.last + 1])
        words = span_text(span, canonical)[heading.skip :]
        number = ".".join(str(part) for part in heading.number) if heading.number else None
        while open_paths and open_paths[-1][0] >= heading.level:
            open_paths.pop()
        open_paths.append((heading.level, path_entry(number, words)))
        sections.append(Section(number, words, tuple(entry for _, entry in open_paths), span))
    return sections


def path_entry(number: str | None, words: str) -> str:
    """Return a heading as paths show it: "5.2 Tid" or "Forord"."""
    return f"{number} {words}" if number else words
