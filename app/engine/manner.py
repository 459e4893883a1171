"""A sentence's words -> whether it tells something, and whether it leans on the one before; knows no question."""

from functools import lru_cache

from app.engine.markers import load_markers


@lru_cache(maxsize=20_000)
def tells(text: str) -> bool:
    """Say whether a sentence says something: a question or an announcement of what the text will do does not."""
    return not text.rstrip('»" ').endswith("?") and not load_markers().announcement.search(text.lower())


def leans(text: str) -> bool:
    """Say whether a sentence's first word points back to the sentence before."""
    return bool(load_markers().leaning.match(text.lower()))
