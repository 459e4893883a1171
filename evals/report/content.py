"""A run -> everything the report tells, as values; writes no words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.case import Case
from evals.judgements import Judgements
from evals.report.curves import Bin, RiskCurve, reliability, risk_coverage
from evals.report.latency import Latency, latency
from evals.report.twins import Drop, twin_drops
from evals.report.worst import Kind, worst
from evals.scoring import Scored, score_all
from evals.stored import Run, RunError, gold_hash
from evals.systems.system import OURS
from evals.table import GROUPS, Figure, Row, figures_of, tabulate


@dataclass(frozen=True, slots=True)
class Content:
    """What a report tells; all but `figures` is about our own system.

    Attributes:
        name, about: the run's.
        gold_now: hash of the gold that it is scored by.
        scored: cases, outcomes and figures.
        figures: of all cases, by system.
        rows: by grouping, as in `evals.table.GROUPS`.
        threshold: sureness below which the assistant abstained; None where the run does not say.
    """

    name: str
    about: Mapping[str, Any]
    gold_now: str
    scored: tuple[Scored, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    rows: Mapping[str, Sequence[Row]]
    drops: tuple[Drop, ...]
    risk: RiskCurve
    bins: tuple[Bin, ...]
    latency: Latency
    worst: tuple[Kind, ...]
    threshold: float | None


def content_of(run: Run, cases: Sequence[Case], judged: Judgements) -> Content:
    """Score a run by the given gold and gather what there is to tell.

    Raises:
        RunError: our system was not asked, or none of its questions is among the cases.
    """
    scored = {system: score_all(cases, outcomes, judged) for system, outcomes in run.outcomes.items()}
    own = scored.get(OURS)
    if not own:
        raise RunError(
            f"Kjøringen {run.name} har ingen svar fra {OURS} på disse spørsmålene.", "Kjør python -m evals run på nytt."
        )
    return Content(
        name=run.name,
        about=run.about,
        gold_now=gold_hash(),
        scored=tuple(own),
        figures={system: figures_of(listed) for system, listed in scored.items()},
        rows={grouping: tabulate(own, by) for grouping, by in GROUPS.items()},
        drops=tuple(twin_drops(own)),
        risk=risk_coverage(own),
        bins=reliability(own),
        latency=latency(own),
        worst=worst(own, judged),
        threshold=(run.about.get("abstention") or {}).get("threshold"),
    )
