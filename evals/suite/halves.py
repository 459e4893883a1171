"""A suite's questions -> a half to tune on and a half to report, drawn by what they are about; the same every time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

from evals.suite.beir import Suite
from evals.suite.errors import SuiteError

Split = Literal["dev", "test", "all"]
SPLITS: tuple[Split, ...] = get_args(Split)
SEED = "20261124"
PART = re.compile(r"(?P<article>.+)#[^#]*|(?P<numbered>.*\d)[-_.:/]\d+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a suite that has an answer in it; `article` is what it is about."""

    id: str
    text: str
    article: str


def questions_of(suite: Suite, split: Split) -> list[Question]:
    """Give the questions of a half, in the order of their file; those without a relevant document are left out.

    A question goes where its relevant document goes; of several the best counts, then the first by name. So all
    questions of one document, and of one article where ids show it, are in the same half.

    Raises:
        SuiteError: there are none.
    """
    found = [
        Question(name, text, article)
        for name, text in suite.queries.items()
        if (article := _asked_about(suite.judgements.get(name, {}))) is not None and split in ("all", half_of(article))
    ]
    if not found:
        raise SuiteError(f"{suite.name} har ingen spørsmål i delen «{split}».", "Prøv hele settet: --split all")
    return found


def half_of(article: str) -> Literal["dev", "test"]:
    """Draw the half of an article by a hash of its name, so that nothing else of the suite matters."""
    drawn = int(sha256(f"{SEED}-{article}".encode()).hexdigest(), 16)
    return "dev" if drawn % 2 else "test"


def article_of(document: str) -> str:
    """Give the article that a document is a part of, where its id shows one: before "#", or between two numbers.

    >>> article_of("oslo#3"), article_of("wiki-12-3"), article_of("nq-w-0012")
    ('oslo', 'wiki-12', 'nq-w-0012')
    """
    found = PART.fullmatch(document)
    return (found["article"] or found["numbered"]) if found else document


def _asked_about(grades: Mapping[str, int]) -> str | None:
    relevant = sorted((-grade, document) for document, grade in grades.items() if grade > 0)
    return article_of(relevant[0][1]) if relevant else None
