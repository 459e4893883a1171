"""A split in the store -> its passages as the index hands them out; reads no vectors."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.indexed import IndexedPassage, IndexedSentence
from ingest.span import Span
from ingest.storing import rows


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """A split as part of a state: what it is called there."""

    split: str
    kind: str
    name: str


def read_passages(
    connection: sqlite3.Connection, place: SplitPlace, positions: Sequence[int] | None = None
) -> list[IndexedPassage]:
    """Read passages of a split in order.

    Args:
        connection: to the store.
        place: the split and its document's name.
        positions: which passages; all of them when None.
    """
    version, source, media = connection.execute(
        "SELECT version, source, media FROM splits JOIN versions USING (version) WHERE id = ?", (place.split,)
    ).fetchone()
    labels = dict(
        connection.execute("SELECT page_index, label FROM pages WHERE version = ? AND label IS NOT NULL", (version,))
    )
    sections = {
        position: (number, tuple(path.split("\n")) if path else ())
        for position, number, path in connection.execute(
            "SELECT position, number, path FROM sections WHERE split = ?", (place.split,)
        )
    }
    return [
        _passage(row, place, (version, source, media), labels, sections, _sentences(connection, place, row, labels))
        for row in _rows(connection, place.split, positions)
    ]


PassageRow = tuple[int, str, str, int, int, int, str, str, str]


def _rows(connection: sqlite3.Connection, split: str, positions: Sequence[int] | None) -> Iterator[PassageRow]:
    columns = "position, id, kind, section, first, last, span, text, language"
    if positions is None:
        yield from connection.execute(f"SELECT {columns} FROM passages WHERE split = ? ORDER BY position", (split,))
        return
    for position in positions:
        yield from connection.execute(
            f"SELECT {columns} FROM passages WHERE split = ? AND position = ?", (split, position)
        )


def _sentences(
    connection: sqlite3.Connection, place: SplitPlace, row: PassageRow, labels: dict[int, str]
) -> tuple[IndexedSentence, ...]:
    found = connection.execute(
        "SELECT text, span, voices, boxes, citations, block, kind FROM sentences "
        "WHERE split = ? AND position BETWEEN ? AND ? ORDER BY position",
        (place.split, row[4], row[5]),
    )
    sentences = []
    for text, packed, voices, boxes, citations, block, kind in found:
        span = rows.unpack_span(packed)
        sentences.append(
            IndexedSentence(
                text=text,
                span=span,
                voices=rows.unpack_voices(voices),
                boxes=rows.unpack_boxes(boxes),
                citations=rows.unpack_citations(citations),
                labels=_labels(span, labels),
                paragraph=block,
                kind=BlockKind(kind),
            )
        )
    return tuple(sentences)


def _passage(  # noqa: PLR0913, PLR0917 - a row and what the other tables say of it
    row: PassageRow,
    place: SplitPlace,
    document: tuple[str, str, str],
    labels: dict[int, str],
    sections: dict[int, tuple[str | None, tuple[str, ...]]],
    sentences: tuple[IndexedSentence, ...],
) -> IndexedPassage:
    position, passage_id, kind, section, _, _, packed, text, language = row
    version, source, media = document
    span = rows.unpack_span(packed)
    number, path = sections.get(section, (None, ()))
    if place.kind == "note":
        source, cited = _cited(sentences, source)
    return IndexedPassage(
        id=passage_id,
        kind=kind,
        source=source,
        version=version,
        name=place.name,
        media=media,
        section_number=number,
        section_path=path,
        labels=cited if place.kind == "note" else _labels(span, labels),
        span=span,
        text=text,
        language=language,
        position=position,
        sentences=sentences,
    )


def _labels(span: Span, labels: dict[int, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels[part.page_index] for part in span if part.page_index in labels))


def _cited(sentences: Sequence[IndexedSentence], source: str) -> tuple[str, tuple[str, ...]]:
    places = [place for sentence in sentences for place in sentence.citations]
    if places:
        source = places[0].via or places[0].source
    pages = [p for c in places if (c.via or c.source) == source for p in (c.via_pages if c.via else c.pages)]
    return source, tuple(dict.fromkeys(pages))
