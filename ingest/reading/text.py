"""Plain text becomes raw pages; form feeds part pages, blank lines part paragraphs. Knows no page numbers."""

import re

from ingest.reading.canonical import clean
from ingest.reading.lines import Cell, Line, RawPage

_CELL = re.compile(r"\S+(?:[ \u00a0]{1,2}\S+)*")  # three spaces or a tab part cells
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")


def decode(data: bytes) -> str:
    """Return the text of bytes that are UTF-8 (with or without BOM), UTF-16 with BOM, or else Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def is_binary(data: bytes) -> bool:
    """Tell bytes that cannot be text: more than one in twenty is zero, and no UTF-16 mark stands first."""
    return not data.startswith((b"\xff\xfe", b"\xfe\xff")) and 20 * data.count(0) > len(data)


def text_pages(text: str) -> list[RawPage]:
    """Return the pages of a text; one last page that is empty is the end of the file, not a page."""
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return [RawPage(raw, lines_of(raw)) for raw in pages]


def lines_of(raw: str) -> tuple[Line, ...]:
    """Return the lines of a text that have any words."""
    lines: list[Line] = []
    gap = False
    for start, end in _ranges(raw):
        if not clean(raw[start:end]):
            gap = True
            continue
        words = raw[start:end]
        left = len(words) - len(words.lstrip())
        cells = tuple(Cell(start + m.start(), start + m.end(), m.start(), m.end()) for m in _CELL.finditer(words))
        lines.append(Line(start, end, gap=gap and bool(lines), left=float(left), cells=cells))
        gap = False
    return tuple(lines)


def _ranges(raw: str) -> list[tuple[int, int]]:
    ranges = []
    start = 0
    for found in _BREAK.finditer(raw):
        ranges.append((start, found.start()))
        start = found.end()
    return [*ranges, (start, len(raw))]
