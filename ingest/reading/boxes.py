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
        raw = page.char_boxes[page.raw_offsets[part.start] : page.raw_offsets[part.end]]
        for left, top, right, bottom in _lines([box for box in raw if box]):
            found.append(Box(part.page_index, left, top, right - left, bottom - top))
    return tuple(found)


def _lines(boxes: Sequence[CharBox]) -> Iterator[CharBox]:
    """Merge letters that follow each other on a line; a step back or off the line begins the next."""
    line: CharBox | None = None
    before = 0.0
    for left, top, right, bottom in boxes:
        if line is not None:
            apart = max(top - line[3], line[1] - bottom) > 0.5 * (line[3] - line[1])
            if left < before - 1 or apart:
                yield line
                line = None
        if line is None:
            line = (left, top, right, bottom)
        else:
            line = (line[0], min(line[1], top), max(line[2], right), max(line[3], bottom))
        before = left
    if line is not None:
        yield line
