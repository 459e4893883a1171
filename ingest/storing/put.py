"""A read and split document -> rows of the store; decides nothing, and begins and ends no transaction."""

import hashlib
import sqlite3

from ingest.document import ReadDocument
from ingest.passage import SplitDocument
from ingest.storing import rows


def put_split(connection: sqlite3.Connection, read: ReadDocument, split: SplitDocument, split_id: str) -> None:
    """Write a version, its pages as they were read now, and the sections, passages and sentences of a new split."""
    reading = _put_reading(connection, read)
    connection.execute("INSERT INTO splits VALUES (?, ?, ?, ?)", (split_id, read.version, reading, read.source))
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


def _put_reading(connection: sqlite3.Connection, read: ReadDocument) -> str:
    """Write the pages, unless they are there to the letter; the id follows from the bytes and what was read in them."""
    pages = [(p.index, p.label, p.raw, p.canonical, p.raw_offsets, *(p.size or (None, None))) for p in read.pages]
    digest = hashlib.sha256(read.version.encode())
    for page in pages:
        digest.update(repr(page).encode())
    reading = digest.hexdigest()[:24]
    connection.execute("INSERT OR IGNORE INTO versions VALUES (?, ?)", (read.version, read.media))
    connection.execute("INSERT OR IGNORE INTO readings VALUES (?, ?)", (reading, read.version))
    connection.executemany(
        "INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(reading, *page[:4], rows.pack_offsets(page[4]), *page[5:]) for page in pages],
    )
    return reading
