"""Lines become blocks: headings, paragraphs, lists, captions and table rows, joined over pages; no sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Block, BlockKind
from ingest.reading.captions import figure_words, is_caption
from ingest.reading.flat import FlatLine, span_of, usual_width
from ingest.reading.headings import Heading, stands_alone
from ingest.reading.rows import Row
from ingest.reading.tables import find_rows

_BULLET = re.compile(r"(?:[•·*]|[-–—](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-zæøå])[.)]\s+(?=\S)")
_ENDED = re.compile(r"[.?!:…](?:[»”\"')\]]|\s)*$")
_OPENING = "«“\"'([–"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block in the making: lines that need not touch each other (a figure may stand between them)."""

    kind: BlockKind
    lines: tuple[FlatLine, ...]
    section: int
    skip: int = 0
    text: str | None = None

    def block(self) -> Block:
        return Block(self.kind, span_of(self.lines, self.skip), self.section, self.text)


def find_blocks(lines: Sequence[FlatLine], headings: Sequence[Heading], canonical: Sequence[str]) -> list[Block]:
    """Return the blocks in reading order; section 0 is what comes before the first heading."""
    width = usual_width(lines)
    starts = {heading.first: heading for heading in headings}
    taken = {place for heading in headings for place in range(heading.first, heading.last + 1)}
    rows = {row.places[0]: row for row in find_rows(lines, taken, width, canonical)}
    in_rows = {place for row in rows.values() for place in row.places}
    builder = _Builder(lines, figure_words(lines, taken | in_rows, width), width)
    for place in range(len(lines)):
        if heading := starts.get(place):
            builder.open_section(heading)
        elif row := rows.get(place):
            builder.add_row(row)
        elif place not in taken and place not in in_rows:
            builder.add_line(place)
    blocks = [draft.block() for draft in builder.drafts]
    return [block for block in blocks if any(part.start < part.end for part in block.span)]


def marker_length(text: str) -> int:
    """Return how many characters a list item's marker takes, 0 when there is none.

    >>> marker_length("• Tid"), marker_length("2. Rom"), marker_length("Rom. Tid")
    (2, 3, 0)
    """
    found = _BULLET.match(text) or _NUMBER.match(text)
    return found.end() if found else 0


class _Builder:
    """Takes lines in reading order and puts each where it belongs."""

    def __init__(self, lines: Sequence[FlatLine], figures: set[int], width: int) -> None:
        self.drafts: list[_Draft] = []
        self._lines = lines
        self._figures = figures
        self._width = width
        self._section = 0

    def open_section(self, heading: Heading) -> None:
        self._section += 1
        words = tuple(self._lines[heading.first : heading.last + 1])
        self.drafts.append(_Draft(BlockKind.HEADING, words, self._section))

    def add_row(self, row: Row) -> None:
        words = tuple(self._lines[place] for place in row.places)
        self.drafts.append(_Draft(row.kind, words, self._section, text=row.text))

    def add_line(self, place: int) -> None:
        line = self._lines[place]
        at = self._draft_for(place)
        if at is None:
            self.drafts.append(self._start(place))
        else:
            self.drafts[at] = replace(self.drafts[at], lines=(*self.drafts[at].lines, line))

    def _start(self, place: int) -> _Draft:
        line = self._lines[place]
        if place in self._figures:
            return _Draft(BlockKind.CAPTION, (line,), self._section)
        if skip := marker_length(line.text):
            return _Draft(BlockKind.LIST_ITEM, (line,), self._section, skip)
        announced = bool(self.drafts) and self.drafts[-1].kind is BlockKind.SUBHEADING  # "Problemstilling:" …
        kind = BlockKind.PARAGRAPH if announced or not self._heads(place) else BlockKind.SUBHEADING
        return _Draft(kind, (line,), self._section)

    def _heads(self, place: int) -> bool:
        """Tell whether a line is a heading without a section: alone, short, with a heading's shape."""
        line = self._lines[place]
        after = self._lines[place + 1] if place + 1 < len(self._lines) else None
        goes_on = after is not None and after.opens and after.text[0].islower()
        short = len(line.text) < 0.9 * self._width
        return stands_alone(self._lines, place) and not goes_on and short and _titled(line.text)

    def _draft_for(self, place: int) -> int | None:
        """Return the draft that a line goes on with, None when it begins one."""
        line = self._lines[place]
        if not self.drafts:
            return None
        last = len(self.drafts) - 1
        if place in self._figures:
            before = self.drafts[last]
            near = before.kind is BlockKind.CAPTION and before.lines[-1].page == line.page and not line.gap
            return last if near and not is_caption(line.text) else None
        if marker_length(line.text) and self._is_marker(place):
            return None
        at = self._open_text(line)
        if at < 0 or self.drafts[at].section != self._section:
            return None
        return at if _joins(self.drafts[at], line, self._width) else None

    def _is_marker(self, place: int) -> bool:
        """A number or dash at a line's start is a marker where it opens a group, counts on, or the text has ended."""
        line = self._lines[place]
        if (_BULLET.match(line.text) and line.text[0] not in "-–—") or line.gap or place == 0:
            return True
        before = self._lines[max(0, place - 6) : place][::-1]
        return bool(_ENDED.search(before[0].text)) or any(_counts_on(other.text, line.text) for other in before)

    def _open_text(self, line: FlatLine) -> int:
        """Return the last draft, or the last text before figures at a page's foot and the next one's head."""
        at = last = len(self.drafts) - 1
        while at >= 0 and self.drafts[at].kind is BlockKind.CAPTION and self.drafts[at].lines[-1].page >= line.page - 1:
            at -= 1
        if at < 0 or at == last:
            return at
        ended = _ENDED.search(self.drafts[at].lines[-1].text)
        return -1 if ended and self.drafts[at].lines[-1].page == line.page else at


def _titled(text: str) -> bool:
    """Tell a heading's shape: a capital first, no quotation or full stop, one word if it ends in a colon."""
    if not text[0].isupper() or text[-1] in '.,;»”")':
        return False
    return text[-1] != ":" or len(text.split()) == 1


def _counts_on(before: str, text: str) -> bool:
    one, two = _NUMBER.match(before), _NUMBER.match(text)
    if one and two and one[1].isdecimal() and two[1].isdecimal():
        return int(two[1]) == int(one[1]) + 1
    return bool(_BULLET.match(before)) and bool(_BULLET.match(text))


def _joins(draft: _Draft, line: FlatLine, width: int) -> bool:
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    before = draft.lines[-1]
    if before.page == line.page:
        return not line.gap and not _new_paragraph(draft, line, width)
    if line.page - before.page > 1:
        return False
    full = draft.kind is BlockKind.PARAGRAPH or len(before.text) > 0.8 * width
    return line.text[0].islower() or (full and not _ENDED.search(before.text))


def _new_paragraph(draft: _Draft, line: FlatLine, width: int) -> bool:
    """Without space between: the line before has ended short of the margin, or the margin moves."""
    before = draft.lines[-1]
    upper = line.text[0].isupper() or line.text[0] in _OPENING
    if draft.kind is not BlockKind.PARAGRAPH or not upper or not _ENDED.search(before.text):
        return False
    room = len(before.text) + 1 + len(line.text.split()[0]) <= 0.9 * width
    return room or line.left - before.left >= max(line.size, 2.0)
