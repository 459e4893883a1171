"""Scored cases -> means with intervals, by group; prints nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.case import Case
from evals.scoring import MEASURES, SHARES, Scored
from evals.statistics.intervals import Interval, bootstrap, wilson

ALL = "alle"
GROUPS: dict[str, Callable[[Case], str]] = {
    "type": lambda case: case.type,
    "lang": lambda case: case.lang,
    "style": lambda case: case.style,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over n cases with its 95 % interval."""

    mean: float
    interval: Interval
    n: int


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a group; a measure that applies to none of its cases is left out."""

    group: str
    figures: dict[str, Figure]


def tabulate(scored: Sequence[Scored], by: Callable[[Case], str]) -> list[Row]:
    """Give a row for all cases, then one a group, by name."""
    names = sorted({by(one.case) for one in scored})
    groups = [[one for one in scored if by(one.case) == name] for name in names]
    return [Row(ALL, figures_of(scored)), *(Row(n, figures_of(group)) for n, group in zip(names, groups, strict=True))]


def figures_of(scored: Iterable[Scored]) -> dict[str, Figure]:
    """Give the figures of some cases: Wilson's interval for shares, else a bootstrap over section clusters."""
    scored = list(scored)
    found = {}
    for measure in MEASURES:
        held = [(one.values[measure], one.case.cluster) for one in scored if measure in one.values]
        if held:
            found[measure] = _figure(measure, [value for value, _ in held], [cluster for _, cluster in held])
    return found


def _figure(measure: str, values: Sequence[float], clusters: Sequence[str]) -> Figure:
    n = len(values)
    interval = wilson(round(sum(values)), n) if measure in SHARES else bootstrap(values, clusters)
    return Figure(sum(values) / n, interval, n)
