"""Stacks of short lines become the rows of a table; not how the table looked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.reading.flat import FlatLine


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: the places of its lines and what it says."""

    kind: BlockKind
    places: tuple[int, ...]
    text: str | None


def find_rows(lines: Sequence[FlatLine], taken: Collection[int], width: int, canonical: Sequence[str]) -> list[Row]:
    """Return the rows of all tables."""
    return []
