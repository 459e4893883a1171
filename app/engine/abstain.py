"""Evidence -> how sure the sources answer, and whether that is enough; words no refusal."""

from collections.abc import Sequence

from app.engine.logistic import Logistic, load_logistic
from app.engine.names import NUMBER, stands_in
from app.engine.question import NORWEGIAN, Question
from app.engine.retrieve import Retrieved
from app.engine.values import Evidence
from app.engine.wording import words_of

LOOKED_AT = 5  # passages in which the question's names are looked for
SHORTEST = 3  # letters of a word that tells what a question is about
BEGINNING = 5  # letters by which words of the Scandinavian languages are known again
UNTOLD = 0.55  # coverage where words cannot tell
COEFFICIENTS = "abstention.json"


def load_abstention() -> Logistic:
    """Read the model over `features` by which the app answers or abstains."""
    return load_logistic(COEFFICIENTS)


def features(retrieved: Retrieved) -> dict[str, float]:
    """Describe how well the evidence fits the question.

    Returns:
        five: mean cosine of the five best sentences.
        passage: cosine of the nearest passage; stands_out: in standard deviations above the nearest ones' mean.
        covered: share of the question's words, by letters, whose beginning stands in the evidence; a middling value
            where the languages have too little in common.
        missing_name: a place, name or number of the question stands nowhere in the first passages.
        amount: an amount is asked for; amount_missing: and no figure stands in the first two passages.
        foreign: the question is not in Norwegian.
    """
    question, first = retrieved.question, retrieved.evidence[:LOOKED_AT]
    similar = sorted((score for found in first for score in found.sentence_scores), reverse=True)[:5]
    return {
        "five": sum(similar) / len(similar) if similar else 0.0,
        "passage": retrieved.dense_best,
        "stands_out": (retrieved.dense_best - retrieved.dense_mean) / (retrieved.dense_spread or 1.0),
        "covered": _coverage(question, retrieved.evidence),
        "missing_name": float(_misses_name(question, first)),
        "amount": float(question.asks_amount),
        "amount_missing": float(question.asks_amount and not _has_figure(first[:2])),
        "foreign": float(question.language not in NORWEGIAN),
    }


def _coverage(question: Question, evidence: Sequence[Evidence]) -> float:
    passages = [found.passage for found in evidence if (found.passage.language == "en") == (question.language == "en")]
    wanted = [token for token in question.tokens if len(token) >= SHORTEST and not token.isdigit()]
    if not passages or not wanted or question.language == "en":
        return UNTOLD
    held = frozenset().union(*(words_of(passage.encoded, passage.language) for passage in passages))
    beginnings = {word[:BEGINNING] for word in held}
    covered = [
        token for token in wanted if token in held or (len(token) > SHORTEST and token[:BEGINNING] in beginnings)
    ]
    return sum(map(len, covered)) / sum(map(len, wanted))


def _misses_name(question: Question, first: Sequence[Evidence]) -> bool:
    text = " ".join(found.passage.encoded for found in first).lower()
    return not all(stands_in(name, text) for name in question.names)


def _has_figure(first: Sequence[Evidence]) -> bool:
    """Look for a number that is no year."""
    numbers = (number for found in first for number in NUMBER.findall(found.passage.text))
    return any(not (len(number) == 4 and number[:2] in ("19", "20")) for number in numbers)
