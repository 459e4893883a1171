"""A block's span -> its text, and any part of that text -> its own span; does not know what a sentence is."""

from collections.abc import Sequence

from ingest.span import JOINED_WORD, PageSpan, Span


class PlacedText:
    """The text of a span, able to tell where a range of it stands on the pages.

    Args:
        span: places in page order.
        canonical: canonical text per page index.

    Attributes:
        text: equal to `span_text(span, canonical)`.
    """

    def __init__(self, span: Span, canonical: Sequence[str]) -> None:
        self._parts: list[tuple[PageSpan, int, int, bool]] = []  # place, start and end in text, soft hyphen left out
        self.text = ""
        for place in span:
            piece = canonical[place.page_index][place.start : place.end]
            if self.text.endswith(JOINED_WORD):
                self.text = self.text[:-1]
                last, start, end, _ = self._parts.pop()
                self._parts.append((last, start, end - 1, True))
            elif self.text:
                self.text += " "
            self._parts.append((place, len(self.text), len(self.text) + len(piece), False))
            self.text += piece

    def span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands; `start` and `end - 1` are no blanks."""
        places = []
        for place, first, last, hyphen in self._parts:
            if start < first < end or first <= start < last:
                here = place.start + max(start, first) - first
                there = place.start + min(end, last) - first + (hyphen and last < end)
                places.append(PageSpan(place.page_index, here, there))
        return tuple(places)
