"""Passage vectors in Chroma: made, filled, searched, closed; knows nothing but ids and vectors."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.storing.errors import ChromaUnreachable, IndexClosed, IndexDamaged
from ingest.storing.hit import Hit

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

FOLDER = "chroma"
SQLITE = "chroma.sqlite3"
NAME = "passages"
BATCH = 250  # Chroma refuses batches over 5461; its documentation advises 50–250
# With these thresholds Chroma writes every batch out at once. Left to its own, it keeps the last thousand in a queue
# that each opening plays back into the files, and a state would be written after the switch.
AT_ONCE = {"batch_size": 2, "sync_threshold": 2}
NEARER = 1e-6  # how much farther than itself a passage may come out from its own vector
ROUNDING = 1e-6  # between Chroma's distances in single precision and ours
LOOKED_AT = (10, 100)  # hits among which a passage must turn up; the second number for those that share their place

Matrix = NDArray[np.float32]


class Vectors:
    """The passage vectors of one state.

    Args:
        folder: the state's folder; an embedded Chroma lies in it.
        url: of a Chroma server, or "" for the embedded one.
        state: the state's id, which names the collection on a server.
        create: make the collection, which must not be there yet.

    Raises:
        IndexDamaged: Chroma refuses to open it, or it is not there.
        ChromaUnreachable: the server does not answer.
    """

    def __init__(self, folder: Path, url: str, state: str, create: bool = False) -> None:
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        self._url = url
        self._closed = False
        self._exact: tuple[list[str], Matrix] | None = None
        name = f"{NAME}-{state}-{_place(folder)}" if url else NAME
        with self._errors("lar seg ikke åpne"):
            self._client: Any = _client(folder, url, create)
            if create:
                self._forget(name)
                self.collection: Collection = self._client.create_collection(
                    name, embedding_function=None, configuration={"hnsw": {"space": "cosine", **AT_ONCE}}
                )
            else:
                self.collection = self._client.get_collection(name, embedding_function=None)

    def add(self, ids: Sequence[str], vectors: Matrix) -> None:
        """Put vectors, shape (len(ids), d), under their ids; doing it twice is the same as once."""
        with self._errors("lar seg ikke skrive"):
            for start in range(0, len(ids), BATCH):
                stop = start + BATCH
                self.collection.upsert(ids=list(ids[start:stop]), embeddings=vectors[start:stop])

    def count(self) -> int:
        """Give the number of vectors."""
        with self._errors("lar seg ikke telle"):
            return int(self.collection.count())

    def search(self, vector: Matrix, k: int) -> list[Hit]:
        """Give the nearest k passages, nearest first, with their cosines."""
        [(names, distances)] = self._query(vector[np.newaxis], k)
        scores = {name: 1 - distance for name, distance in zip(names, distances, strict=True)}
        if self._exact is not None:
            ids, exact = self._exact
            scores |= dict(zip(ids, (exact @ (vector / np.linalg.norm(vector))).tolist(), strict=True))
        best = sorted(scores.items(), key=lambda item: -item[1])[:k]
        return [Hit(name, score) for name, score in best]

    def compare_exactly(self, ids: Sequence[str]) -> None:
        """From now on compare these passages one by one, because the graph does not lead to them."""
        if ids:
            _, vectors = self.held(ids)
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            self._exact = (list(ids), np.asarray(vectors / norms, dtype=np.float32))

    def held(self, ids: Sequence[str]) -> tuple[list[str], Matrix]:
        """Give the stored vectors of ids, in their order.

        Raises:
            IndexDamaged: one is not there.
        """
        found: dict[str, Any] = {}
        with self._errors("lar seg ikke lese"):
            for start in range(0, len(ids), BATCH):
                some = self.collection.get(ids=list(ids[start : start + BATCH]), include=["embeddings"])
                found |= dict(
                    zip(some["ids"], some["embeddings"] if some["embeddings"] is not None else [], strict=True)
                )
        if len(found) != len(ids):
            raise IndexDamaged(f"{len(ids) - len(found)} vektorer er borte")
        return list(ids), np.array([found[name] for name in ids], dtype=np.float32)

    def ids(self, limit: int) -> list[str]:
        """Give the first ids, at most `limit`."""
        with self._errors("lar seg ikke lese"):
            return list(self.collection.get(limit=limit, include=[])["ids"])

    def unreachable(self, ids: Sequence[str], vectors: Matrix) -> list[str]:
        """Give the ids that their own vector does not find among the hits no farther than themselves.

        A passage's own distance is 0 in exact arithmetic. One whose twins fill all the hits counts as not found.
        """
        rows = list(range(len(ids)))
        for k in LOOKED_AT:
            rows = [row for row in rows if ids[row] not in self._own_exact]
            lost = []
            for start in range(0, len(rows), BATCH):
                some = rows[start : start + BATCH]
                for row, (names, distances) in zip(some, self._query(vectors[some], k), strict=True):
                    near = {n for n, distance in zip(names, distances, strict=True) if distance <= NEARER + ROUNDING}
                    if ids[row] not in near:
                        lost.append(row)
            rows = lost
        return [ids[row] for row in rows]

    @property
    def _own_exact(self) -> set[str]:
        return set(self._exact[0]) if self._exact is not None else set()

    def _query(self, vectors: Matrix, k: int) -> list[tuple[list[str], list[float]]]:
        with self._errors("lar seg ikke søke i"):
            found = self.collection.query(query_embeddings=vectors, n_results=k, include=["distances"])
        return list(zip(found["ids"], found["distances"] or [], strict=True))

    def drop(self) -> None:
        """Delete the collection, on a server; an embedded one goes with its folder."""
        with self._errors("lar seg ikke slette"):
            self._client.delete_collection(self.collection.name)

    def close(self) -> None:
        """Let go of the files; doing it twice does nothing."""
        if not self._closed:
            self._closed = True
            self._client.close()

    def _forget(self, name: str) -> None:
        from chromadb.errors import NotFoundError

        if self._url:  # a killed build, or a data folder that was deleted, may have left one
            with suppress(NotFoundError):
                self._client.delete_collection(name)

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        import httpx
        from chromadb.errors import ChromaError, NotFoundError

        try:
            yield
        except NotFoundError as error:
            raise IndexDamaged("samlingen med vektorer finnes ikke") from error
        except AttributeError as error:  # so Chroma says that a client was closed
            if self._closed:
                raise IndexClosed from error
            raise
        except (ChromaError, ValueError, KeyError, OSError) as error:
            if self._url and isinstance(error, ValueError):
                raise ChromaUnreachable(self._url, "ingen forbindelse") from error
            raise IndexDamaged(f"vektorene {what}") from error
        except httpx.HTTPError as error:
            raise ChromaUnreachable(self._url, str(error)) from error


def _place(folder: Path) -> str:
    """Tell data folders apart that share a server and hold the same."""
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]


def _client(folder: Path, url: str, create: bool) -> Any:
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if not url:
        if not create and not (folder / FOLDER / SQLITE).exists():
            raise IndexDamaged(f"filen {FOLDER}/{SQLITE} mangler")
        return chromadb.PersistentClient(str(folder / FOLDER), settings=quiet)
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    return chromadb.HttpClient(
        host=parts.hostname or "localhost", port=port, ssl=parts.scheme == "https", settings=quiet
    )
