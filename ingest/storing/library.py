"""The store that is the truth: documents, versions, sentences, vectors and which state is current, in one file."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np

from ingest.document import ReadDocument
from ingest.passage import SplitDocument
from ingest.source import Source
from ingest.storing import rows
from ingest.storing.errors import IndexClosed, IndexMissing, IndexStampMismatch, LibraryDamaged, put_aside
from ingest.storing.lock import make_folder
from ingest.storing.put import put_split
from ingest.storing.sqlite_file import check_size, named_errors
from ingest.storing.stamp import SCHEMA

FILE = "library.sqlite"
WAIT = 10.0  # seconds that a statement waits for another process
ASKED_AT_ONCE = 500  # values in one IN (…)

PRUNE = """
DELETE FROM splits WHERE id NOT IN (SELECT split FROM state_splits)
AND id NOT IN (SELECT split FROM documents)
"""
PRUNE_READINGS = "DELETE FROM readings WHERE id NOT IN (SELECT reading FROM splits)"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file that is current: "original" or "note", its name, its version, and the split made of it."""

    kind: str
    name: str
    version: str
    split: str


class Library:
    """The store of one data folder. One process writes at a time (`WriterLock`); any number reads.

    Args:
        data_dir: the data folder.
        create: make folder and file when they are not there.

    Raises, from every call:
        LibraryDamaged: the file is cut off or no longer a database.
        IndexLocked: another process kept it busy too long.
        IndexMissing: there is no store, and it is not to be made.
        IndexStampMismatch: its tables are of another form.
    """

    def __init__(self, data_dir: Path, create: bool = True) -> None:
        self.path = data_dir / FILE
        if create:
            make_folder(data_dir)
        elif not self.path.is_file():
            raise IndexMissing
        check_size(self.path)
        self._closed = False
        with named_errors(self.path):
            self._connection = sqlite3.connect(self.path, timeout=WAIT, check_same_thread=False, isolation_level=None)
        try:
            with self.errors():
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute("PRAGMA foreign_keys = ON")
                self._check_tables(create)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; doing it twice does nothing."""
        self._closed = True
        self._connection.close()

    def check(self) -> None:
        """Read through the whole file, which takes some seconds for each gigabyte.

        Raises:
            LibraryDamaged: SQLite finds something wrong.
        """
        with self.errors() as connection:
            found = [line for (line,) in connection.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise LibraryDamaged(str(self.path), "innholdet henger ikke sammen")

    @contextmanager
    def errors(self) -> Iterator[sqlite3.Connection]:
        """Run statements whose errors come out as ours, and read values that may not be what was written."""
        with named_errors(self.path):
            try:
                yield self._connection
            except sqlite3.ProgrammingError as error:
                if self._closed:
                    raise IndexClosed from error
                raise

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run statements that take effect together or not at all."""
        with self.errors() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def put_sources(self, sources: Iterable[Source]) -> None:
        """Replace the bibliography, unless it is the same."""
        wanted = list(sources)
        if list(self.sources().values()) == wanted:
            return
        with self.transaction() as connection:
            connection.execute("DELETE FROM sources")
            connection.executemany(
                "INSERT INTO sources VALUES (?, ?, ?)",
                [(source.id, position, rows.pack_source(source)) for position, source in enumerate(wanted)],
            )

    def sources(self) -> dict[str, Source]:
        """Give the bibliography by id, in its order."""
        with self.errors() as connection:
            found = connection.execute("SELECT id, fields FROM sources ORDER BY position").fetchall()
        return {source_id: rows.unpack_source(fields) for source_id, fields in found}

    def current_documents(self) -> dict[tuple[str, str], StoredDocument]:
        """Give the current files by (kind, name), in that order."""
        with self.errors() as connection:
            found = connection.execute(
                "SELECT kind, name, version, split FROM documents WHERE current ORDER BY kind DESC, name"
            ).fetchall()
        return {(kind, name): StoredDocument(kind, name, version, split) for kind, name, version, split in found}

    def put_document(self, kind: str, read: ReadDocument, split: SplitDocument, split_id: str) -> None:
        """Store a version and its split, and make it current under its name; older versions stay readable.

        Args:
            kind: "original" or "note".
            read, split: the document.
            split_id: names what the split was made of and how; a split that is there already is left as it is.
        """
        with self.transaction() as connection:
            known = connection.execute("SELECT 1 FROM splits WHERE id = ?", (split_id,)).fetchone()
            if known is None:
                put_split(connection, read, split, split_id)
            connection.execute("UPDATE documents SET current = 0 WHERE kind = ? AND name = ?", (kind, read.name))
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (kind, name, version) "
                "DO UPDATE SET current = 1, split = excluded.split",
                (kind, read.name, read.version, split_id, _now()),
            )

    def prune_splits(self) -> int:
        """Delete splits that were replaced by another split of the same version and that no state holds any more.

        Versions stay, and so does the last split of each with its pages, also of a document that was taken out.
        """
        with self.transaction() as connection:
            pruned = connection.execute(PRUNE).rowcount
            connection.execute(PRUNE_READINGS)
        return pruned

    def retire(self, kind: str, name: str) -> None:
        """Take a document out of the next state; its versions stay readable."""
        with self.transaction() as connection:
            connection.execute("UPDATE documents SET current = 0 WHERE kind = ? AND name = ?", (kind, name))

    def missing_vectors(self, model: str, texts: Iterable[str]) -> list[str]:
        """Give the texts that have no vector yet, each once, in order."""
        unique = list(dict.fromkeys(texts))
        hashes = {text_hash(text): text for text in unique}
        known = {found for found, _ in self._vectors(model, list(hashes))}
        return [text for found, text in hashes.items() if found not in known]

    def put_vectors(self, model: str, texts: Sequence[str], vectors: rows.Vector) -> None:
        """Store vectors, shape (len(texts), d), under their texts."""
        data = np.ascontiguousarray(vectors, dtype=np.float32)
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(model, text_hash(text), vector.tobytes()) for text, vector in zip(texts, data, strict=True)],
            )

    def vectors(self, model: str, texts: Sequence[str]) -> rows.Vector:
        """Give stored vectors in the order of the texts, shape (len(texts), d).

        Raises:
            LibraryDamaged: one of them is not there.
        """
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        hashes = [text_hash(text) for text in texts]
        found = dict(self._vectors(model, list(dict.fromkeys(hashes))))
        if missing := sum(one not in found for one in hashes):
            raise LibraryDamaged(str(self.path), f"{missing} vektorer mangler")
        with self.errors():
            return np.frombuffer(b"".join(found[one] for one in hashes), dtype=np.float32).reshape(len(texts), -1)

    def _vectors(self, model: str, hashes: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        for start in range(0, len(hashes), ASKED_AT_ONCE):
            some = hashes[start : start + ASKED_AT_ONCE]
            with self.errors() as connection:
                yield from connection.execute(
                    f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({', '.join('?' * len(some))})",
                    (model, *some),
                ).fetchall()

    def _check_tables(self, create: bool) -> None:
        made = self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        if made is None and not create:
            raise IndexMissing
        if made is None:
            script = (files("ingest.storing") / "tables.sql").read_text(encoding="utf-8")
            self._connection.executescript(
                f"BEGIN IMMEDIATE; {script} INSERT INTO meta VALUES ('schema', '{SCHEMA}'); COMMIT;"
            )
        found = self._connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if found is None or found[0] != str(SCHEMA):
            built = "ukjent" if found is None else found[0]
            raise IndexStampMismatch(f"skjema {built}", f"skjema {SCHEMA}", put_aside(str(self.path)))


def text_hash(text: str) -> bytes:
    """Name a text by what exactly was encoded."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
