"""Citations get their numbers, running through the answer; the same place keeps the same number."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.values import Citation, Statement


@dataclass(frozen=True, slots=True)
class Numbering:
    """Attributes: `citations` in the order of their numbers (the first is 1), `marks` per statement."""

    citations: tuple[Citation, ...]
    marks: tuple[tuple[int, ...], ...]


def number_citations(statements: Sequence[Statement]) -> Numbering:
    """Number the citations of an answer in the order in which they are first met."""
    numbers: dict[object, int] = {}
    citations: list[Citation] = []
    marks: list[tuple[int, ...]] = []
    for statement in statements:
        own: list[int] = []
        for citation in statement.citations:
            place = (citation.kind, citation.source, citation.version, citation.spans)
            if place not in numbers:
                citations.append(citation)
                numbers[place] = len(citations)
            if numbers[place] not in own:
                own.append(numbers[place])
        marks.append(tuple(own))
    return Numbering(tuple(citations), tuple(marks))
