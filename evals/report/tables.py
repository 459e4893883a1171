"""Figures -> tables of cells as they are printed; knows neither HTML nor Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.report.curves import Bin
from evals.report.twins import TOLD, Drop
from evals.report.words import GROUPINGS, GROUPS, MEASURES, SYSTEMS, in_order
from evals.scoring import ANSWERS, LOWER_IS_BETTER, RETRIEVAL
from evals.scoring import MEASURES as ORDER
from evals.statistics.intervals import Interval
from evals.table import Figure, Row

SAME = 5e-4  # means that are printed alike are equally good


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed figure.

    Attributes:
        value: the figure itself, "–" where there is none.
        interval, n: its 95 % interval and number of cases; empty where it has none.
        marked: it stands out.
    """

    value: str
    interval: str = ""
    n: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its name, what explains it, its cells."""

    name: str
    told: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: title, what its lines are, its columns, its lines, and what the mark means."""

    title: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    mark: str = ""


NONE = Cell("–")


def systems_table(figures: Mapping[str, Mapping[str, Figure]]) -> Table:
    """Set the systems beside each other; where several have a measure, the best of them is marked."""
    lines = []
    for measure in ORDER:
        name, told = MEASURES[measure]
        held = [found[measure].mean for found in figures.values() if measure in found]
        best = (min if measure in LOWER_IS_BETTER else max)(held) if len(held) > 1 else None
        cells = (
            _cell(found[measure], marked=best is not None and abs(found[measure].mean - best) < SAME)
            if measure in found
            else NONE
            for found in figures.values()
        )
        if held:
            lines.append(Line(f"{name} ({measure})", told, tuple(cells)))
    columns = tuple(SYSTEMS.get(system, system) for system in figures)
    return Table("Alle systemene", "Mål", columns, tuple(lines), mark="best")


def group_tables(grouping: str, rows: Sequence[Row]) -> list[Table]:
    """Give one table of the passages that were found and one of the answers; a group without figures is left out."""
    by_name = {row.group: row for row in rows}
    rows = [by_name[name] for name in in_order(by_name)]
    tables = []
    for told, measures in (("det som ble funnet", RETRIEVAL), ("svarene", ANSWERS)):
        held = [measure for measure in measures if any(measure in row.figures for row in rows)]
        lines = tuple(
            Line(
                GROUPS.get(row.group, row.group),
                "",
                tuple(_cell(row.figures[name]) if name in row.figures else NONE for name in held),
            )
            for row in rows
            if any(measure in row.figures for measure in held)
        )
        columns = tuple(MEASURES[measure][0] for measure in held)
        if lines:
            tables.append(Table(f"{GROUPINGS[grouping]}: {told}", GROUPINGS[grouping], columns, lines))
    return tables


def twins_table(drops: Sequence[Drop]) -> Table:
    """Give what each group of twins loses; a loss whose interval lies above 0 is marked."""
    by_name = {drop.group: drop for drop in drops}
    lines = tuple(
        Line(
            GROUPS.get(drop.group, drop.group),
            "",
            tuple(
                Cell(f"{one.mean:+.3f}", _ends(one.interval, sign="+"), str(one.n), one.interval[0] > 0)
                if (one := drop.by_measure.get(measure))
                else NONE
                for measure in TOLD
            ),
        )
        for drop in (by_name[name] for name in in_order(by_name))
    )
    columns = tuple(MEASURES[measure][0] for measure in TOLD)
    return Table("Fall fra grunnspørsmål til tvilling", "Tvilling", columns, lines, mark="sikkert fall")


def reliability_table(bins: Sequence[Bin]) -> Table:
    """Give every bin of sureness with the share that the sources answer."""
    lines = tuple(
        Line(
            f"{one.low:.1f}–{one.high:.1f}",
            "",
            (Cell(f"{one.sureness:.3f}"), Cell(f"{one.share:.3f}", _ends(one.interval), str(one.n)))
            if one.n
            else (NONE, NONE),
        )
        for one in bins
    )
    return Table("Sikkerhet og andel med svar", "Sikkerhet", ("Sikkerhet i snitt", "Andel med svar i kildene"), lines)


def _cell(figure: Figure, *, marked: bool = False) -> Cell:
    return Cell(f"{figure.mean:.3f}", _ends(figure.interval), str(figure.n), marked)


def _ends(interval: Interval, sign: str = "") -> str:
    """Write an interval out; signed ends are set apart by "til"."""
    low, high = (f"{end:{sign}.3f}" for end in interval)
    return f"{low} til {high}" if sign else f"{low}–{high}"
