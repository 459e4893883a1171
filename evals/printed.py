"""Figures -> lines of text for a terminal; computes nothing."""

from collections.abc import Mapping, Sequence

from evals.compare import Comparison
from evals.gate import Fall
from evals.judging import FAITHFULNESS, Judged
from evals.scoring import MEASURES, Scored
from evals.table import GROUPS, Figure, Row, figures_of, tabulate

SHORT = {
    "hit@1": "hit@1",
    "hit@5": "hit@5",
    "MRR@10": "MRR",
    "nDCG@10": "nDCG",
    "recall@5": "rec@5",
    "page recall@5": "side@5",
    "fact recall": "fakta",
    "citation precision": "sit.pr",
    "citation recall": "sit.re",
    "quote validity": "gyldig",
    "voice": "stemme",
    "false refusals": "avslag",
    "false answers": "falske",
}


def printed_tables(scored: Mapping[str, Sequence[Scored]]) -> str:
    """Print every system over all cases with intervals, then the first system by type, language and style."""
    lines = _systems(scored)
    first = next(iter(scored))
    for name, by in GROUPS.items():
        lines += ["", *_groups(f"{first}, {name}", tabulate(scored[first], by))]
    return "\n".join(lines)


def _systems(scored: Mapping[str, Sequence[Scored]]) -> list[str]:
    figures = {system: figures_of(listed) for system, listed in scored.items()}
    lines = [f"{'':20}" + "".join(f"{system:>26}" for system in figures)]
    for measure in MEASURES:
        cells = []
        for found in figures.values():
            figure = found.get(measure)
            cells.append(_cell(figure) if figure else "–")
        lines.append(f"{measure:20}" + "".join(f"{cell:>26}" for cell in cells))
    return lines


def _cell(figure: Figure) -> str:
    return f"{figure.mean:.3f} [{figure.interval[0]:.3f}–{figure.interval[1]:.3f}] {figure.n:4}"


def _groups(title: str, rows: Sequence[Row]) -> list[str]:
    held = [measure for measure in MEASURES if any(measure in row.figures for row in rows)]
    lines = [f"{title:22}{'n':>5}" + "".join(f"{SHORT[measure]:>8}" for measure in held)]
    for row in rows:
        n = max((figure.n for figure in row.figures.values()), default=0)
        cells = [f"{row.figures[measure].mean:.3f}" if measure in row.figures else "–" for measure in held]
        lines.append(f"{row.group:22}{n:>5}" + "".join(f"{cell:>8}" for cell in cells))
    return lines


def printed_comparison(found: Comparison) -> str:
    """Print what changed from the first run to the second."""
    lines = [f"{found.first} → {found.second}"]
    for measure, one in found.differences.items():
        ends = f"[{one.interval[0]:+.3f}, {one.interval[1]:+.3f}]"
        lines.append(f"{measure:20} {one.mean:+.3f} {ends:>18}  p = {one.p:.4f}  n = {one.n}")
    for change in found.changes:
        sign = "+" if change.is_better else "−"
        lines.append(
            f"{sign} {change.case:36} {change.measure:20} {change.before:.2f} → {change.after:.2f}  {change.question}"
        )
    return "\n".join(lines)


def printed_falls(fallen: Sequence[Fall]) -> str:
    """Say which measures fell below the baseline."""
    if not fallen:
        return "Ingenting er dårligere enn grunnlinjen."
    return "\n".join(
        f"{fall.measure}: {fall.difference.mean:+.3f} "
        f"[{fall.difference.interval[0]:+.3f}, {fall.difference.interval[1]:+.3f}], n = {fall.difference.n}"
        for fall in fallen
    )


def printed_verdicts(judged: Judged) -> str:
    """Print the shares, what a judge failed on, why it stopped, and the answers found unfaithful with its words."""
    whole = len(judged.verdicts) - judged.failed
    lines = [f"{whole} svar vurdert, {judged.failed} uten full vurdering, {judged.left} ikke vurdert"]
    lines += [f"{measure:20}{_cell(figure):>26}" for measure, figure in judged.figures().items()]
    if judged.stopped:
        lines += ["", f"Stanset: {judged.stopped}"]
    for verdict in judged.verdicts:
        for measure, opinion in verdict.opinions.items():
            if opinion.holds is None:
                lines.append(f"? {verdict.case:36} {measure:20} {opinion.words}")
    for verdict in judged.verdicts:
        if verdict.opinions[FAITHFULNESS].holds is False:
            lines += ["", f"− {verdict.case}  {verdict.question}", f"  svar:   {verdict.answer}"]
            lines.append(f"  dommer: {' '.join(verdict.opinions[FAITHFULNESS].words.split())}")
    return "\n".join(lines)
