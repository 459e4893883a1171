"""Scored cases -> the worst of them, with what was expected beside what was shown; explains nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.case import Fact
from evals.judgements import Judgements
from evals.measures.facts import is_said, normalise
from evals.measures.page_recall import first_pages
from evals.scoring import Scored

LIMIT = 40
ANSWERED, REFUSED, WEAK = "answered", "refused", "weak"


@dataclass(frozen=True, slots=True)
class Look:
    """A case to look at.

    Attributes:
        scored: the case, its outcome and its figures.
        right: pages that are evidence, labelled or judged; for a false premise those that contradict it.
        near: pages of the first five passages.
        facts: each with whether the answer says it.
    """

    scored: Scored
    right: frozenset[str]
    near: frozenset[str]
    facts: tuple[tuple[Fact, bool], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of failure: `ANSWERED` without evidence, `REFUSED` with it, or `WEAK`; how many, and the worst."""

    name: str
    total: int
    looks: tuple[Look, ...]


def worst(scored: Sequence[Scored], judged: Judgements, limit: int = LIMIT) -> tuple[Kind, ...]:
    """Give the worst cases by kind; the places are dealt one a kind in turn, so that a large kind hides no small one.

    Unanswerable questions that were answered come the surest first, answerable ones that were refused the least sure
    first, and answers by falling `weakness`.
    """
    asked = [one for one in scored if one.outcome.answers]
    answered = [one for one in asked if not one.case.answerable and not one.outcome.abstained]
    refused = [one for one in asked if one.case.answerable and one.outcome.abstained]
    weak = [one for one in asked if one.case.answerable and not one.outcome.abstained and weakness(one) > 0]
    kinds = {
        ANSWERED: sorted(answered, key=lambda one: -one.outcome.sureness),
        REFUSED: sorted(refused, key=lambda one: one.outcome.sureness),
        WEAK: sorted(weak, key=weakness, reverse=True),
    }
    places = _deal([len(listed) for listed in kinds.values()], limit)
    return tuple(
        Kind(name, len(listed), tuple(_look(one, judged) for one in listed[:n]))
        for (name, listed), n in zip(kinds.items(), places, strict=True)
    )


def weakness(one: Scored) -> float:
    """Give what an answer lacks, 0–3: facts unsaid, citations off the evidence, and a wrong first page."""
    return sum(1.0 - one.values.get(measure, 0.0) for measure in ("fact recall", "citation precision", "hit@1"))


def _deal(wanted: Sequence[int], limit: int) -> list[int]:
    """Deal places one at a time in turn.

    >>> _deal([1, 9, 4], 8)
    [1, 4, 3]
    """
    dealt = [0] * len(wanted)
    while sum(dealt) < min(limit, sum(wanted)):
        for place, most in enumerate(wanted):
            if dealt[place] < most and sum(dealt) < limit:
                dealt[place] += 1
    return dealt


def _look(one: Scored, judged: Judgements) -> Look:
    text = normalise(" ".join(statement.text for statement in one.outcome.said))
    facts = tuple((fact, is_said(fact, text)) for fact in one.case.facts)
    against = one.case.absence.contradicted_by if one.case.absence else ()
    right = judged.extend(one.case).keys() | {place.key for place in against}
    return Look(one, frozenset(right), first_pages(one.outcome.found), facts)
