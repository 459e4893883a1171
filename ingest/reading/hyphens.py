"""Decides how lines meet: whether a hyphen at a line's end belongs to the word; not where lines come from."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.reading.canonical import HYPHENS, clean

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_BEFORE = re.compile(rf"(\w+)[{HYPHENS}]$")
_AFTER = re.compile(r"[^\W\d_]+")
_AND = frozenset(("og", "eller", "och", "und", "oder", "and", "or", "samt", "men", "til"))
_ENGLISH = frozenset(
    ("agent", "based", "by", "down", "driven", "in", "off", "oriented", "out", "the", "to", "up", "wide")
)
_HYPHENATED = 0.015  # share of full lines that end in a hyphen where a program has hyphenated


def joints(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return per page and line how it meets the next (see `canonicalise`).

    A word is closed up ("join") when the closed word is seen elsewhere in the document, or nothing is seen and
    the document is hyphenated throughout; its hyphen stays in compounds with a name, a number, a letter or an
    English pair, or when the hyphenated word is seen; it stands apart before "og".
    """
    texts = [[clean(line) for line in page] for page in pages]
    flat = [line for page in texts for line in page]
    seen = vocabulary(flat)
    hyphenated = _share(flat) >= _HYPHENATED
    decided = [_joint(line, after, seen, hyphenated) for line, after in pairwise(flat)] + [""]
    out: list[list[str]] = []
    place = 0
    for page in texts:
        mine = decided[place : place + len(page)] if page else []
        place += len(page)
        if mine:
            mine[-1] = {"": "glue", "join": "join"}.get(mine[-1], "") if place < len(flat) else ""
        out.append(mine)
    return out


def _joint(line: str, after: str, seen: Counter[str], hyphenated: bool) -> str:
    first = _BEFORE.search(line)
    if not first:
        return " "
    second = _AFTER.match(after)
    if not second:
        return "" if after[:1].isdecimal() else " "
    one, two = first[1], second[0]
    if two.casefold() in _AND:
        return " "
    shouted = one.isupper() and two.isupper()
    if not shouted and (two[0].isupper() or one.isupper() or one[-1].isdecimal() or len(one) == 1):
        return ""
    one, two = one.casefold(), two.casefold()
    closed, apart = _sightings(one + two, len(one), seen), seen[f"{one}-{two}"]
    if closed != apart:
        return "join" if closed > apart else ""
    return "join" if hyphenated and two not in _ENGLISH else ""


def _sightings(word: str, first: int, seen: Counter[str]) -> int:
    """Count a word; failing that, words that differ from it in their last letters only (reform, reformen)."""
    if seen[word]:
        return seen[word]
    stem = word[: max(first + 3, len(word) - 3)]
    return sum(count for other, count in seen.items() if len(stem) >= 6 and other.startswith(stem))


def vocabulary(lines: Sequence[str]) -> Counter[str]:
    """Count whole words; halves at a line's end and start are not words."""
    seen: Counter[str] = Counter()
    broken = False
    for line in lines:
        words = [word.translate({0x2010: "-", 0x2011: "-"}).casefold() for word in _WORD.findall(line)]
        if broken and words:
            words.pop(0)
        broken = bool(_BEFORE.search(line))
        if broken and words:
            words.pop()
        seen.update(words)
    return seen


def _share(lines: Sequence[str]) -> float:
    width = max((len(line) for line in lines), default=0)
    full = [line for line in lines if len(line) > 0.6 * width]
    return sum(bool(_BEFORE.search(line)) for line in full) / max(len(full), 1)
