"""Shown citations -> how many stand on a page that answers, and how many statements have one that supports them."""

import re
from collections.abc import Iterable, Sequence

from evals.outcome import Cited, Said

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def citation_precision(pages: Iterable[str], said: Sequence[Said]) -> float:
    """Give the share of the shown citations that stand on one of the pages; 0 where none is shown."""
    right = frozenset(pages)
    shown = [citation for statement in said for citation in statement.citations]
    return sum(bool(right & frozenset(citation.pages)) for citation in shown) / len(shown) if shown else 0.0


def citation_recall(said: Sequence[Said]) -> float:
    """Give the share of statements with a citation that supports them: its words are the statement's; 0 without any."""
    return sum(any(supports(citation, one) for citation in one.citations) for one in said) / len(said) if said else 0.0


def quote_validity(said: Sequence[Said]) -> float:
    """Give the share of statements whose words the store found at their place; must be 1."""
    return sum(one.verdict != "not_found" for one in said) / len(said) if said else 1.0


def supports(citation: Cited, statement: Said) -> bool:
    """Say whether a citation supports a statement: no number of the statement may be missing from its words.

    A veto, not a score: numbers and years that the citation lacks speak against it; quoted words lack none.
    """
    return set(NUMBER.findall(statement.text)) <= set(NUMBER.findall(citation.quote))
