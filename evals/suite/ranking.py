"""Questions and an open library -> each system's ranked documents; does not know which are right."""

from collections.abc import Mapping, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from app.engine.engine import Engine, QueryEncoder
from app.engine.question import UnusableQuestion
from evals.outcome import Found, Outcome, found_passage
from evals.suite.halves import Question
from evals.suite.library import SuiteLibrary
from evals.systems.baselines import DEEP, baselines
from evals.systems.system import OURS, System
from ingest.progress import Progress

RANKED = 10  # documents a question; no measure looks further
TOGETHER = 64  # questions that are encoded between two steps of the progress

Ranking = Mapping[str, Sequence[str]]
"""Ids of documents by question, best first."""


def rank(library: SuiteLibrary, questions: Sequence[Question], progress: Progress) -> dict[str, Ranking]:
    """Ask each question of bm25, dense, rrf and ours.

    A document's rank is that of its best passage, among the first hundred passages of a baseline and those that the
    engine re-scores; a document with very many passages can thus leave fewer than ten to be ranked.

    Args:
        library: what is searched.
        questions: what is asked; each is encoded once for all systems.
        progress: called with (done, total, label).

    Returns:
        A ranking by system; a question that a system refuses has found nothing.
    """
    engine = library.engine
    encoder = _encode([question.text for question in questions], engine.encoder, progress)
    quick = Engine(engine.index, encoder, engine.abstention)
    rankings: dict[str, Ranking] = {}
    for system in (*baselines(quick, library.passages, DEEP), _retrieving(quick)):
        ranking: dict[str, Sequence[str]] = {}
        for done, question in enumerate(questions, 1):
            ranking[question.id] = ranked_documents(system.ask(question.id, question.text).found, library.documents)
            progress(done, len(questions), f"Søker med {system.name}")
        rankings[system.name] = ranking
    return rankings


def ranked_documents(found: Sequence[Found], documents: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the documents of ranked passages, each once, at most ten.

    >>> passages = [Found(str(n), source, "original", (), "") for n, source in enumerate("abac")]
    >>> ranked_documents(passages, {"a": ["1", "2"], "b": ["3"], "c": ["4"]})
    ['1', '2', '3', '4']
    """
    return list(dict.fromkeys(name for passage in found for name in documents[passage.source]))[:RANKED]


class _Known:
    """Questions that were encoded before."""

    def __init__(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self._vectors = vectors

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._vectors[text] for text in texts])


def _encode(texts: Sequence[str], encoder: QueryEncoder, progress: Progress) -> _Known:
    vectors: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(texts), TOGETHER):
        some = texts[start : start + TOGETHER]
        vectors |= dict(zip(some, encoder.encode_queries(some), strict=True))
        progress(start + len(some), len(texts), "Lager vektorer for spørsmål")
    return _Known(vectors)


def _retrieving(engine: Engine) -> System:
    """Put the engine's retrieval under evaluation, without its answer."""

    def ask(case: str, question: str) -> Outcome:
        start = perf_counter()
        try:
            evidence = engine.retrieve(question, DEEP)[0].evidence
        except UnusableQuestion:
            evidence = ()
        took = (perf_counter() - start) * 1000
        found = tuple(found_passage(one.passage, one.sentence_scores) for one in evidence)
        return Outcome(case, found, milliseconds=round(took, 3))

    return System(OURS, ask)
