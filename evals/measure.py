"""One case and its answer -> figures by which they are judged; averages nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.values import Answer, Evidence
from evals.case import Case, Fact

RECALL_AT = 5


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one answerable case, each 0–1.

    Attributes:
        hit_at_1: the first passage stands on a page of the evidence.
        reciprocal_rank: 1 / rank of the first such passage among ten, else 0.
        page_recall: of the best covered set of pages, the share among the first five passages' pages.
        fact_recall: share of the vital facts said in the answer.
        citation_precision: share of the shown citations that stand on a page of the evidence.
    """

    hit_at_1: float
    reciprocal_rank: float
    page_recall: float
    fact_recall: float
    citation_precision: float


def score(case: Case, answer: Answer) -> Scores:
    """Judge the answer to an answerable case; an abstention says no fact and cites nothing."""
    right = [bool(case.pages & _labels(found)) for found in answer.evidence]
    near = frozenset().union(*(_labels(found) for found in answer.evidence[:RECALL_AT]))
    shown = [citation for statement in answer.statements for citation in statement.citations]
    cited = [bool(case.pages & {page.label for page in citation.pages}) for citation in shown]
    said = normalise(" ".join(statement.text for statement in answer.statements))
    vital = [fact for fact in case.facts if fact.vital]
    return Scores(
        hit_at_1=float(bool(right) and right[0]),
        reciprocal_rank=next((1 / rank for rank, is_right in enumerate(right, 1) if is_right), 0.0),
        page_recall=max((len(pages & near) / len(pages) for pages in case.page_sets), default=0.0),
        fact_recall=_share([is_said(fact, said) for fact in vital]),
        citation_precision=_share(cited),
    )


def is_said(fact: Fact, normalised: str) -> bool:
    """Say whether a text, normalised, says a fact."""
    return any(all(normalise(piece) in normalised for piece in pieces) for pieces in fact.any_of)


def normalise(text: str) -> str:
    """Fold case and white space.

    >>> normalise("Tillit  OG kontroll")
    'tillit og kontroll'
    """
    return " ".join(text.casefold().split())


def _labels(found: Evidence) -> frozenset[str]:
    return frozenset(page.label for page in found.pages)


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.0
