"""Cases and outcomes -> figures a case; averages nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evals.case import Case
from evals.judgements import Judgements
from evals.measures.citations import citation_precision, citation_recall, quote_validity
from evals.measures.facts import fact_recall
from evals.measures.page_recall import page_recall
from evals.measures.ranking import ranked_pages, ranking_scores
from evals.measures.voices import voice_is_right
from evals.outcome import Outcome

SHARES = frozenset({"hit@1", "hit@5", "voice", "false refusals", "false answers"})
"""Measures whose values are 0 or 1, so that their mean is a share."""
LOWER_IS_BETTER = frozenset({"false refusals", "false answers"})
RETRIEVAL = ("hit@1", "hit@5", "MRR@10", "nDCG@10", "recall@5", "page recall@5")
ANSWERS = (
    "fact recall",
    "citation precision",
    "citation recall",
    "quote validity",
    "voice",
    "false refusals",
    "false answers",
)
MEASURES = (*RETRIEVAL, *ANSWERS)


@dataclass(frozen=True, slots=True)
class Scored:
    """A case, what a system gave for it, and the measures that apply, each 0–1."""

    case: Case
    outcome: Outcome
    values: Mapping[str, float] = field(default_factory=dict)


def score_all(cases: Iterable[Case], outcomes: Iterable[Outcome], judged: Judgements) -> list[Scored]:
    """Score the cases that have an outcome, in the order of the cases."""
    by_case = {outcome.case: outcome for outcome in outcomes}
    return [
        Scored(case, by_case[case.id], score(case, by_case[case.id], judged)) for case in cases if case.id in by_case
    ]


def score(case: Case, outcome: Outcome, judged: Judgements) -> dict[str, float]:
    """Give the measures that apply to a case.

    A case without an answer is only answered or refused. Facts that a refusal leaves unsaid count as unsaid; its
    citations are none, so they have no precision.
    """
    if not case.answerable:
        return {"false answers": float(not outcome.abstained)} if outcome.answers else {}
    grades = judged.extend(case)
    values = ranking_scores(grades, ranked_pages(outcome.found))
    values["page recall@5"] = page_recall(case.page_sets, outcome.found)
    if outcome.answers:
        values["false refusals"] = float(outcome.abstained)
        values["fact recall"] = fact_recall(case.vital, " ".join(statement.text for statement in outcome.said))
        if outcome.said:
            values["citation precision"] = citation_precision(grades, outcome.said)
            values["citation recall"] = citation_recall(outcome.said)
            values["quote validity"] = quote_validity(outcome.said)
            if case.voice is not None:
                values["voice"] = float(voice_is_right(case.voice, outcome.said))
    return values
