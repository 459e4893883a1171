"""Candidates -> the sentences of an answer, merged and in an order that reads; checks and cites nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.alike import tell_the_same
from app.engine.candidates import MODEL, Candidate
from app.engine.lists import find_list
from app.engine.logistic import load_logistic
from app.engine.question import Question

FEWEST, MOST = 3, 6
MOST_ITEMS = 8  # when several things are asked for and no list holds them together
BESIDE = 1.0  # log odds that a printed sentence gains beside a chosen one; a note's are written to stand alone
CROWDED, CROWDING = 0.85, 1.0  # cosine from which a sentence repeats another, and what full repetition costs
CITATIONS = 2  # places shown for one statement
LONG = 60  # words; a note that tells the same in fewer is quoted first


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the answer says: the sentence that is quoted, then others that tell the same."""

    sentences: tuple[Candidate, ...]

    @property
    def quoted(self) -> Candidate:
        """The sentence whose words are shown."""
        return self.sentences[0]


def compose(question: Question, candidates: Sequence[Candidate]) -> tuple[list[Told], bool]:
    """Choose what the answer says.

    Args:
        question: as understood.
        candidates: every sentence of the evidence, scored.

    Returns:
        What is told, in reading order, and whether it is a list.
    """
    candidates = [candidate for candidate in candidates if candidate.tells]
    if question.asks_list:
        items = find_list(candidates)
        if items:
            return [Told((item, *twins)) for item, twins in _with_twins(items, candidates)], True
    chosen = _in_reading_order(_choose(candidates, MOST_ITEMS if question.asks_list else MOST))
    return [Told(_quoted_first([one, *twins])) for one, twins in _with_twins(chosen, candidates)], False


def _choose(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    by_place = {candidate.place: candidate for candidate in candidates}
    left = sorted(candidates, key=lambda c: -c.score)
    bar = load_logistic(MODEL).bar
    chosen: list[Candidate] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda c: c.score + _beside(c, chosen) - _crowding(c, chosen))
        left.remove(best)
        if len(chosen) >= FEWEST and best.score < bar:
            break
        if any(tell_the_same(best, other) for other in chosen):
            continue
        before = by_place.get((best.evidence.rank, best.position - 1)) if best.leans else None
        if before is not None and before not in chosen:
            if len(chosen) + 2 > most or before.sentence.paragraph != best.sentence.paragraph or before.leans:
                continue
            chosen.append(before)
            if before in left:
                left.remove(before)
        chosen.append(best)
    return chosen


def _beside(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    rank, position = candidate.place
    if candidate.evidence.passage.kind == "note":
        return 0.0
    return BESIDE if any(other.place in ((rank, position - 1), (rank, position + 1)) for other in chosen) else 0.0


def _crowding(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    nearest = max((float(candidate.vector @ other.vector) for other in chosen), default=0.0)
    return CROWDING * max(0.0, nearest - CROWDED) / (1 - CROWDED)


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    best: dict[int, float] = {}
    for candidate in chosen:
        rank = candidate.evidence.rank
        best[rank] = max(best.get(rank, candidate.score), candidate.score)
    return sorted(chosen, key=lambda c: (-best[c.evidence.rank], c.position))


def _with_twins(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[tuple[Candidate, Sequence[Candidate]]]:
    """Give each chosen sentence the others that tell the same; one that could go with several goes with the nearest."""
    places = {candidate.place for candidate in chosen}
    twins: dict[tuple[int, int], list[tuple[float, Candidate]]] = {place: [] for place in places}
    for other in candidates:
        if other.place not in places:
            alike = [one for one in chosen if tell_the_same(one, other)]
            if alike:
                nearest = max(alike, key=lambda one: float(one.vector @ other.vector))
                twins[nearest.place].append((-float(nearest.vector @ other.vector), other))
    return [
        (one, [other for _, other in sorted(twins[one.place], key=lambda pair: pair[0])[: CITATIONS - 1]])
        for one in chosen
    ]


def _quoted_first(sentences: list[Candidate]) -> tuple[Candidate, ...]:
    originals = [c for c in sentences if c.evidence.passage.kind != "note"]
    notes = [c for c in sentences if c.evidence.passage.kind == "note"]
    if notes and originals and (originals[0].leans or len(originals[0].text.split()) > LONG):
        return (*notes, *originals)
    return (*originals, *notes)
