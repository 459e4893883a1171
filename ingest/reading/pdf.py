"""PDF bytes become raw pages with letters, labels and places; which lines are headings it does not know."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.reading.errors import UnreadableDocument
from ingest.reading.gatekeeper import check_pdf
from ingest.reading.lines import Cell, CharBox, Line, RawPage

_LINE_HYPHEN = 0x02  # pdfium's sign for any hyphen at a line's end, which has no line break after it
_GAP = 1.3  # times the usual distance between lines
_CELL = 1.5  # times the letters' height
_BOLD = 600
_FEW = 8  # lines on a page that says too little of its own distances


def pdf_pages(data: bytes, name: str) -> list[RawPage]:
    """Return the pages of a PDF.

    Raises:
        UnreadableDocument: as `check_pdf`, or pdfium cannot open it.
    """
    check_pdf(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        remedy = "Lagre den som PDF på nytt fra et annet program og legg den inn igjen."
        raise UnreadableDocument(name, "filen er skadet eller ikke en PDF", remedy) from error
    try:
        pages = [_page(document, index) for index in range(len(document))]
    finally:
        document.close()
    return _with_gaps(pages)


def _page(document: pypdfium2.PdfDocument, index: int) -> RawPage:
    page = document[index]
    text = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    frame = _Frame(left, bottom, right, top, page.get_rotation())
    chars = list(_chars(text.raw, frame))
    raw = "".join(sign for sign, _, _ in chars)
    boxes = tuple(box for _, box, _ in chars)
    lines = tuple(_lines(raw, [number for _, _, number in chars], boxes, text.raw, frame))
    size = (page.get_width(), page.get_height())
    text.close()
    page.close()
    label = document.get_page_label(index) or None
    return RawPage(raw, lines, label, boxes, size)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible part of a page in PDF units, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as seen, from the top left corner."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def _chars(text: "pdfium.FPDF_TEXTPAGE", frame: _Frame) -> Iterator[tuple[str, CharBox | None, int]]:
    """Give each character, its box, and pdfium's number for it; a line-end hyphen gets its line break."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    high = 0
    for number in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, number)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        sign = "-" if code == _LINE_HYPHEN else chr(code) if code <= 0x10FFFF else "\ufffd"
        box = None
        if not sign.isspace() and pdfium.FPDFText_GetCharBox(text, number, left, right, bottom, top):
            (x0, y0), (x1, y1) = frame.point(left.value, top.value), frame.point(right.value, bottom.value)
            if x0 != x1 and y0 != y1:
                box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        yield sign, box, number
        if code == _LINE_HYPHEN:
            yield "\n", None, number


def _lines(
    raw: str,
    numbers: list[int],
    boxes: tuple[CharBox | None, ...],
    text: "pdfium.FPDF_TEXTPAGE",
    frame: _Frame,
) -> Iterator[Line]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for start, end in _ranges(raw, boxes):
        inked = next((place for place in range(start, end) if boxes[place]), None)
        box = boxes[inked] if inked is not None else None
        if inked is None or box is None:
            continue
        pdfium.FPDFText_GetCharOrigin(text, numbers[inked], x, y)
        size = pdfium.FPDFText_GetFontSize(text, numbers[inked])
        yield Line(
            start=start,
            end=end,
            left=box[0],
            size=round(size, 1),
            bold=pdfium.FPDFText_GetFontWeight(text, numbers[inked]) >= _BOLD,
            cells=tuple(_cells(start, end, boxes, size)),
            baseline=frame.point(x.value, y.value)[1],
        )


def _ranges(raw: str, boxes: tuple[CharBox | None, ...]) -> Iterator[tuple[int, int]]:
    """Give the lines; pdfium leaves out the break before a lone letter, so a letter below its forerunner breaks too."""
    start = 0
    for words in raw.splitlines(keepends=True):
        first, end = start, start + len(words.rstrip())
        inked = [place for place in range(start, end) if boxes[place]]
        for before, after in pairwise(inked):
            one, two = boxes[before], boxes[after]
            if one and two and one[0] - two[0] > 2 * (one[3] - one[1]) and two[1] > one[3]:
                yield first, before + 1
                first = after
        yield first, end
        start += len(words)


def _cells(start: int, end: int, boxes: tuple[CharBox | None, ...], size: float) -> Iterator[Cell]:
    """Divide a line where the distance between two letters is much more than a space."""
    inked = [place for place in range(start, end) if boxes[place]]
    first = inked[0]
    for before, after in pairwise([*inked, end]):
        one, two = boxes[before], boxes[after] if after < end else None
        head = boxes[first]
        if one and head and (two is None or two[0] - one[2] > _CELL * max(size, 1.0)):
            yield Cell(first, before + 1, head[0], one[2])
            first = after


def _with_gaps(pages: Sequence[RawPage]) -> list[RawPage]:
    """Mark the lines that more than the usual distance parts from the line before."""
    usual = [_usual_step(page.lines) for page in pages]
    known = sorted(step for step in usual if step)
    typical = known[len(known) // 2] if known else 0.0
    out = []
    for page, step in zip(pages, usual, strict=True):
        mine = min(step, 1.25 * typical) if len(page.lines) < _FEW else step
        lines = tuple(
            replace(line, gap=line.baseline - before.baseline > _GAP * max(mine, line.size))
            for before, line in pairwise(page.lines)
        )
        out.append(replace(page, lines=(*page.lines[:1], *lines)))
    return out


def _usual_step(lines: Sequence[Line]) -> float:
    """Return the distance between lines of a paragraph: among the steps down, the one at a quarter."""
    steps = sorted(
        after.baseline - before.baseline
        for before, after in pairwise(lines)
        if after.baseline - before.baseline > 0.5 * after.size
    )
    return steps[(len(steps) - 1) // 4] if steps else 0.0
