"""Spans become rectangles on the page, one per printed line; not how they are drawn."""

from collections.abc import Iterator, Sequence

from ingest.document import Box, Page
from ingest.reading.lines import CharBox
from ingest.span import Span


def boxes_of(span: Span, pages: Sequence[Page]) -> tuple[Box, ...]:
    """Return the rectangles of a span in reading order, one per line of each page; none without geometry."""
    found: list[Box] = []
    for part in span:
        page = pages[part.page_index]
        if page.char_boxes is None or part.start >= part.end:
            continue
        start, end = page.raw_offsets[part.start], page.raw_offsets[part.end]
        for left, top, right, bottom in _lines(page.raw[start:end], page.char_boxes[start:end]):
            found.append(Box(part.page_index, left, top, right - left, bottom - top))
    return tuple(found)


def _lines(raw: str, boxes: Sequence[CharBox | None]) -> Iterator[CharBox]:
    """Merge the letters of a line; a line break, or a long step back and down, begins the next."""
    line: CharBox | None = None
    before = 0.0
    for char, box in zip(raw, boxes, strict=True):
        back = line is not None and box is not None and before - box[0] > 2 * (box[3] - box[1]) and box[1] > line[3]
        if line is not None and (char in "\r\n" or back):
            yield line
            line = None
        if box is not None:
            line = _around(line, box) if line is not None else box
            before = box[0]
    if line is not None:
        yield line


def _around(one: CharBox, two: CharBox) -> CharBox:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
