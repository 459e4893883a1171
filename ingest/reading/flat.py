"""All pages' lines in one row, each with its place in canonical text; what headings and blocks are found in."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading.canonical import Canonical
from ingest.reading.lines import Cell, RawPage
from ingest.span import PageSpan, Span


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A line of canonical text.

    Attributes:
        page, start, end: its place.
        text: its words.
        gap: stands apart from the line before, or opens a page.
        opens: first line of its page.
        left, size, bold, cells, baseline: as in `Line`, cells as places in canonical text, none if there are not two.
    """

    page: int
    start: int
    end: int
    text: str
    gap: bool
    opens: bool
    left: float
    size: float
    bold: bool
    baseline: float
    cells: tuple[Cell, ...]

    @property
    def span(self) -> PageSpan:
        """Its place."""
        return PageSpan(self.page, self.start, self.end)


def flatten(pages: Sequence[RawPage], canonical: Sequence[Canonical]) -> list[FlatLine]:
    """Return the lines of all pages, in reading order; lines without words are left out."""
    flat: list[FlatLine] = []
    for index, (page, text) in enumerate(zip(pages, canonical, strict=True)):
        opens = True
        for line, (start, end) in zip(page.lines, text.line_spans, strict=True):
            if start == end:
                continue
            flat.append(
                FlatLine(
                    page=index,
                    start=start,
                    end=end,
                    text=text.text[start:end],
                    gap=line.gap or opens,
                    opens=opens,
                    left=line.left,
                    size=line.size,
                    bold=line.bold,
                    baseline=line.baseline,
                    cells=_cells(line.cells, text, start, end) if len(line.cells) > 1 else (),
                )
            )
            opens = False
    return flat


def span_of(lines: Sequence[FlatLine], skip: int = 0) -> Span:
    """Return the one span over lines that follow each other, without the first `skip` characters."""
    parts: dict[int, PageSpan] = {}
    for line in lines:
        before = parts.get(line.page)
        parts[line.page] = PageSpan(line.page, before.start if before else line.start, line.end)
    first = lines[0].page
    parts[first] = PageSpan(first, lines[0].start + skip, parts[first].end)
    return tuple(parts[page] for page in sorted(parts))


def words_of(lines: Sequence[FlatLine], canonical: Sequence[str]) -> str:
    """Return the words of lines that follow each other on one page."""
    return canonical[lines[0].page][lines[0].start : lines[-1].end]


def usual_width(lines: Sequence[FlatLine]) -> int:
    """Return how many characters a full line has: nine in ten lines are no longer."""
    lengths = sorted(len(line.text) for line in lines)
    return max(lengths[len(lengths) * 9 // 10], 30) if lengths else 30


def _cells(cells: Sequence[Cell], text: Canonical, start: int, end: int) -> tuple[Cell, ...]:
    """Carry cells of raw text over to canonical text."""
    out = []
    for cell in cells:
        inside = [place for place in range(start, end) if cell.start <= text.raw_offsets[place] < cell.end]
        if inside:
            out.append(Cell(inside[0], inside[-1] + 1, cell.left, cell.right))
    return tuple(out)
