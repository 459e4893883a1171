"""Key facts and an answer's words -> how many of the facts it says."""

from collections.abc import Sequence

from evals.case import Fact


def fact_recall(facts: Sequence[Fact], text: str) -> float:
    """Give the share of the facts that a text says; 0 without facts."""
    said = normalise(text)
    return sum(is_said(fact, said) for fact in facts) / len(facts) if facts else 0.0


def is_said(fact: Fact, normalised: str) -> bool:
    """Say whether a normalised text says a fact: all pieces of one alternative occur."""
    return any(all(normalise(piece) in normalised for piece in pieces) for pieces in fact.any_of)


def normalise(text: str) -> str:
    """Fold case and white space.

    >>> normalise("Tillit  OG kontroll")
    'tillit og kontroll'
    """
    return " ".join(text.casefold().split())
