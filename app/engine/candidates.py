"""Evidence -> its sentences as candidates for the answer, each with a score; chooses none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.engine.logistic import load_logistic
from app.engine.manner import leans, tells
from app.engine.question import Question
from app.engine.retrieve import Retrieved, SearchableIndex
from app.engine.values import Evidence
from app.engine.wording import pieces_of
from ingest.document import BlockKind
from ingest.indexed import IndexedPassage, IndexedSentence

MODEL = "sentences.json"
LONG = 50  # words; more add nothing to a sentence's length
ALONE = -1.0  # standardised similarity of a neighbour that is not there


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may go into the answer.

    Attributes:
        evidence: the passage it stands in, ranked.
        position: its index among the passage's sentences.
        sentence: itself.
        vector: (d,), length 1.
        score: log odds that it answers, by the fitted model.
        described: what the model was told about it.
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
    described: Mapping[str, float] = field(default_factory=dict)

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
    model = load_logistic(MODEL)
    everything = np.array([score for found in retrieved.evidence for score in found.sentence_scores])
    mean, spread = float(everything.mean()), float(everything.std()) or 1.0
    fused = [found.score for found in retrieved.evidence]
    low, width = min(fused), (max(fused) - min(fused)) or 1.0
    candidates: list[Candidate] = []
    for found in retrieved.evidence:
        similar = (np.array(found.sentence_scores) - mean) / spread
        vectors = index.sentence_vectors(found.passage.id)
        described = _describe(retrieved.question, found.passage, similar, (found.score - low) / width)
        for position, (sentence, told) in enumerate(zip(found.passage.sentences, described, strict=True)):
            leaning = position > 0 and leans(sentence.text)
            score, says = model.log_odds(told), tells(sentence.text)
            candidates.append(Candidate(found, position, sentence, vectors[position], score, leaning, says, told))
    return candidates


def _describe(
    question: Question, passage: IndexedPassage, similar: NDArray[np.float64], fused: float
) -> list[dict[str, float]]:
    """Describe each sentence of a passage for the model.

    Returns:
        similar, before, paragraph: standardised cosine of the sentence, of the one before it, and the best of its
            paragraph.
        passage: its passage's fused score, 1 for the best of the evidence and 0 for the last.
        pieces: share of the question's pieces of words that it holds.
        length: words, in units of 20, at most `LONG`.
        item, table: it is a list item, a row of a table.
        named, other: the question names a work, and it speaks here, or only another one does.
        author, not_author: the author's view is asked for, and the author speaks here, or does not.
    """
    paragraphs = _best_of_paragraph(passage.sentences, similar)
    wanted = pieces_of(question.text, question.language)
    return [
        {
            "similar": float(similar[n]),
            "before": float(similar[n - 1]) if n else ALONE,
            "paragraph": paragraphs[sentence.paragraph],
            "passage": fused,
            "pieces": len(wanted & pieces_of(sentence.text, passage.language)) / (len(wanted) or 1),
            "length": min(len(sentence.text.split()), LONG) / 20,
            "item": float(sentence.kind is BlockKind.LIST_ITEM),
            "table": float(passage.kind == "table"),
            **_who_speaks(question, sentence),
        }
        for n, sentence in enumerate(passage.sentences)
    ]


def _best_of_paragraph(sentences: Sequence[IndexedSentence], similar: NDArray[np.float64]) -> dict[int, float]:
    best: dict[int, float] = {}
    for sentence, score in zip(sentences, similar, strict=True):
        best[sentence.paragraph] = max(best.get(sentence.paragraph, -np.inf), float(score))
    return best


def _who_speaks(question: Question, sentence: IndexedSentence) -> dict[str, float]:
    speaking = {voice.source for voice in sentence.voices}
    author = any(voice.kind == "author" for voice in sentence.voices)
    reported = any(voice.kind == "reported" for voice in sentence.voices)
    named = bool(question.works & speaking)
    return {
        "named": float(named),
        "other": float(bool(question.works) and not named and reported),
        "author": float(question.asks_author and author),
        "not_author": float(question.asks_author and not author),
    }
