"""The lines of a page as every format gives them: where they stand in the raw text; not what they mean."""

from dataclasses import dataclass

CharBox = tuple[float, float, float, float]
"""(left, top, right, bottom) in points, origin at the page's top left corner."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line: its range of characters, and where it begins and ends across the page (as `Line.left`)."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        start, end: half-open range in the page's raw text, line break left out.
        gap: a blank line, or more than the usual distance, stands before it.
        left: where its first character stands, in points or in characters of leading space.
        size: height of its letters in points; 0 where the format knows none.
        bold: heavier than ordinary text.
        cells: what wide gaps divide it into; at most one where there are none.
        baseline: distance from the page's top in points; 0 where the format knows none.
    """

    start: int
    end: int
    gap: bool = False
    left: float = 0.0
    size: float = 0.0
    bold: bool = False
    cells: tuple[Cell, ...] = ()
    baseline: float = 0.0


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as its reader found it: lines in reading order, the label that the file itself gives, or None."""

    raw: str
    lines: tuple[Line, ...]
    label: str | None = None
    char_boxes: tuple[CharBox | None, ...] | None = None
    size: tuple[float, float] | None = None

    def text(self, line: Line) -> str:
        """Return a line as it stands in the raw text."""
        return self.raw[line.start : line.end]
