"""Stored answers and judges -> an opinion of each answer, and shares of them; knows no language model."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from evals.case import Case
from evals.outcome import Outcome
from evals.statistics.intervals import wilson
from evals.table import Figure
from ingest.errors import TillitskildenError
from ingest.progress import Progress

FAITHFULNESS = "faithfulness"  # the answer stands in the passages that were found
RELEVANCY = "relevancy"  # answer and passages are about what was asked
GIVEN_UP = 3  # answers in a row that a judge failed on before the rest is left
SEED = 20261124
THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
YES_OR_NO = re.compile(r"\W*(?:(?:answer|svar)\W+)?(?P<word>yes|no|ja|nei)\b", re.IGNORECASE)


class JudgeError(TillitskildenError):
    """A judge has no reply about this answer; the next one may get one."""


class JudgeGone(JudgeError):
    """A judge has no reply about any answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to be judged.

    Attributes:
        case: id of its case.
        question: as it is understood alone; a follow-up's standalone form.
        answer: the statements, one after the other.
        contexts: the passages that were found for it.
    """

    case: str
    question: str
    answer: str
    contexts: tuple[str, ...]


Judge = Callable[[Given], str]
"""Gives a reply that begins with YES or NO; raises JudgeError."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge thinks: it holds or not, and None when no such reply came; in words, its reply or what failed."""

    holds: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer and the opinions of it, by measure."""

    case: str
    question: str
    answer: str
    opinions: Mapping[str, Opinion]

    @property
    def is_whole(self) -> bool:
        """Say whether every judge had an opinion."""
        return all(opinion.holds is not None for opinion in self.opinions.values())


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of judging.

    Attributes:
        verdicts: in the order of the answers, also those that a judge failed on.
        left: how many answers were not judged.
        stopped: why not, or "".
    """

    verdicts: tuple[Verdict, ...]
    left: int = 0
    stopped: str = ""

    @property
    def failed(self) -> int:
        """Count the answers that lack an opinion."""
        return sum(not verdict.is_whole for verdict in self.verdicts)

    def figures(self) -> dict[str, Figure]:
        """Give the share that holds of each measure with Wilson's interval; opinions that are missing do not count."""
        found = {}
        for measure in dict.fromkeys(name for verdict in self.verdicts for name in verdict.opinions):
            opinions = [verdict.opinions[measure].holds for verdict in self.verdicts]
            held, n = opinions.count(True), len(opinions) - opinions.count(None)
            if n:
                found[measure] = Figure(held / n, wilson(held, n), n)
        return found


def answers_of(outcomes: Iterable[Outcome], cases: Iterable[Case], limit: int | None = None) -> list[Given]:
    """Give the answers that can be judged; an abstention says nothing.

    Args:
        outcomes: of one system.
        cases: the gold; outcomes of others are left out.
        limit: at most so many, drawn at random and the same each time.
    """
    by_id = {case.id: case for case in cases}
    given = [
        Given(
            outcome.case,
            by_id[outcome.case].standalone or by_id[outcome.case].question,
            " ".join(statement.text for statement in outcome.said),
            tuple(found.text for found in outcome.found),
        )
        for outcome in outcomes
        if outcome.said and outcome.case in by_id
    ]
    if limit is None or limit >= len(given):
        return given
    return [given[row] for row in sorted(Random(SEED).sample(range(len(given)), limit))]


def judge_all(given: Sequence[Given], judges: Mapping[str, Judge], progress: Progress) -> Judged:
    """Let every judge look at every answer.

    What has been judged is kept when the rest has to be left: when a judge is gone, when one fails on three answers
    in a row, or when the user interrupts.

    Args:
        given: the answers.
        judges: by measure.
        progress: called with (done, total, label).
    """
    verdicts: list[Verdict] = []
    stopped, failing = "", 0
    try:
        for one in given:
            opinions, error = _opinions(one, judges)
            verdicts.append(Verdict(one.case, one.question, one.answer, opinions))
            failing = failing + 1 if error else 0
            progress(len(verdicts), len(given), "Vurderer svar")
            if error and failing == GIVEN_UP and len(verdicts) < len(given):
                stopped = f"{GIVEN_UP} svar på rad lot seg ikke vurdere. {error.told}"
                break
    except JudgeGone as error:
        stopped = error.told
    except KeyboardInterrupt:
        stopped = "Avbrutt."
    return Judged(tuple(verdicts), len(given) - len(verdicts), stopped)


def _opinions(given: Given, judges: Mapping[str, Judge]) -> tuple[dict[str, Opinion], JudgeError | None]:
    opinions, failure = {}, None
    for measure, judge in judges.items():
        try:
            opinions[measure] = read_reply(judge(given))
        except JudgeGone:
            raise
        except JudgeError as error:
            opinions[measure], failure = Opinion(None, error.told), error
    return opinions, failure


def read_reply(reply: str) -> Opinion:
    """Read a judge's reply, which has to begin with yes or no, but for what it thought aloud before.

    >>> read_reply("<think>Is it so?</think> **NO**, it says otherwise.")
    Opinion(holds=False, words='**NO**, it says otherwise.')
    >>> read_reply("Yesterday.").holds is None
    True
    """
    words = THOUGHTS.sub("", reply).strip()
    found = YES_OR_NO.match(words)
    if found is None:
        return Opinion(None, f"Ikke YES eller NO: «{words[:80]}»")
    return Opinion(found["word"].lower() in {"yes", "ja"}, words)
