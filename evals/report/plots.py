"""Figures and times -> pictures, each with its figures in words; computes none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evals.report.latency import Latency
from evals.report.svg import COLOURS, inline_svg, new_figure, style
from evals.report.words import MEASURES, SYSTEMS
from evals.statistics.intervals import Interval
from evals.table import Figure

BARS = ("hit@1", "page recall@5")
FIRST, SECOND, INK = (COLOURS[name] for name in ("first", "second", "ink"))
FIRST_BAR, SECOND_BAR = COLOURS["first-bar"], COLOURS["second-bar"]  # light enough to write and draw on


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its title, how to read it, its figures in words, and the SVG element."""

    title: str
    hint: str
    told: str
    svg: Markup


def systems_picture(figures: Mapping[str, Mapping[str, Figure]]) -> Picture:
    """Draw hit@1 and page recall@5 of every system with intervals."""
    held = {system: found for system, found in figures.items() if all(name in found for name in BARS)}
    title = "Første side rett og sidedekning"
    told = "; ".join(
        f"{SYSTEMS.get(system, system)} "
        + " og ".join(f"{found[m].mean:.3f} ({found[m].interval[0]:.3f}–{found[m].interval[1]:.3f})" for m in BARS)
        for system, found in held.items()
    )
    with style():
        figure = new_figure()
        axes = figure.subplots()
        colours = ((FIRST_BAR, FIRST), (SECOND_BAR, SECOND))
        for measure, shift, (colour, edge) in zip(BARS, (-0.2, 0.2), colours, strict=True):
            means = [found[measure].mean for found in held.values()]
            ends = whiskers(means, [found[measure].interval for found in held.values()])
            at = [place + shift for place in range(len(held))]
            name = f"{MEASURES[measure][0]} ({measure})"
            axes.barh(at, means, height=0.36, color=colour, edgecolor=edge, linewidth=0.8, label=name)
            axes.errorbar(means, at, xerr=ends, fmt="none", ecolor=INK, elinewidth=1.2, capsize=2.5)
            for place, mean in zip(at, means, strict=True):
                axes.text(0.015, place, f"{mean:.3f}", va="center", fontsize=9)
        axes.set(xlim=(0, 1), yticks=range(len(held)), yticklabels=[SYSTEMS.get(name, name) for name in held])
        axes.invert_yaxis()
        figure.legend(loc="outside upper left", ncols=1)
        svg = inline_svg(figure, "systems", title, told)
    return Picture(title, "Strekene er 95 %-intervaller.", told, svg)


def whiskers(values: Sequence[float], intervals: Sequence[Interval]) -> list[list[float]]:
    """Give how far the intervals reach below and above the values, never less than nothing.

    >>> whiskers([0.5, 1.0], [(0.25, 0.75), (0.5, 0.999)])
    [[0.25, 0.5], [0.25, 0.0]]
    """
    both = list(zip(values, intervals, strict=True))
    return [[max(0.0, value - low) for value, (low, _) in both], [max(0.0, high - value) for value, (_, high) in both]]


def latency_picture(times: Latency) -> Picture:
    """Draw how long the answers took."""
    title = "Tid til svar"
    told = f"Halvparten innen {times.p50:.1f} ms (p50), 95 av 100 innen {times.p95:.1f} ms (p95)."
    with style():
        figure = new_figure()
        axes = figure.subplots()
        axes.stairs(times.counts, times.edges, fill=True, facecolor=FIRST_BAR, edgecolor=FIRST, linewidth=0.8)
        for name, value, side in (("p50", times.p50, -1), ("p95", times.p95, 1)):
            axes.axvline(value, color=SECOND, linewidth=1.4)
            axes.annotate(
                f"{name} {value:.1f}",
                (value, 1),
                (4 * side, -9),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="left" if side > 0 else "right",
                fontsize=9.5,
            )
        axes.set(xlim=(0, None), ylim=(0, max(times.counts) * 1.2), xlabel="millisekunder", ylabel="spørsmål")
        svg = inline_svg(figure, "latency", title, told)
    return Picture(title, "Fra spørsmål til svar, etter et første spørsmål som ikke telles.", told, svg)
