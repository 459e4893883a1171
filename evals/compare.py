"""Two stored runs -> how much the second is better, measure by measure, and which cases changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.case import Case
from evals.differences import differences
from evals.judgements import Judgements
from evals.scoring import LOWER_IS_BETTER, MEASURES, Scored, score_all
from evals.statistics.randomisation import Difference
from evals.stored import Run, RunError

TOLD = ("hit@1", "page recall@5", "fact recall", "citation precision", "voice", "false refusals", "false answers")
SEEN = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """A case whose figure changed."""

    case: str
    question: str
    measure: str
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        """Say whether the second run does better."""
        return (self.after > self.before) != (self.measure in LOWER_IS_BETTER)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second system minus the first, over the cases that both have.

    Attributes:
        first, second: "run/system".
        differences: by measure.
        changes: case by case, for the measures one reads cases by.
    """

    first: str
    second: str
    differences: dict[str, Difference]
    changes: tuple[Change, ...]


def compare(first: Run, second: Run, cases: Sequence[Case], judged: Judgements, systems: Sequence[str]) -> Comparison:
    """Pair two runs' figures of the same cases, scored by today's gold.

    Args:
        first, second: the runs.
        cases: all gold cases.
        judged: the judged pages.
        systems: which system of the first and which of the second.

    Raises:
        RunError: a run lacks its system, or the runs have no case in common.
    """
    before, after = (
        {one.case.id: one for one in score_all(cases, run.of(system), judged)}
        for run, system in zip((first, second), systems, strict=True)
    )
    shared = [case for case in cases if case.id in before and case.id in after]
    if not shared:
        raise RunError("Kjøringene har ingen spørsmål felles.")
    pairs = [(before[case.id].values, after[case.id].values, case.cluster) for case in shared]
    names = [f"{run.name}/{system}" for run, system in zip((first, second), systems, strict=True)]
    changes = tuple(change for case in shared for change in _changes(before[case.id], after[case.id]))
    return Comparison(names[0], names[1], differences(MEASURES, pairs), changes)


def _changes(before: Scored, after: Scored) -> list[Change]:
    return [
        Change(before.case.id, before.case.question, name, before.values[name], after.values[name])
        for name in TOLD
        if name in before.values and name in after.values and abs(before.values[name] - after.values[name]) > SEEN
    ]
