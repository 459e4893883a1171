"""Finds tables that have become stacks of short lines, and where their rows begin; not what a row says."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.reading.captions import is_caption
from ingest.reading.cells import Word
from ingest.reading.flat import FlatLine
from ingest.reading.headings import stands_alone

_SHORT = 0.5  # of a full line
_FEWEST = 8  # lines
_LONGEST_HEADER = 8  # lines
_MARK = re.compile(r"[•*–—]|\d{1,2}[.)]\s")
_YEAR = re.compile(r"\(?(19|20)\d\d[a-z]?\)?,?")
_AND = ("og", "and", "och", "&")
_NAME = re.compile(r"[^\W\d_a-zæøåäöéü][\w’'.-]*,?|og|and|och|&|,|m\.?fl\.?|et al\.?")


def find_stacks(lines: Sequence[FlatLine], taken: Collection[int], width: int) -> list[list[int]]:
    """Return the places of each table's lines: eight or more short ones on end, a lone title left out."""
    stacks: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        short = len(line.text) <= _SHORT * width and not _MARK.match(line.text) and not is_caption(line.text)
        if place in taken or not short or _is_title(lines, place):
            stacks.append([])
        elif stacks[-1] or line.gap:
            stacks[-1].append(place)
    return [stack for stack in stacks if len(stack) >= _FEWEST]


def find_keys(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return where rows begin among a table's words and where their first cells end; empty when nothing shows it.

    Rows begin with an author and a year, or with lines that come back time and again.
    """
    lines = _lines(words)
    keys = _author_years(words, lines)
    return keys if len(keys) >= 3 else _repeated(words, lines)


def _repeated(words: Sequence[Word], lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first line after a header that comes back; the first cell is what all rows have in common."""
    texts = [_text(words, line) for line in lines]
    counts = Counter(texts)
    for place, text in enumerate(texts[: _LONGEST_HEADER + 1]):
        if not place or counts[text] < 3 or not text[0].isupper():
            continue
        rows = [at for at, other in enumerate(texts) if other == text]
        shared = 1
        while shared < 4 and len({*(tuple(texts[at : at + shared + 1]) for at in rows)}) == 1:
            shared += 1
        return [(lines[at][0], lines[min(at + shared, len(lines)) - 1][1]) for at in rows]
    return []


def _is_title(lines: Sequence[FlatLine], place: int) -> bool:
    text = lines[place].text
    named = text[0].isupper() and text[-1].isalpha() and len(text) > 8 and not any(c.isdecimal() for c in text)
    return named and stands_alone(lines, place)


def _author_years(words: Sequence[Word], lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names from a line's start up to a year; or lines of a name and a comma that go on overleaf."""
    keys = []
    for number, line in enumerate(lines):
        for place in range(*line):
            after = words[place + 1] if place + 1 < line[1] else None
            if _YEAR.fullmatch(words[place].text) and (after is None or after.text[0].isupper()):
                start = _names_before(words, lines, number, place)
                if start is not None:
                    keys.append((start, place + 1))
    return sorted({*keys, *_open_names(words, lines, keys)})


def _names_before(words: Sequence[Word], lines: Sequence[tuple[int, int]], number: int, year: int) -> int | None:
    """Return where the names before a year begin, lines up; None when none stand there.

    A line above belongs to them when it ends in a comma or "og", or is half of a double name: one word that
    closes no other line, as a cell's value would.
    """
    if not all(_NAME.fullmatch(word.text) for word in words[lines[number][0] : year]):
        return None
    closing = Counter(words[end - 1].text for _, end in lines)
    start = lines[number][0] if year > lines[number][0] else None
    bare = start is None  # the year has a line of its own, so the line above must be a name
    for at in range(number - 1, -1, -1):
        above = words[lines[at][0] : lines[at][1]]
        if not all(_NAME.fullmatch(word.text) for word in above):
            break
        last = above[-1].text
        joined = last.endswith((",", "-")) or last in _AND or words[lines[at][1]].text in _AND or bare
        if not joined and (len(above) > 1 or closing[last] > 1):
            break
        start, bare = lines[at][0], False
    return start


def _open_names(
    words: Sequence[Word], lines: Sequence[tuple[int, int]], keys: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Two or more lines of one name and a comma each, outside the keys and after the first of them."""
    found: list[tuple[int, int]] = []
    inside = {at for key in keys for at in range(*key)}
    run: list[tuple[int, int]] = []
    for line in [*lines, (len(words), len(words))]:
        text = _text(words, line)
        if text.endswith(",") and _NAME.fullmatch(text) and line[0] not in inside and keys and line[0] > keys[0][0]:
            run.append(line)
            continue
        if len(run) >= 2:
            found.append((run[0][0], run[-1][1]))
        run = []
    return found


def _lines(words: Sequence[Word]) -> list[tuple[int, int]]:
    starts = [place for place, word in enumerate(words) if word.step or not place]
    return list(pairwise([*starts, len(words)]))


def _text(words: Sequence[Word], line: tuple[int, int]) -> str:
    return " ".join(word.text for word in words[line[0] : line[1]])
