"""Evidence -> how sure the sources answer, and whether that is enough; words no refusal."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.engine.candidates import words_of
from app.engine.question import Question, same_tongue
from app.engine.retrieve import Retrieved
from app.engine.values import Evidence

LOOKED_AT = 5  # passages in which the question's words and names are looked for
COEFFICIENTS = "abstention.json"


@dataclass(frozen=True, slots=True)
class Abstention:
    """A logistic model over `features`, fitted on the gold set's development part.

    Attributes:
        names: of the features, in order.
        means, spreads: with which each feature is standardised.
        weights, bias: of the standardised features.
        threshold: probability below which the assistant abstains.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, found: Mapping[str, float]) -> float:
        """Give the probability that the sources answer."""
        total = self.bias + sum(
            weight * (found[name] - mean) / spread
            for name, mean, spread, weight in zip(self.names, self.means, self.spreads, self.weights, strict=True)
        )
        return 1 / (1 + math.exp(-total))

    def is_sure(self, found: Mapping[str, float]) -> bool:
        """Say whether that is probable enough to answer."""
        return self.probability(found) >= self.threshold


@cache
def load_abstention() -> Abstention:
    """Read the fitted model that comes with the app."""
    found = json.loads((files("app.engine") / COEFFICIENTS).read_text(encoding="utf-8"))["model"]
    return Abstention(
        names=tuple(found["names"]),
        means=tuple(found["means"]),
        spreads=tuple(found["spreads"]),
        weights=tuple(found["weights"]),
        bias=found["bias"],
        threshold=found["threshold"],
    )


def features(retrieved: Retrieved) -> dict[str, float]:
    """Describe how well the evidence fits the question.

    Returns:
        best, five: cosine of the best sentence, mean of the five best.
        passage: cosine of the nearest passage; stands_out: in standard deviations above the nearest ones' mean.
        covered, covered_once: share of the question's words in all of the first passages, in the best one of them;
            half where the question's language is not the passages'.
        missing_name: whether a name or number of the question stands nowhere in the first passages.
        amount, amount_missing: whether an amount is asked for, and no figure stands in the first passages.
        foreign: whether the question is in another language than the first passage.
    """
    question, first = retrieved.question, retrieved.evidence[:LOOKED_AT]
    similar = sorted((score for found in first for score in found.sentence_scores), reverse=True)[:5]
    spread = retrieved.dense_spread or 1.0
    covered, once = _coverage(question, first)
    return {
        "best": similar[0] if similar else 0.0,
        "five": sum(similar) / len(similar) if similar else 0.0,
        "passage": retrieved.dense_best,
        "stands_out": (retrieved.dense_best - retrieved.dense_mean) / spread,
        "covered": covered,
        "covered_once": once,
        "missing_name": float(_misses_name(question, first)),
        "amount": float(question.asks_amount),
        "amount_missing": float(question.asks_amount and not _has_figure(first)),
        "foreign": float(not first or not same_tongue(question.language, first[0].passage.language)),
    }


def _coverage(question: Question, first: Sequence[Evidence]) -> tuple[float, float]:
    native = [found for found in first if same_tongue(question.language, found.passage.language)]
    wanted = set(question.tokens)
    if not native or not wanted:
        return 0.5, 0.5
    held = [words_of(found.passage.text, found.passage.language) for found in native]
    return len(wanted & frozenset().union(*held)) / len(wanted), max(len(wanted & words) for words in held) / len(
        wanted
    )


def _misses_name(question: Question, first: Sequence[Evidence]) -> bool:
    text = " ".join(found.passage.text + " " + " ".join(found.passage.section_path) for found in first).lower()
    return any(name.lower().rstrip("s") not in text for name in question.names)


def _has_figure(first: Sequence[Evidence]) -> bool:
    plain = (word.strip(".,;:%") for found in first[:2] for word in found.passage.text.split())
    return any(word.isdigit() and not (len(word) == 4 and word[:2] in ("19", "20")) for word in plain)
