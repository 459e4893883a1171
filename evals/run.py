"""Cases and an engine -> a table of mean figures; gives no intervals and stores nothing yet."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from app.engine.values import Answer
from evals.case import Case
from evals.measure import Scores, score


@dataclass(frozen=True, slots=True)
class Row:
    """Means over the answerable cases of a group, and how often the assistant was wrong to answer or to refuse."""

    group: str
    answerable: int
    unanswerable: int
    means: Mapping[str, float]
    false_refusals: float
    false_answers: float


def run(cases: Iterable[Case], ask: Callable[[str], Answer]) -> list[tuple[Case, Answer]]:
    """Ask every case's question."""
    return [(case, ask(case.question)) for case in cases]


def tabulate(results: Sequence[tuple[Case, Answer]], by: Callable[[Case], str]) -> list[Row]:
    """Group the results and give a row a group, "alle" first."""
    groups: dict[str, list[tuple[Case, Answer]]] = defaultdict(list)
    for case, answer in results:
        groups[by(case)].append((case, answer))
    return [_row("alle", results), *(_row(name, groups[name]) for name in sorted(groups))]


def _row(group: str, results: Sequence[tuple[Case, Answer]]) -> Row:
    answerable = [(case, answer) for case, answer in results if case.answerable]
    other = [answer for case, answer in results if not case.answerable]
    names = [field.name for field in fields(Scores)]
    scored = [astuple(score(case, answer)) for case, answer in answerable]
    means = {name: _mean([row[column] for row in scored]) for column, name in enumerate(names)}
    refused = _mean([float(answer.abstained) for _, answer in answerable])
    return Row(group, len(answerable), len(other), means, refused, _mean([float(not a.abstained) for a in other]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")
