"""The engine put together: a question in, an answer or an abstention out; knows no screen and no files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.engine.abstain import features
from app.engine.candidates import score_candidates
from app.engine.cite import make_statements
from app.engine.compose import compose
from app.engine.logistic import Logistic
from app.engine.question import understand, usable
from app.engine.retrieve import SHOWN, Retrieved, SearchableIndex, retrieve
from app.engine.values import Answer, Timing
from ingest.source import Source
from ingest.span import Span


class QueryEncoder(Protocol):
    """What the engine needs of `ingest.embedding.Encoder`."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]: ...  # noqa: D102


class ReadableIndex(SearchableIndex, Protocol):
    """What the engine needs of `ingest.storing.Index`."""

    def sources(self) -> Mapping[str, Source]: ...  # noqa: D102
    def quote_at(self, version: str, span: Span) -> str | None: ...  # noqa: D102


class Engine:
    """Answers from one open index.

    Attributes:
        index, encoder: what it reads and encodes with.
        abstention: when it says that the sources do not answer.
    """

    def __init__(self, index: ReadableIndex, encoder: QueryEncoder, abstention: Logistic) -> None:
        self.index = index
        self.encoder = encoder
        self.abstention = abstention

    def ask(self, question: str) -> Answer:
        """Retrieve, then answer."""
        return self.answer(question, self.retrieve(question))

    def retrieve(self, question: str, shown: int = SHOWN) -> tuple[Retrieved, Timing]:
        """Find the evidence for a question, at most `shown` passages; it can be looked at before anything is answered.

        Raises:
            UnusableQuestion: it has no words, or too many.
        """
        start = perf_counter()
        text = usable(question)
        vector = self.encoder.encode_queries([text])[0]
        encoded = perf_counter()
        found = retrieve(understand(text, self.index.sources()), vector, self.index, shown)
        end = perf_counter()
        return found, Timing(_ms(start, encoded), _ms(encoded, end), 0.0, _ms(start, end))

    def answer(self, question: str, found: tuple[Retrieved, Timing]) -> Answer:
        """Answer from evidence, or abstain with it."""
        retrieved, timing = found
        start = perf_counter()
        sureness = self.abstention.probability(features(retrieved)) if retrieved.evidence else 0.0
        sure = sureness >= self.abstention.threshold
        told, is_list = compose(retrieved.question, score_candidates(retrieved, self.index)) if sure else ([], False)
        statements = make_statements(told, self.index.quote_at)
        took = _ms(start, perf_counter())
        return Answer(
            question=question,
            resolved_question=retrieved.question.text,
            language=retrieved.question.language,
            abstained=not statements,
            statements=statements,
            evidence=retrieved.evidence,
            is_list=is_list,
            sureness=sureness,
            timing=replace(timing, answer=took, total=timing.total + took),
        )


def _ms(start: float, end: float) -> float:
    return (end - start) * 1000
