"""BM25 alone, dense alone, and both by reciprocal ranks, over the passages and with the encoder that the engine has."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from time import perf_counter

import bm25s
import numpy as np

from app.engine.engine import Engine
from app.engine.question import understand
from evals.outcome import Outcome, found_passage
from evals.systems.system import SHOWN, System
from ingest.indexed import IndexedPassage
from ingest.storing import Hit, analyse

DEEP = 100  # hits of each search that are fused
RRF = 60  # the constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)

Search = Callable[[str], Sequence[Hit]]


def baselines(engine: Engine, passages: Sequence[IndexedPassage], shown: int = SHOWN) -> list[System]:
    """Give the three baselines: bm25, dense and rrf.

    Args:
        engine: its index is searched by vector.
        passages: all that the index holds; bm25 is an ordinary one over their stemmed words.
        shown: passages that each takes down at most; no more than `DEEP` come from one search.
    """
    index = engine.index
    words = _by_stems(engine, passages)

    def dense(question: str) -> Sequence[Hit]:
        return index.search_vector(engine.encoder.encode_queries([question])[0], DEEP)

    def fused(question: str) -> Sequence[Hit]:
        return reciprocal_ranks([words(question), dense(question)])

    searches = (("bm25", words), ("dense", dense), ("rrf", fused))
    return [_system(engine, name, search, shown) for name, search in searches]


def _by_stems(engine: Engine, passages: Sequence[IndexedPassage]) -> Search:
    bm25 = bm25s.BM25()
    bm25.index([analyse(passage.encoded, passage.language) for passage in passages], show_progress=False)

    def search(question: str) -> Sequence[Hit]:
        known = [word for word in understand(question, engine.index.sources()).tokens if word in bm25.vocab_dict]
        scores = bm25.get_scores(known) if known else np.zeros(len(passages))
        best = np.argsort(-scores, kind="stable")[:DEEP]
        return [Hit(passages[row].id, float(scores[row])) for row in best if scores[row] > 0]

    return search


def reciprocal_ranks(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Fuse rankings by the sum of 1 / (60 + rank), best first.

    >>> [hit.id for hit in reciprocal_ranks([[Hit("a", 9.0), Hit("b", 8.0)], [Hit("b", 0.9), Hit("c", 0.8)]])]
    ['b', 'a', 'c']
    """
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            scores[hit.id] += 1 / (RRF + rank)
    return [Hit(name, score) for name, score in sorted(scores.items(), key=lambda pair: -pair[1])]


def _system(engine: Engine, name: str, search: Search, shown: int) -> System:
    def ask(case: str, question: str) -> Outcome:
        start = perf_counter()
        hits = search(question)[:shown]
        passages = engine.index.passages([hit.id for hit in hits])
        took = (perf_counter() - start) * 1000
        return Outcome(case, tuple(found_passage(passage) for passage in passages), milliseconds=round(took, 3))

    return System(name, ask)
