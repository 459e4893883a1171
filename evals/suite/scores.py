"""A ranking and the grades -> mean figures with intervals, by ir_measures; does not know what was ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.measures.ranking import ranking_scores
from evals.statistics.intervals import bootstrap
from evals.suite.halves import Question
from evals.suite.ranking import Ranking

MEASURES = ("nDCG@10", "recall@5", "MRR@10")


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
    scored = [ranking_scores(judgements[question.id], ranking[question.id]) for question in questions]
    articles = [question.article for question in questions]
    return {name: _figure([found[name] for found in scored], articles) for name in MEASURES}


def _figure(values: Sequence[float], articles: Sequence[str]) -> Figure:
    return Figure(fmean(values), *bootstrap(values, articles))
