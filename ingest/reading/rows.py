"""A table's row and how it says itself as a sentence; not how rows are found."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import BlockKind


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the places of its lines, and what it says; a header is a caption and says nothing."""

    kind: BlockKind
    places: tuple[int, ...]
    text: str | None


def sentence(header: Sequence[str], cells: Sequence[str]) -> str:
    """Say a row: its first cell, then each filled cell with its column's name.

    >>> sentence(("Navn", "Land", "Treff"), ("Ås, 2020", "Norge", ""))
    'Ås, 2020 – Land: Norge.'
    """
    named = [f"{name}: {cell}" if name else cell for name, cell in zip(header[1:], cells[1:], strict=True) if cell]
    text = " – ".join(part for part in (cells[0], "; ".join(named)) if part)
    return text if text.endswith((".", "?", "!")) else f"{text}."
