"""One result of a search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage's id and its score; higher is better, comparable within one search."""

    id: str
    score: float
