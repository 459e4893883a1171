"""Texts -> the words and pieces by which they are compared; remembered, because the same sentences come up again."""

from functools import lru_cache

from ingest.storing import analyse, pieces


@lru_cache(maxsize=20_000)
def words_of(text: str, language: str) -> frozenset[str]:
    """Give a text's analysed words."""
    return frozenset(analyse(text, language))


@lru_cache(maxsize=20_000)
def pieces_of(text: str, language: str) -> frozenset[str]:
    """Give the pieces of a text's analysed words."""
    return frozenset(pieces(analyse(text, language)))
