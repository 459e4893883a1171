"""Question -> evidence: dense and lexical search fused by value, then re-scored by best sentence and who speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.engine.fusion import unit_range
from app.engine.manner import tells
from app.engine.question import Question, same_tongue
from app.engine.terms import in_bokmal
from app.engine.values import Evidence, PageRef
from ingest.indexed import IndexedPassage
from ingest.storing import Hit

POOL = 150  # hits of each search that are fused
RESCORED = 60  # fused passages whose sentences are looked at
SHOWN = 10  # evidence given back
DENSE = 0.5
LEXICAL_SAME, LEXICAL_CROSS = 0.4, 0.2  # words of another language match by chance (FIELD: a trap measured for us)
COMMON = 0.2  # share of the pool in the question's language below which its few passages get no head start
SENTENCE = 1.0
NAMED, AUTHOR, TABLE = 0.3, 0.3, -0.2  # speaks the named work, the author who is asked for; a table beside running text


class SearchableIndex(Protocol):
    """What retrieval needs of `ingest.storing.Index`."""

    def search_vector(self, vector: NDArray[np.float32], k: int) -> Sequence[Hit]: ...  # noqa: D102
    def search_words(self, tokens: Sequence[str], k: int) -> Sequence[Hit]: ...  # noqa: D102
    def passages(self, ids: Sequence[str]) -> Sequence[IndexedPassage]: ...  # noqa: D102
    def sentence_vectors(self, passage_id: str) -> NDArray[np.float32]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for one question.

    Attributes:
        question: as understood.
        evidence: the best passages, best first, as many as were asked for.
        dense_best, dense_mean, dense_spread: cosine of the nearest passage, and mean and standard deviation
            over the nearest `POOL`: how far the best one stands out.
    """

    question: Question
    evidence: tuple[Evidence, ...]
    dense_best: float
    dense_mean: float
    dense_spread: float


def retrieve(question: Question, vector: NDArray[np.float32], index: SearchableIndex, shown: int = SHOWN) -> Retrieved:
    """Find the evidence for a question.

    Args:
        question: as understood.
        vector: its encoding, shape (d,), length 1.
        index: the open index.
        shown: passages given back at most; beyond `RESCORED` there are none.
    """
    dense = {hit.id: hit.score for hit in index.search_vector(vector, POOL)}
    words = {hit.id: hit.score for hit in index.search_words(in_bokmal(question.tokens, question.language), POOL)}
    if not dense:
        return Retrieved(question, (), 0.0, 0.0, 0.0)
    passages = index.passages(list(dict.fromkeys([*dense, *words])))
    first = _fuse(question, passages, dense, words)
    kept = np.argsort(-first, kind="stable")[:RESCORED]
    similar = [index.sentence_vectors(passages[row].id) @ vector for row in kept]
    best = unit_range(_best_telling([passages[row] for row in kept], similar))
    final = first[kept] + SENTENCE * best + [_speaks(question, passages[row]) for row in kept]
    ranked = [(passages[kept[n]], float(final[n]), similar[n]) for n in np.argsort(-final, kind="stable")[:shown]]
    evidence = tuple(
        Evidence(rank, passage, score, tuple(map(float, sentences)), pages_of(passage))
        for rank, (passage, score, sentences) in enumerate(ranked, 1)
    )
    near = np.array(list(dense.values()))
    return Retrieved(question, evidence, float(near.max()), float(near.mean()), float(near.std()))


def _fuse(
    question: Question, passages: Sequence[IndexedPassage], dense: dict[str, float], words: dict[str, float]
) -> NDArray[np.float32]:
    floor = min(dense.values())  # found by words only: no nearer than the last of the dense hits
    by_vector = unit_range([dense.get(passage.id, floor) for passage in passages])
    by_words = unit_range([words.get(passage.id, 0.0) for passage in passages])
    native = [same_tongue(question.language, passage.language) for passage in passages]
    common = sum(native) >= COMMON * len(native)
    weights = [LEXICAL_SAME if is_native and common else LEXICAL_CROSS for is_native in native]
    return np.asarray(DENSE * by_vector + np.array(weights, dtype=np.float32) * by_words, dtype=np.float32)


def _best_telling(passages: Sequence[IndexedPassage], similar: Sequence[NDArray[np.float32]]) -> list[float]:
    """Give each passage's best similarity among sentences that tell something; the lowest of all where none does."""
    lowest = min((float(scores.min()) for scores in similar if scores.size), default=0.0)
    return [
        max((float(score) for s, score in zip(p.sentences, scores, strict=True) if tells(s.text)), default=lowest)
        for p, scores in zip(passages, similar, strict=True)
    ]


def _speaks(question: Question, passage: IndexedPassage) -> float:
    score = TABLE if passage.kind == "table" else 0.0
    if question.works and any(voice.source in question.works for s in passage.sentences for voice in s.voices):
        score += NAMED
    if question.asks_author:
        own = sum(any(voice.kind == "author" for voice in s.voices) for s in passage.sentences)
        score += AUTHOR * own / (len(passage.sentences) or 1)
    return score


def pages_of(passage: IndexedPassage) -> tuple[PageRef, ...]:
    """Give the printed pages of a passage; of a note those that it cites."""
    if passage.kind != "note":
        return tuple(PageRef(passage.source, label) for label in passage.labels)
    cited = [
        PageRef(place.read_in, label)
        for sentence in passage.sentences
        for place in sentence.citations
        for label in place.read_on
    ]
    return tuple(dict.fromkeys(cited))
