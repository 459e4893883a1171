"""A stack of words that once stood in columns is divided into cells again; not which words make a row.

The columns' places are lost, so the rows teach each other: what recurs is a cell, a column holds numbers or does
not and has a usual length, a cell begins with a capital or a number, mostly at a line's start.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d[\d.,]*")
_UNFINISHED = re.compile(
    r"([,:]|-|/|\b(og|and|och|i|av|til|for|på|med|som|fra|eller|et|en|ny|kan|en|har))$", re.IGNORECASE
)
_ROUNDS = 4
_UNLIKELY = -4.0  # an edge that no cell is worth
_TRAILING = -0.3  # for a cell that is empty like all after it


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a row; `step` is 0 inside a line, 1 at a line's start, 2 after space."""

    text: str
    step: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A row's words, or the part of them on one page.

    Attributes:
        words: in order.
        key: how many of them are the first cell; 0 when that is not known.
        continued: the row began on the page before, so its cells may begin in mid-sentence.
    """

    words: tuple[Word, ...]
    key: int = 0
    continued: bool = False


Cells = tuple[str, ...]


def header_cells(text: str) -> Cells:
    """Divide a header where a capital begins a new name.

    >>> header_cells("Navn /år Type studie Treff etter søk C- Del")
    ('Navn/år', 'Type studie', 'Treff etter søk', 'C-Del')
    """
    cells: list[str] = []
    for word in text.split():
        closes = cells and (word[0] == "/" or cells[-1][-1] in "/-")
        if closes:
            cells[-1] += word
        elif cells and not word[0].isupper():
            cells[-1] += f" {word}"
        else:
            cells.append(word)
    return tuple(cells)


def divide(rows: Sequence[Stack], columns: int) -> list[Cells]:
    """Return each row's cells, `columns` of them, empty where a row has none; they hold all its words in order."""
    model = _Model(recurring(rows), _telling(rows, columns))
    cells: list[Cells] = []
    for _ in range(_ROUNDS):
        cells = [_best(row, columns, model) for row in rows]
        model = _Model(model.phrases, cells)
    return cells


def _telling(rows: Sequence[Stack], columns: int) -> list[Cells]:
    """Return the rows that divide of themselves: numbers and the words between them make just enough cells."""
    found = []
    for row in rows:
        cells: list[list[Word]] = []
        for place, word in enumerate(row.words):
            number = bool(_NUMBER.fullmatch(word.text)) and place >= row.key
            fresh = not cells or place == row.key or number or bool(_NUMBER.fullmatch(cells[-1][-1].text))
            if fresh and (place >= row.key or not cells):
                cells.append([word])
            else:
                cells[-1].append(word)
        if len(cells) == columns:
            found.append(tuple(_join(cell) for cell in cells))
    return found if any(_NUMBER.fullmatch(cell) for cells in found for cell in cells) else []


def recurring(rows: Sequence[Stack]) -> Counter[str]:
    """Count runs of one to three lines that stand in more than one row."""
    seen: Counter[str] = Counter()
    for row in rows:
        starts = [place for place, word in enumerate(row.words) if word.step or place == 0] + [len(row.words)]
        mine = set()
        for at in range(len(starts) - 1):
            for end in starts[at + 1 : at + 4]:
                mine.add(_join(row.words[starts[at] : end]))
        seen.update(mine)
    return Counter({text: count for text, count in seen.items() if count > 1})


class _Model:
    """What is known of the columns so far: phrases that recur, and every row's cells from the last round."""

    def __init__(self, phrases: Counter[str], rows: Sequence[Cells]) -> None:
        self.phrases = phrases
        self._columns = [Counter(cell for cell in column if cell) for column in zip(*rows, strict=True)]
        self._numbers = [
            sum(n for cell, n in column.items() if _NUMBER.fullmatch(cell)) / max(sum(column.values()), 1)
            for column in self._columns
        ]
        self._lengths = [
            sum(len(cell) * n for cell, n in column.items()) / max(sum(column.values()), 1) for column in self._columns
        ]

    def score(self, column: int, cell: str) -> float:
        """Return how well a cell suits a column."""
        if not cell:
            return -1.0
        number = bool(_NUMBER.fullmatch(cell))
        score = 0.8 * math.log(1 + self.phrases[cell])
        score -= 2.5 * (not number and any(_NUMBER.fullmatch(word) for word in cell.split()))
        if self._columns:
            score += 1.5 * math.log(1 + max(self._columns[column][cell] - 1, 0))
            score -= 2.0 * abs(number - self._numbers[column])
            score -= 0.6 * abs(math.log((len(cell) + 10) / (self._lengths[column] + 10)))
        return score


def _best(row: Stack, columns: int, model: _Model) -> Cells:
    """Return the cells with the highest score in sum."""
    size = len(row.words)
    edges = {end: _edge(row, end) for end in range(1, size)} | {size: 0.0}
    likely = [end for end, edge in edges.items() if edge > _UNLIKELY]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for column in range(columns):
        reached: dict[int, tuple[float, int]] = {}
        for start, (before, _) in best[-1].items():
            for end in [row.key] if row.key and not column else [start, *(end for end in likely if end > start)]:
                if not end:
                    continue
                total = before + (edges[end] if end > start else 0.0)
                total += model.score(column, _join(row.words[start:end])) if start < size else _TRAILING
                if end not in reached or total > reached[end][0]:
                    reached[end] = total, start
        best.append(reached)
    cells = []
    end = size
    for reached in best[:0:-1]:
        start = reached[end][1]
        cells.append(_join(row.words[start:end]))
        end = start
    return tuple(cells[::-1])


def _edge(row: Stack, end: int) -> float:
    """Return how likely a cell ends before word `end`."""
    before, after = row.words[end - 1].text, row.words[end]
    number = bool(_NUMBER.fullmatch(before) or _NUMBER.fullmatch(after.text))
    score = {0: 0.5, 1: 0.0, 2: 0.8}[after.step] + 1.5 * number
    if after.text[0].isupper() or after.text[0].isdecimal():
        score += 0.5
    elif not (row.continued and after.step):
        score -= 2.5 if after.step else 5.0
    score -= 3.0 * (bool(_UNFINISHED.search(before)) and not number)
    return score + 1.0 * before.endswith("?")


def _join(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
