"""Ranked passages -> hit, recall, MRR and nDCG on printed pages, by ir_measures."""

from collections.abc import Iterable, Mapping, Sequence

import ir_measures
from ir_measures import RR, R, ScoredDoc, Success, nDCG

from evals.outcome import Found

MEASURES = {
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
    "recall@5": R @ 5,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}


def ranked_pages(found: Iterable[Found]) -> list[str]:
    """Give the pages of ranked passages in their order, each once.

    >>> ranked_pages([Found("a", "s", "original", ("s:2", "s:3"), ""), Found("b", "s", "original", ("s:3", "s:1"), "")])
    ['s:2', 's:3', 's:1']
    """
    return list(dict.fromkeys(page for passage in found for page in passage.pages))


def ranking_scores(grades: Mapping[str, int], ranked: Sequence[str]) -> dict[str, float]:
    """Score one ranking of distinct names.

    Args:
        grades: what is relevant, with grades from 1.
        ranked: best first.

    Returns:
        `hit@k` (one relevant among the first k), `recall@5` (share of all relevant among the first five), `MRR@10`
        (1 / rank of the first relevant), `nDCG@10` (gain = grade, discount log2(rank + 1); Järvelin and Kekäläinen
        2002); each 0–1.
    """
    qrels = [ir_measures.Qrel("q", name, grade) for name, grade in grades.items()]
    run = [ScoredDoc("q", name, float(len(ranked) - place)) for place, name in enumerate(ranked)]
    if not run:
        return dict.fromkeys(MEASURES, 0.0)
    found = ir_measures.calc_aggregate(MEASURES.values(), qrels, run)
    return {name: float(found[measure]) for name, measure in MEASURES.items()}
