"""The current state, opened for reading: search by vector and by words, and the passages found; writes nothing."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock

from ingest.indexed import IndexedPassage
from ingest.source import Source
from ingest.span import Span, span_text
from ingest.storing.chroma import Vectors
from ingest.storing.contents import SplitPlace, read_passages
from ingest.storing.errors import IndexDamaged, IndexMissing, IndexStampMismatch
from ingest.storing.hit import Hit
from ingest.storing.lexical import Lexical
from ingest.storing.library import FILE, Library
from ingest.storing.lock import ReaderLock
from ingest.storing.probe import check_in_child
from ingest.storing.rows import Vector
from ingest.storing.stamp import Stamp
from ingest.storing.state import MANIFEST, STATES, current_state

TRIES = 3  # a state can be replaced and deleted between looking it up and taking a share in it


def open_index(data_dir: Path, stamp: Stamp, url: str = "") -> "Index":
    """Open the state that is current now.

    Args:
        data_dir: the data folder.
        stamp: what the reader encodes and analyses with.
        url: of a Chroma server, or "".

    Raises:
        IndexMissing, IndexStampMismatch, IndexDamaged, LibraryDamaged, IndexLocked: see there.
    """
    if not (data_dir / FILE).is_file():
        raise IndexMissing
    library = Library(data_dir)
    try:
        for _ in range(TRIES):
            state = current_state(library)
            if state is None:
                raise IndexMissing
            folder = data_dir / STATES / state
            with suppress(FileNotFoundError):
                return Index(library, ReaderLock(folder), folder, stamp, url)
        raise IndexDamaged("mappen med den gjeldende tilstanden mangler")
    except BaseException:
        library.close()
        raise


class Index:
    """One opened state. Threads may share it.

    Attributes:
        state_id: of the state.
        stamp: what it was built with.
    """

    def __init__(self, library: Library, lock: ReaderLock, folder: Path, stamp: Stamp, url: str) -> None:
        self._library, self._lock, self._turn = library, lock, RLock()
        self.state_id, self.stamp = folder.name, stamp
        try:
            count = _check_manifest(folder, stamp)
            if not url:
                check_in_child(folder, count, folder.parent.parent / "checked" / folder.name)
            self._lexical = Lexical(folder)
            self._vectors = Vectors(folder, url, self.state_id)
            self._places, self._where = self._read_places()
        except BaseException:
            lock.release()
            raise
        self._count = count
        self._passages: dict[str, IndexedPassage] = {}
        self._sentence_vectors: dict[str, Vector] = {}
        self._pages: dict[str, list[str]] = {}
        self._sources = library.sources()

    def is_current(self) -> bool:
        """Say whether this is still the state that readers should use."""
        with self._turn:
            return current_state(self._library) == self.state_id

    def search_vector(self, vector: Vector, k: int) -> list[Hit]:
        """Give the k nearest passages, nearest first, with their cosines."""
        return self._vectors.search(vector, min(k, self._count)) if self._count else []

    def search_words(self, tokens: Sequence[str], k: int) -> list[Hit]:
        """Give the k best passages that hold any of the analysed words, with BM25 scores."""
        return self._lexical.search(tokens, k)

    def all_ids(self) -> list[str]:
        """Give the ids of all passages, in the order of the library."""
        return list(self._where)

    def passages(self, ids: Sequence[str]) -> list[IndexedPassage]:
        """Give passages in the order of their ids.

        Raises:
            IndexDamaged: one of them is not in the store.
        """
        with self._turn, self._library.errors() as connection:
            for passage_id in ids:
                if passage_id not in self._passages:
                    self._passages[passage_id] = self._read_passage(connection, passage_id)
            return [self._passages[passage_id] for passage_id in ids]

    def sentence_vectors(self, passage_id: str) -> Vector:
        """Give the vectors of a passage's sentences, shape (n, d), each of length 1."""
        with self._turn:
            if passage_id not in self._sentence_vectors:
                [passage] = self.passages([passage_id])
                texts = [sentence.text for sentence in passage.sentences]
                self._sentence_vectors[passage_id] = self._library.vectors(self.stamp.model, texts)
            return self._sentence_vectors[passage_id]

    def neighbours(self, passage_id: str) -> tuple[IndexedPassage | None, IndexedPassage | None]:
        """Give the passages before and after one in its document."""
        place, position = self._where[passage_id]
        near = {p: i for i, (s, p) in self._where.items() if s == place and abs(p - position) == 1}
        before, after = near.get(position - 1), near.get(position + 1)
        return (
            self.passages([before])[0] if before else None,
            self.passages([after])[0] if after else None,
        )

    def quote_at(self, version: str, span: Span) -> str | None:
        """Give the words at a place of a stored version, or None when there is no such place."""
        with self._turn:
            if version not in self._pages:
                with self._library.errors() as connection:
                    found = connection.execute(
                        "SELECT canonical FROM pages WHERE version = ? ORDER BY page_index", (version,)
                    ).fetchall()
                self._pages[version] = [canonical for (canonical,) in found]
            pages = self._pages[version]
        if any(part.page_index >= len(pages) or part.end > len(pages[part.page_index]) for part in span):
            return None
        return span_text(span, pages)

    def sources(self) -> Mapping[str, Source]:
        """Give the bibliography by id."""
        return self._sources

    def documents(self) -> list[SplitPlace]:
        """Give the documents of the state: kind and name."""
        return list(self._places)

    def close(self) -> None:
        """Let the state go; doing it twice does nothing."""
        self._vectors.close()
        self._library.close()
        self._lock.release()

    def _read_places(self) -> tuple[list[SplitPlace], dict[str, tuple[int, int]]]:
        with self._library.errors() as connection:
            places = [
                SplitPlace(*row)
                for row in connection.execute(
                    "SELECT split, kind, name FROM state_splits WHERE state = ? ORDER BY position", (self.state_id,)
                )
            ]
            where: dict[str, tuple[int, int]] = {}
            for number, place in enumerate(places):
                for passage_id, position in connection.execute(
                    "SELECT id, position FROM passages WHERE split = ? ORDER BY position", (place.split,)
                ):
                    where.setdefault(passage_id, (number, position))
        return places, where

    def _read_passage(self, connection: sqlite3.Connection, passage_id: str) -> IndexedPassage:
        if passage_id not in self._where:
            raise IndexDamaged(f"avsnittet {passage_id} finnes ikke i lageret")
        number, position = self._where[passage_id]
        [passage] = read_passages(connection, self._places[number], [position])
        return passage


def _check_manifest(folder: Path, stamp: Stamp) -> int:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        built, count = Stamp(**manifest["stamp"]), int(manifest["passages"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged("beskrivelsen av tilstanden mangler eller er uleselig") from error
    if built != stamp:
        raise IndexStampMismatch(str(built), str(stamp))
    return count
