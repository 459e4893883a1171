"""A read and split document -> rows of the store; decides nothing, and begins and ends no transaction."""

import sqlite3

from ingest.document import ReadDocument
from ingest.passage import SplitDocument
from ingest.storing import rows


def put_version(connection: sqlite3.Connection, read: ReadDocument) -> None:
    """Write a version and its pages; one that is there already is written over with the same."""
    connection.execute("INSERT OR IGNORE INTO versions VALUES (?, ?)", (read.version, read.media))
    connection.executemany(
        "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                read.version,
                page.index,
                page.label,
                page.raw,
                page.canonical,
                rows.pack_offsets(page.raw_offsets),
                *(page.size or (None, None)),
            )
            for page in read.pages
        ],
    )


def put_split(connection: sqlite3.Connection, read: ReadDocument, split: SplitDocument, split_id: str) -> None:
    """Write the sections, passages and sentences of a split that is not there yet."""
    connection.execute("INSERT INTO splits VALUES (?, ?, ?)", (split_id, read.version, read.source))
    connection.executemany(
        "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?)",
        [
            (split_id, position, s.number, s.heading, "\n".join(s.path), rows.pack_span(s.span))
            for position, s in enumerate(read.sections)
        ],
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (split_id, position, p.id, p.kind, p.section, p.first, p.last, rows.pack_span(p.span), p.text, p.language)
            for position, p in enumerate(split.passages)
        ],
    )
    connection.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                split_id,
                position,
                s.text,
                rows.pack_span(s.span),
                s.block,
                read.blocks[s.block].kind.value,
                s.section,
                rows.pack_voices(s.voices),
                rows.pack_boxes(s.boxes),
                rows.pack_citations(s.citations),
            )
            for position, s in enumerate(split.sentences)
        ],
    )
