"""The current state, opened for reading: search by vector and by words, and the passages found; writes nothing."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import finalize

from ingest.indexed import IndexedPassage
from ingest.source import Source
from ingest.span import Span, span_text
from ingest.storing.chroma import Vectors
from ingest.storing.contents import Frame, SplitPlace, read_frame, read_passages
from ingest.storing.errors import IndexDamaged, IndexMissing, IndexStampMismatch
from ingest.storing.hit import Hit
from ingest.storing.lexical import Lexical
from ingest.storing.library import Library
from ingest.storing.lock import ReaderLock
from ingest.storing.manifest import Manifest, read_manifest
from ingest.storing.probe import check_state
from ingest.storing.rows import Vector
from ingest.storing.stamp import Stamp
from ingest.storing.state import STATES, current_state

KEPT = 20_000  # passages that stay in memory once they were read
KEPT_VECTORS = 5_000  # passages whose sentences' vectors stay in memory: some 75 MB
PAGES = """
SELECT canonical FROM pages WHERE reading = (
  SELECT splits.reading FROM splits LEFT JOIN state_splits ON split = splits.id AND state = ?
  WHERE version = ? ORDER BY state IS NULL, splits.rowid DESC LIMIT 1
) ORDER BY page_index
"""
TRIES = 3  # a state can be replaced and deleted between looking it up and taking a share in it


def open_index(data_dir: Path, stamp: Stamp, url: str = "") -> "Index":
    """Open the state that is current now.

    Args:
        data_dir: the data folder.
        stamp: what the reader encodes and analyses with.
        url: of a Chroma server, or "".

    Raises:
        IndexMissing, IndexStampMismatch, IndexDamaged, LibraryDamaged, IndexLocked, ChromaUnreachable: see there.
    """
    library = Library(data_dir, create=False)
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
    """One opened state. Threads may share it; it closes itself when nobody holds it any more.

    Attributes:
        state_id: of the state.
        stamp: what it was built with.
    """

    def __init__(self, library: Library, lock: ReaderLock, folder: Path, stamp: Stamp, url: str) -> None:
        self._library, self._turn = library, RLock()
        self.state_id, self.stamp = folder.name, stamp
        try:
            manifest = read_manifest(folder)
            _check_stamp(manifest, stamp, url)
            check_state(folder, manifest)
            self._lexical = Lexical(folder)
            self._places, self._where = self._read_places()
            self._sources = library.sources()
            self._vectors = Vectors(folder, url, self.state_id)
            self._vectors.compare_exactly(manifest.exact)
        except BaseException:
            lock.release()
            raise
        self._count = manifest.passages
        self._close = finalize(self, _let_go, self._vectors, library, lock)
        self._frames: dict[int, Frame] = {}
        self._passages: dict[str, IndexedPassage] = {}
        self._sentence_vectors: dict[str, Vector] = {}
        self._asked: Sequence[str] = ()
        self._pages: dict[str, list[str]] = {}

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
        with self._turn:
            missing = [passage_id for passage_id in ids if passage_id not in self._passages]
            found = {passage_id: self._passages[passage_id] for passage_id in ids if passage_id in self._passages}
            if missing:
                read = self._read(missing)
                found |= read
                _keep(self._passages, read, KEPT)
            self._asked = ids
            return [found[passage_id] for passage_id in ids]

    def sentence_vectors(self, passage_id: str) -> Vector:
        """Give the vectors of a passage's sentences, shape (n, d), each of length 1.

        What was last asked of `passages` is read with it, because it comes next.
        """
        with self._turn:
            known = self._sentence_vectors.get(passage_id)
            if known is not None:
                return known
            asked = [name for name in self._asked[:KEPT_VECTORS] if name not in self._sentence_vectors]
            wanted = self.passages(asked if passage_id in asked else [passage_id])
            texts = [sentence.text for passage in wanted for sentence in passage.sentences]
            vectors = self._library.vectors(self.stamp.model, texts)
            read: dict[str, Vector] = {}
            start = 0
            for passage in wanted:
                stop = start + len(passage.sentences)
                read[passage.id] = vectors[start:stop]
                start = stop
            _keep(self._sentence_vectors, read, KEPT_VECTORS)
            return read[passage_id]

    def quote_at(self, version: str, span: Span) -> str | None:
        """Give the words at a place of a stored version as this state reads it, or None when there is no such place."""
        with self._turn:
            if version not in self._pages:
                with self._library.errors() as connection:
                    found = connection.execute(PAGES, (self.state_id, version)).fetchall()
                self._pages[version] = [canonical for (canonical,) in found]
            pages = self._pages[version]
        if any(part.page_index >= len(pages) or part.end > len(pages[part.page_index]) for part in span):
            return None
        return span_text(span, pages)

    def sources(self) -> Mapping[str, Source]:
        """Give the bibliography by id."""
        return self._sources

    def close(self) -> None:
        """Let the state go; doing it twice does nothing."""
        self._close()

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

    def _read(self, ids: Sequence[str]) -> dict[str, IndexedPassage]:
        wanted: dict[int, list[int]] = {}
        for passage_id in ids:
            if passage_id not in self._where:
                raise IndexDamaged(f"avsnittet {passage_id} finnes ikke i lageret")
            number, position = self._where[passage_id]
            wanted.setdefault(number, []).append(position)
        found: dict[str, IndexedPassage] = {}
        with self._library.errors() as connection:
            for number, positions in wanted.items():
                if number not in self._frames:
                    self._frames[number] = read_frame(connection, self._places[number])
                found |= {p.id: p for p in read_passages(connection, self._frames[number], positions)}
        return found


def _check_stamp(manifest: Manifest, stamp: Stamp, url: str) -> None:
    if manifest.stamp != stamp:
        raise IndexStampMismatch(str(manifest.stamp), str(stamp))
    if manifest.server != bool(url):
        names = {True: "Chroma-tjener", False: "innebygd Chroma"}
        raise IndexStampMismatch(names[manifest.server], names[bool(url)])


def _keep(cache: dict[str, Any], read: Mapping[str, Any], most: int) -> None:
    """Add to a cache; beyond `most` it starts over."""
    if len(cache) + len(read) > most:
        cache.clear()
    cache.update(list(read.items())[:most])


def _let_go(vectors: Vectors, library: Library, lock: ReaderLock) -> None:
    vectors.close()
    library.close()
    lock.release()
