"""A place in a document's canonical text: where it starts and ends on each page it touches."""

from collections.abc import Sequence
from dataclasses import dataclass

JOINED_WORD = "\u00ad"
"""A page whose last word goes on overleaf ends its canonical text with this soft hyphen."""


@dataclass(frozen=True, slots=True, order=True)
class PageSpan:
    """Half-open range `[start, end)` of characters in the canonical text of one page."""

    page_index: int
    start: int
    end: int


Span = tuple[PageSpan, ...]
"""One PageSpan per page touched, in page order."""


def span_text(span: Span, canonical: Sequence[str]) -> str:
    """Return the text that a span stands for.

    Args:
        span: places in page order.
        canonical: canonical text per page index.

    Returns:
        The parts joined by one space, or by nothing where a word runs over the page break.

    >>> span_text((PageSpan(0, 0, 3), PageSpan(1, 0, 2)), ["abc", "de"])
    'abc de'
    >>> span_text((PageSpan(0, 0, 4), PageSpan(1, 0, 2)), ["abc\u00ad", "de"])
    'abcde'
    """
    text = ""
    for part in span:
        piece = canonical[part.page_index][part.start : part.end]
        if text.endswith(JOINED_WORD):
            text = text[:-1] + piece
        else:
            text = f"{text} {piece}" if text else piece
    return text


def merge_spans(spans: Sequence[Span]) -> Span:
    """Return the one span that covers all given spans: per page from the first start to the last end."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for part in (part for span in spans for part in span):
        starts[part.page_index] = min(part.start, starts.get(part.page_index, part.start))
        ends[part.page_index] = max(part.end, ends.get(part.page_index, part.end))
    return tuple(PageSpan(page, starts[page], ends[page]) for page in sorted(starts))
