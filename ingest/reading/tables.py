"""Tables become rows that say themselves as sentences; finds no columns and no rows itself."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.document import BlockKind
from ingest.reading.cells import Stack, Word, divide, header_cells
from ingest.reading.flat import FlatLine
from ingest.reading.grid import find_grids
from ingest.reading.hyphens import vocabulary
from ingest.reading.rows import Row, sentence
from ingest.reading.stacks import find_keys, find_stacks

_MOST_COLUMNS = 12
_LONGEST_ROW = 200  # words; what is longer is no row of a table
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyæøåäöéü]", re.IGNORECASE)


def find_rows(lines: Sequence[FlatLine], taken: Collection[int], width: int, canonical: Sequence[str]) -> list[Row]:
    """Return the rows of all tables, those that still have columns and those that have become stacks."""
    grids = find_grids(lines, taken, canonical)
    stacks = find_stacks(lines, {*taken, *(place for row in grids for place in row.places)}, width)
    inside = {place for stack in stacks for place in stack}
    known = vocabulary([line.text for place, line in enumerate(lines) if place not in inside])
    return [*grids, *(row for stack in stacks for row in _rows(lines, stack, known))]


def _rows(lines: Sequence[FlatLine], stack: Sequence[int], known: Counter[str]) -> list[Row]:
    words, owners = _words(lines, stack, known)
    keys = [key for key in find_keys(words) if key[0] and owners[key[0]] != owners[key[0] - 1]]
    header = header_cells(" ".join(word.text for word in words[: keys[0][0]])) if keys else ()
    bounds = list(pairwise([*(start for start, _ in keys), len(words)]))
    if not 2 <= len(header) <= _MOST_COLUMNS or max(end - start for start, end in bounds) > _LONGEST_ROW:
        return _one_row(stack, words) if len(words) <= _LONGEST_ROW else []
    parts: list[Stack] = []
    for (start, key), (_, end) in zip(keys, bounds, strict=True):
        continued = bool(parts) and lines[owners[start]].opens and _is_open(parts[-1])
        parts.append(Stack(tuple(words[start:end]), key - start, continued))
    cells = divide(parts, len(header))
    firsts = [owners[start] for start, _ in keys]
    rows = [Row(BlockKind.CAPTION, tuple(place for place in stack if place < firsts[0]), None)]
    for at, (first, last) in enumerate(pairwise([*firsts, stack[-1] + 1])):
        places = tuple(place for place in stack if first <= place < last)
        if parts[at].continued:
            cells[at] = tuple(f"{one} {two}".strip() for one, two in zip(cells[at - 1], cells[at], strict=True))
            places = (*rows.pop().places, *places)
        rows.append(Row(BlockKind.TABLE_ROW, places, sentence(header, cells[at])))
    return rows


def _one_row(stack: Sequence[int], words: Sequence[Word]) -> list[Row]:
    """Nothing shows where rows begin: the whole table is one row, its parts between space apart."""
    said = " ".join(f"; {word.text}" if at and word.step == 2 else word.text for at, word in enumerate(words))
    return [Row(BlockKind.TABLE_ROW, tuple(stack), sentence(("",), (said.replace(" ;", ";"),)))]


def _is_open(row: Stack) -> bool:
    """A key that ends in a comma goes on overleaf."""
    return row.key > 0 and row.words[row.key - 1].text.endswith(",")


def _words(lines: Sequence[FlatLine], stack: Sequence[int], known: Counter[str]) -> tuple[list[Word], list[int]]:
    """Return the words with the place each stands at; a word that a narrow column broke is whole again."""
    words: list[Word] = []
    owners: list[int] = []
    for place in stack:
        line = lines[place]
        before = lines[place - 1] if owners else None
        step = 2 if line.gap and not line.opens else 1
        for word in line.text.split():
            close = before is not None and step and before.page == line.page and before.end == line.start
            if words and step and (close or (step == 1 and _broken(words[-1].text, word, known))):
                words[-1] = Word(words[-1].text + (word if close else word.removeprefix("-")), words[-1].step)
            elif word in "?!:;,." and words:
                words[-1] = Word(words[-1].text + word, words[-1].step)
            else:
                words.append(Word(word, step))
                owners.append(place)
            step = 0
    return words, owners


def _broken(before: str, after: str, known: Counter[str]) -> bool:
    """Tell whether a line's last word goes on in the next line's first."""
    one = _LETTERS.fullmatch(before)
    two = _LETTERS.match(after.removeprefix("-"))
    if not one or not two or not two[0].islower() or after[0] not in f"-{two[0]}":
        return False
    whole = (before + two[0]).casefold()
    if not _VOWEL.search(two[0]):
        return len(before) > 4
    seen = known[whole] or any(word.startswith(whole) for word in known)
    return bool(seen) and (after[0] == "-" or known[whole] >= known[before.casefold()])
