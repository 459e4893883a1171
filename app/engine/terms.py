"""A question's analysed words -> the Bokmål words for the same things; knows no text that is searched."""

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from ingest.storing import analyse

SHORTEST = 5  # letters by which a longer word, a compound for instance, is still taken for the term it begins with


@lru_cache(maxsize=1000)
def in_bokmal(tokens: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Give a question's words and the Bokmål words for the terms among them, each once.

    >>> in_bokmal(("union", "reform"), "en")
    ('union', 'reform', 'fagforening')
    """
    found = list(tokens)
    for bokmal, forms, long in _terms(language):
        if any(token in forms or token.startswith(long) for token in tokens):
            found += bokmal
    return tuple(dict.fromkeys(found))


@cache
def _terms(language: str) -> Sequence[tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]]:
    """Give each term's analysed Bokmål words, all its words as they are analysed in a language, and the long ones."""
    found = tomllib.loads((files("app.engine") / "terms.toml").read_text(encoding="utf-8"))["terms"]
    terms = []
    for term in found:
        bokmal = tuple(stem for word in term["nb"] for stem in analyse(word, "nb"))
        forms = frozenset(stem for word in [*term["nb"], *term["others"]] for stem in analyse(word, language))
        terms.append((bokmal, forms, tuple(form for form in forms if len(form) >= SHORTEST)))
    return terms
