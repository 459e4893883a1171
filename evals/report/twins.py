"""Scored cases -> how much a question loses when it is asked in another language or another way."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.case import Case
from evals.differences import differences
from evals.scoring import LOWER_IS_BETTER, Scored
from evals.statistics.randomisation import Difference

TOLD = ("hit@1", "MRR@10", "page recall@5", "fact recall", "citation precision", "false refusals")


@dataclass(frozen=True, slots=True)
class Drop:
    """How much worse the twins of a group do than their bases; positive is worse, whatever the measure.

    Attributes:
        group: a language, or the style of twins that are not plain.
        by_measure: over the pairs that both have the measure.
    """

    group: str
    by_measure: dict[str, Difference]


def twin_drops(scored: Iterable[Scored]) -> list[Drop]:
    """Pair every twin with its base; a twin whose base was not asked is left out."""
    by_id = {one.case.id: one for one in scored}
    pairs: dict[str, list[tuple[Scored, Scored]]] = {}
    for one in by_id.values():
        if one.case.twin_of in by_id:
            pairs.setdefault(group_of(one.case), []).append((by_id[one.case.twin_of], one))
    return [Drop(group, _drops(listed)) for group, listed in sorted(pairs.items())]


def group_of(twin: Case) -> str:
    """Name what sets a twin apart: its language when it is plain, else its style."""
    return twin.lang if twin.style == "plain" else twin.style


def _drops(pairs: list[tuple[Scored, Scored]]) -> dict[str, Difference]:
    """Give base minus twin, and where lower is better twin minus base."""
    lost = [(twin.values, base.values, base.case.cluster) for base, twin in pairs]
    gained = [(base, twin, cluster) for twin, base, cluster in lost]
    return differences([name for name in TOLD if name not in LOWER_IS_BETTER], lost) | differences(
        [name for name in TOLD if name in LOWER_IS_BETTER], gained
    )
