"""A split in the store -> its passages as the index hands them out; reads no vectors."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.document import BlockKind
from ingest.indexed import IndexedPassage, IndexedSentence
from ingest.span import Span
from ingest.storing import rows

ASKED_AT_ONCE = 500  # values in one IN (…)


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """A split as part of a state: what it is called there."""

    split: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all passages of a split share: whose it is, the labels of its pages, its sections' numbers and paths."""

    place: SplitPlace
    version: str
    source: str
    media: str
    labels: dict[int, str]
    sections: dict[int, tuple[str | None, tuple[str, ...]]]


def read_frame(connection: sqlite3.Connection, place: SplitPlace) -> Frame:
    """Read what all passages of a split share."""
    version, reading, source, media = connection.execute(
        "SELECT version, reading, source, media FROM splits JOIN versions USING (version) WHERE id = ?", (place.split,)
    ).fetchone()
    labels = connection.execute(
        "SELECT page_index, label FROM pages WHERE reading = ? AND label IS NOT NULL", (reading,)
    )
    sections = connection.execute("SELECT position, number, path FROM sections WHERE split = ?", (place.split,))
    return Frame(
        place,
        version,
        source,
        media,
        dict(labels),
        {position: (number, tuple(path.split("\n")) if path else ()) for position, number, path in sections},
    )


def read_passages(
    connection: sqlite3.Connection, frame: Frame, positions: Sequence[int] | None = None
) -> list[IndexedPassage]:
    """Read passages of a split, in a few statements however many they are; all of them when `positions` is None."""
    if positions is None:
        return _read(connection, frame, "", ())
    found = []
    for start in range(0, len(positions), ASKED_AT_ONCE):
        some = positions[start : start + ASKED_AT_ONCE]
        found += _read(connection, frame, f" AND p.position IN ({', '.join('?' * len(some))})", some)
    return found


PassageRow = tuple[int, str, str, int, str, str, str]


def _read(connection: sqlite3.Connection, frame: Frame, which: str, values: Sequence[int]) -> list[IndexedPassage]:
    passages = connection.execute(
        "SELECT p.position, p.id, p.kind, p.section, p.span, p.text, p.language FROM passages p "
        f"WHERE p.split = ?{which} ORDER BY p.position",
        (frame.place.split, *values),
    ).fetchall()
    sentences: dict[int, list[IndexedSentence]] = {}
    for position, *row in connection.execute(
        "SELECT p.position, s.text, s.span, s.voices, s.boxes, s.citations, s.block, s.kind FROM passages p "
        "JOIN sentences s ON s.split = p.split AND s.position BETWEEN p.first AND p.last "
        f"WHERE p.split = ?{which} ORDER BY p.position, s.position",
        (frame.place.split, *values),
    ):
        sentences.setdefault(position, []).append(_sentence(row, frame.labels))
    return [_passage(row, frame, tuple(sentences.get(row[0], ()))) for row in passages]


def _sentence(row: Sequence[Any], labels: dict[int, str]) -> IndexedSentence:
    text, packed, voices, boxes, citations, block, kind = row
    span = rows.unpack_span(packed)
    return IndexedSentence(
        text=text,
        span=span,
        voices=rows.unpack_voices(voices),
        boxes=rows.unpack_boxes(boxes),
        citations=rows.unpack_citations(citations),
        labels=_labels(span, labels),
        paragraph=block,
        kind=BlockKind(kind),
    )


def _passage(row: PassageRow, frame: Frame, sentences: tuple[IndexedSentence, ...]) -> IndexedPassage:
    position, passage_id, kind, section, packed, text, language = row
    span = rows.unpack_span(packed)
    number, path = frame.sections.get(section, (None, ()))
    source, labels = frame.source, _labels(span, frame.labels)
    if frame.place.kind == "note":
        source, labels = _cited(sentences, source)
    return IndexedPassage(
        id=passage_id,
        kind=kind,
        source=source,
        version=frame.version,
        name=frame.place.name,
        media=frame.media,
        section_number=number,
        section_path=path,
        labels=labels,
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
        source = places[0].read_in
    pages = [page for place in places if place.read_in == source for page in place.read_on]
    return source, tuple(dict.fromkeys(pages))
