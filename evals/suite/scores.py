"""A ranking and the grades -> mean figures with intervals, by ir_measures; does not know what was ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import ir_measures
from ir_measures import RR, R, ScoredDoc, nDCG

from evals.statistics.intervals import bootstrap
from evals.suite.halves import Question
from evals.suite.ranking import Ranking

MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "MRR@10": RR @ 10}


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over questions and its 95 % interval (bootstrap over articles)."""

    mean: float
    low: float
    high: float


def figures(
    ranking: Ranking, questions: Sequence[Question], judgements: Mapping[str, Mapping[str, int]]
) -> dict[str, Figure]:
    """Score a ranking by each of `MEASURES`; a question without documents scores 0.

    nDCG has gain = grade and discount log2(rank + 1); recall counts every grade above 0 (trec_eval's formulas).
    """
    qrels = [
        ir_measures.Qrel(question.id, document, grade)
        for question in questions
        for document, grade in judgements[question.id].items()
    ]
    run = [
        ScoredDoc(question.id, document, -float(place))
        for question in questions
        for place, document in enumerate(ranking[question.id])
    ]
    values: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    names = {str(measure): name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, run):
        values[names[str(metric.measure)]][metric.query_id] = metric.value
    articles = [question.article for question in questions]
    return {name: _figure([found[question.id] for question in questions], articles) for name, found in values.items()}


def _figure(values: Sequence[float], articles: Sequence[str]) -> Figure:
    return Figure(fmean(values), *bootstrap(values, articles))
