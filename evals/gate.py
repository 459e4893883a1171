"""A run of the test questions against the committed baseline -> what fell further than chance explains."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.differences import Values, differences
from evals.scoring import LOWER_IS_BETTER, Scored
from evals.statistics.randomisation import Difference
from evals.stored import gold_hash
from ingest.errors import TillitskildenError

GATED = (
    "hit@1",
    "MRR@10",
    "nDCG@10",
    "page recall@5",
    "fact recall",
    "citation precision",
    "voice",
    "false refusals",
    "false answers",
)
BASELINE = "baseline.json"
DIGITS = 6
SMALLEST = 0.002  # a mean difference that the order in which an index was built can make: ties fall otherwise


class BaselineError(TillitskildenError):
    """The committed baseline does not belong to today's gold."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the engine reached on the test questions when the baseline was frozen.

    Attributes:
        about: what it was measured on.
        values: measures by case, and no words of any source, because the baseline is committed.
    """

    about: Mapping[str, Any]
    values: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure that is worse than the baseline's, with its whole paired interval on the wrong side of nothing."""

    measure: str
    difference: Difference


def falls(baseline: Baseline, scored: Sequence[Scored]) -> list[Fall]:
    """Give the measures that fell outside their paired 95 % interval, and by more than `SMALLEST`.

    A case that one side refused and the other answered counts in the measures that both have.

    Raises:
        BaselineError: the gold has changed since the baseline was frozen.
    """
    if baseline.about.get("gold") != gold_hash():
        raise BaselineError(
            "Grunnlinjen hører til et eldre gullsett.", "Frys den på nytt: python -m evals gate --freeze"
        )
    pairs = [(baseline.values.get(one.case.id, {}), _rounded(one), one.case.cluster) for one in scored]
    fallen = []
    for measure, found in differences(GATED, pairs).items():
        low, high = found.interval
        if abs(found.mean) >= SMALLEST and ((low > 0) if measure in LOWER_IS_BETTER else (high < 0)):
            fallen.append(Fall(measure, found))
    return fallen


def freeze(scored: Sequence[Scored], about: Mapping[str, Any], path: Path) -> None:
    """Write a baseline: figures by case, and what they were measured on."""
    values = {one.case.id: _rounded(one) for one in scored}
    lines = ",\n".join(f"  {json.dumps(case)}: {json.dumps(found)}" for case, found in sorted(values.items()))
    path.write_text(f'{{"about": {json.dumps(dict(about))},\n "values": {{\n{lines}\n}}}}\n', encoding="utf-8")


def _rounded(one: Scored) -> Values:
    return {name: round(one.values[name], DIGITS) for name in GATED if name in one.values}


def read_baseline(path: Path | None = None) -> Baseline:
    """Read the committed baseline, or another."""
    path = path or baseline_path()
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Baseline(record["about"], record["values"])
    except (OSError, ValueError, KeyError) as error:
        raise BaselineError(
            f"Grunnlinjen {path.name} kan ikke leses.", "Frys en: python -m evals gate --freeze"
        ) from error


def baseline_path() -> Path:
    """Say where the committed baseline lies."""
    return Path(str(files("evals") / BASELINE))
