"""Stored runs -> pages that no label covers, to be judged by a reader; and that reader's grades -> judgements."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.case import Case
from evals.judgements import Judgements
from evals.outcome import Outcome
from evals.stored import Run
from ingest.errors import TillitskildenError

SEED = 20261124


class PoolError(TillitskildenError):
    """A file of judgements cannot be taken in."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that some system showed for a base case, and no label covers; which system is not said.

    Attributes:
        case, question: of the base case, whose evidence its twins share.
        page: "source:label".
        texts: what was shown of it: passages and quotations.
    """

    case: str
    question: str
    page: str
    texts: tuple[str, ...]


def pool(runs: Sequence[Run], cases: Sequence[Case], judged: Judgements, depth: int) -> list[Shown]:
    """Gather the pages of every system's first passages and of its citations, in an order drawn at random.

    Args:
        runs: stored runs; all their systems count.
        cases: all gold cases.
        judged: what has been judged before is left out.
        depth: passages of each ranking that are looked at.
    """
    by_id = {case.id: case for case in cases}
    texts: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for outcome in (one for run in runs for outcomes in run.outcomes.values() for one in outcomes):
        case = by_id.get(outcome.case)
        if case is not None and case.answerable:
            for page, text in _pages(outcome, depth):
                if not judged.knows(case, page):
                    texts[case.twin_of or case.id, page][text] = None
    shown = [Shown(case, by_id[case].question, page, tuple(found)) for (case, page), found in texts.items()]
    shown.sort(key=lambda one: (one.case, one.page))
    Random(SEED).shuffle(shown)
    return shown


def write_pool(shown: Iterable[Shown], path: Path) -> None:
    """Write a line a page, its grade to be filled in: 0 no evidence, 1 supports, 2 answers alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {"case": one.case, "question": one.question, "page": one.page, "grade": None, "texts": one.texts},
            ensure_ascii=False,
        )
        for one in shown
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def take_in(path: Path, cases: Sequence[Case], judged: Judgements) -> Judgements:
    """Add a reader's grades to what was judged before; lines without a grade wait.

    Raises:
        PoolError: a line is malformed, or names a case that is not there; with its number.
    """
    known = {case.id for case in cases if case.twin_of is None}
    grades = {case: dict(pages) for case, pages in judged.by_case.items()}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PoolError(f"Kunne ikke lese {path}: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            case, page, grade = record["case"], record["page"], record["grade"]
        except (ValueError, KeyError, TypeError) as error:
            raise PoolError(f"{path.name}, linje {number}: ikke en vurdering ({error!r}).") from error
        if case not in known or grade not in (None, 0, 1, 2):
            raise PoolError(f"{path.name}, linje {number}: ukjent tilfelle eller karakter: {case}, {grade}.")
        if grade is not None:
            grades.setdefault(case, {})[page] = grade
    return Judgements(grades)


def _pages(outcome: Outcome, depth: int) -> Iterable[tuple[str, str]]:
    for found in outcome.found[:depth]:
        for page in found.pages:
            yield page, found.text
    for citation in (citation for one in outcome.said for citation in one.citations):
        for page in citation.pages:
            yield page, citation.quote
