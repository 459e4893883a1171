"""Evidence -> its sentences as candidates for the answer, each with a score; chooses none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.engine.manner import leans, tells
from app.engine.question import Question, same_tongue
from app.engine.retrieve import Retrieved, SearchableIndex
from app.engine.values import Evidence
from ingest.indexed import IndexedPassage, IndexedSentence
from ingest.storing.words import analyse

PASSAGE, PARAGRAPH, WORDS = 3.5, 1.5, 1.0  # weights beside 1.0 for the sentence's own similarity
FRAGMENT, LEANS = -2.0, -0.5
NAMED_WORK, OTHER_WORK = 0.7, -2.0  # the question names a work
AUTHOR, NOT_AUTHOR = 1.5, -1.5  # the question asks what the author thinks
FRAGMENT_WORDS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may go into the answer.

    Attributes:
        evidence: the passage it stands in, ranked.
        position: its index among the passage's sentences.
        sentence: itself.
        vector: (d,), length 1.
        score: how well it would answer; comparable within one question.
        leans: its first word points back to the sentence before.
        tells: it says something; a question or an announcement of what the text will do tells nothing.
    """

    evidence: Evidence
    position: int
    sentence: IndexedSentence
    vector: NDArray[np.float32]
    score: float
    leans: bool
    tells: bool

    @property
    def place(self) -> tuple[int, int]:
        """Rank of the passage and position in it."""
        return self.evidence.rank, self.position

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text


def score_candidates(retrieved: Retrieved, index: SearchableIndex) -> list[Candidate]:
    """Score every sentence of the evidence, in reading order within each passage.

    Similarities are standardised over all sentences of the evidence, because cosines of one model crowd together.
    """
    if not retrieved.evidence:
        return []
    everything = np.array([score for found in retrieved.evidence for score in found.sentence_scores])
    mean, spread = float(everything.mean()), float(everything.std()) or 1.0
    fused = [found.score for found in retrieved.evidence]
    low, width = min(fused), (max(fused) - min(fused)) or 1.0
    candidates: list[Candidate] = []
    for found in retrieved.evidence:
        similar = (np.array(found.sentence_scores) - mean) / spread
        vectors = index.sentence_vectors(found.passage.id)
        shared = _shared_words(retrieved.question, found.passage)
        best_of_paragraph = _best_of_paragraph(found.passage.sentences, similar)
        for position, sentence in enumerate(found.passage.sentences):
            leaning = position > 0 and leans(sentence.text)
            score = (
                float(similar[position])
                + PASSAGE * (found.score - low) / width
                + PARAGRAPH * best_of_paragraph[sentence.paragraph]
                + WORDS * shared[position]
                + _manner(sentence, leaning)
                + _fit(retrieved.question, sentence)
            )
            candidates.append(
                Candidate(found, position, sentence, vectors[position], score, leaning, tells(sentence.text))
            )
    return candidates


def _best_of_paragraph(sentences: Sequence[IndexedSentence], similar: NDArray[np.float64]) -> dict[int, float]:
    best: dict[int, float] = {}
    for sentence, score in zip(sentences, similar, strict=True):
        best[sentence.paragraph] = max(best.get(sentence.paragraph, -np.inf), float(score))
    return best


def _shared_words(question: Question, passage: IndexedPassage) -> list[float]:
    if not question.tokens or not same_tongue(question.language, passage.language):
        return [0.0] * len(passage.sentences)
    wanted = set(question.tokens)
    return [len(wanted & words_of(sentence.text, passage.language)) / len(wanted) for sentence in passage.sentences]


@lru_cache(maxsize=20_000)
def words_of(text: str, language: str) -> frozenset[str]:
    """Give a text's analysed words; remembered, because the same sentences come up again and again."""
    return frozenset(analyse(text, language))


def _manner(sentence: IndexedSentence, leaning: bool) -> float:
    return (LEANS if leaning else 0.0) + (FRAGMENT if len(sentence.text.split()) < FRAGMENT_WORDS else 0.0)


def _fit(question: Question, sentence: IndexedSentence) -> float:
    speaking = {voice.source for voice in sentence.voices}
    score = 0.0
    if question.works & speaking:
        score += NAMED_WORK
    elif question.works and any(voice.kind == "reported" for voice in sentence.voices):
        score += OTHER_WORK
    if question.asks_author:
        score += AUTHOR if any(voice.kind == "author" for voice in sentence.voices) else NOT_AUTHOR
    return score
