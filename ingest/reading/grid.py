"""Finds tables whose columns can still be seen, by where their cells stand; not those that lost them."""

import re
from collections.abc import Collection, Sequence

from ingest.document import BlockKind
from ingest.reading.flat import FlatLine
from ingest.reading.lines import Cell
from ingest.reading.rows import Row, sentence

_FEWEST = 3  # lines with cells in line
_MARK = re.compile(r"[•*·–—-]|\(?(\d{1,2}|[a-zæøå])[.)]|\d{1,2}(\.\d{1,2})*\.?")


def find_grids(lines: Sequence[FlatLine], taken: Collection[int], canonical: Sequence[str]) -> list[Row]:
    """Return the rows of tables whose cells stand in columns; a first row of capitals without numbers is a header."""
    rows: list[Row] = []
    place = 0
    while place < len(lines):
        grid = _grid(lines, place, taken) if _is_tabular(lines, place, taken) else []
        if grid:
            rows += _rows(lines, grid, canonical)
        place = grid[-1] + 1 if grid else place + 1
    return rows


def _is_tabular(lines: Sequence[FlatLine], place: int, taken: Collection[int]) -> bool:
    line = lines[place]
    if place in taken or len(line.cells) < 2:
        return False
    first = line.cells[0]
    return not _MARK.fullmatch(line.text[: first.end - line.start])


def _grid(lines: Sequence[FlatLine], start: int, taken: Collection[int]) -> list[int]:
    """Return the places from a tabular line on that stand in its columns."""
    places = [start]
    columns = list(lines[start].cells)
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if place in taken or line.page != lines[start].page:
            break
        if _is_tabular(lines, place, taken):
            columns = max(columns, list(line.cells), key=len)
        elif not _in_column(lines, place, columns, taken):
            break
        places.append(place)
    tabular = [place for place in places if len(lines[place].cells) > 1]
    while places and places[-1] > tabular[-1] and lines[places[-1]].gap:
        places.pop()
    aligned = sum(
        any(_same(cell, column, lines[start]) for cell in lines[place].cells[1:] for column in columns[1:])
        for place in tabular
    )
    return places if aligned >= _FEWEST else []


def _in_column(lines: Sequence[FlatLine], place: int, columns: Sequence[Cell], taken: Collection[int]) -> bool:
    """A line of one cell belongs to the table in a later column, or in the first when a later one stands beside it."""
    line = lines[place]
    left = line.left
    if any(abs(left - column.left) <= _tolerance(line) for column in columns[1:]):
        return True
    if abs(left - columns[0].left) > _tolerance(line) or (line.text and len(line.text) > 60):
        return False
    beside = [after for after in lines[place + 1 : place + 5] if after.page == line.page]
    raised = any(after.baseline <= line.baseline and after.left > left + line.size for after in beside if line.baseline)
    return raised or (not line.gap and _is_tabular(lines, place + 1, taken) if place + 1 < len(lines) else raised)


def _tolerance(line: FlatLine) -> float:
    return 0.4 * line.size if line.size else 1.0


def _same(cell: Cell, column: Cell, line: FlatLine) -> bool:
    return min(abs(cell.left - column.left), abs(cell.right - column.right)) <= _tolerance(line)


def _rows(lines: Sequence[FlatLine], places: Sequence[int], canonical: Sequence[str]) -> list[Row]:
    columns = max((lines[place].cells for place in places), key=len)
    groups: list[list[int]] = []
    for place in places:
        if not groups or _begins(lines, groups[-1], place, columns):
            groups.append([])
        groups[-1].append(place)
    said = [_cells(lines, group, columns, canonical) for group in groups]
    headed = len(said) > 1 and all(_names_column(cell) for cell in said[0] if cell)
    header = said[0] if headed else [""] * len(columns)
    rows = [Row(BlockKind.CAPTION, tuple(groups[0]), None)] if headed else []
    for group, cells in list(zip(groups, said, strict=True))[headed:]:
        rows.append(Row(BlockKind.TABLE_ROW, tuple(group), sentence(header, cells)))
    return rows


def _names_column(cell: str) -> bool:
    return cell[0].isupper() and not any(char.isdecimal() for char in cell)


def _begins(lines: Sequence[FlatLine], row: Sequence[int], place: int, columns: Sequence[Cell]) -> bool:
    """A row begins in the first column, after space, with as many cells as the row before, or below its other cells."""
    line = lines[place]
    first = line.cells[0].left if line.cells else line.left
    if min(range(len(columns)), key=lambda at: abs(columns[at].left - first)) != 0:
        return False
    stepped = any(lines[at].left > line.left + max(line.size, 2.0) for at in row)
    return line.gap or stepped or len(line.cells) >= max(len(lines[row[0]].cells), 2)


def _cells(
    lines: Sequence[FlatLine], row: Sequence[int], columns: Sequence[Cell], canonical: Sequence[str]
) -> list[str]:
    cells: list[list[str]] = [[] for _ in columns]
    for place in row:
        line = lines[place]
        full = len(line.cells) == len(columns)
        for order, cell in enumerate(line.cells or (Cell(line.start, line.end, line.left, line.left),)):
            nearest = min(range(len(columns)), key=lambda column: _distance(cell, columns[column]))
            cells[order if full else nearest].append(canonical[line.page][cell.start : cell.end].strip())
    return [" ".join(words) for words in cells]


def _distance(cell: Cell, column: Cell) -> float:
    return min(abs(cell.left - column.left), abs(cell.right - column.right))
