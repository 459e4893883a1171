"""Ranked passages -> how much of the best covered set of pages the first five hold."""

from collections.abc import Iterable, Sequence

from evals.outcome import Found

FIRST = 5


def page_recall(page_sets: Iterable[frozenset[str]], found: Sequence[Found]) -> float:
    """Give, for the best covered set of pages that answers, its share among the first five passages' pages.

    Unlike recall@5 it does not ask for every place where a text repeats itself: one whole set is enough.
    """
    near = first_pages(found)
    return max((len(pages & near) / len(pages) for pages in page_sets), default=0.0)


def first_pages(found: Sequence[Found]) -> frozenset[str]:
    """Give the pages of the first five passages."""
    return frozenset(page for passage in found[:FIRST] for page in passage.pages)
