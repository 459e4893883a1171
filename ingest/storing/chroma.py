"""Passage vectors in Chroma: made, filled, searched, closed; knows nothing but ids and vectors."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.storing.errors import IndexDamaged, IndexLocked
from ingest.storing.hit import Hit

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

FOLDER = "chroma"
NAME = "passages"
BATCH = 250  # Chroma refuses batches over 5461; its documentation advises 50–250
# With these thresholds Chroma writes every batch out at once. Left to its own, it keeps the last thousand in a queue
# that each opening plays back into the files, and a state would be written after the switch.
AT_ONCE = {"batch_size": 2, "sync_threshold": 2}
NEARER = 1e-6  # how far apart two equal distances may come out


class Vectors:
    """The passage vectors of one state.

    Args:
        folder: the state's folder; an embedded Chroma lies in it.
        url: of a Chroma server, or "" for the embedded one.
        state: the state's id, which names the collection on a server.

    Raises:
        IndexDamaged: Chroma refuses to open it, or it is not there.
        IndexLocked: the server does not answer.
    """

    def __init__(self, folder: Path, url: str, state: str, create: bool = False) -> None:
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        import chromadb
        from chromadb.errors import ChromaError

        try:
            self._client: Any = _client(folder, url)
            name = f"{NAME}-{state}" if url else NAME
            if create:
                self.collection: Collection = self._client.create_collection(
                    name, embedding_function=None, configuration={"hnsw": {"space": "cosine", **AT_ONCE}}
                )
            else:
                self.collection = self._client.get_collection(name, embedding_function=None)
        except (ChromaError, chromadb.errors.InternalError, ValueError, KeyError, OSError) as error:
            if url:
                raise IndexLocked(
                    f"Chroma-tjeneren på {url} svarer ikke ({error}).",
                    "Start den, eller fjern TILLITSKILDEN_CHROMA_URL.",
                ) from error
            raise IndexDamaged(f"vektorene lar seg ikke åpne ({error})") from error

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Put vectors, shape (len(ids), d), under their ids; doing it twice is the same as once."""
        for start in range(0, len(ids), BATCH):
            stop = start + BATCH
            self.collection.upsert(ids=list(ids[start:stop]), embeddings=vectors[start:stop])

    def count(self) -> int:
        """Give the number of vectors."""
        return int(self.collection.count())

    def search(self, vector: NDArray[np.float32], k: int) -> list[Hit]:
        """Give the nearest k passages, nearest first, with their cosines."""
        from chromadb.errors import ChromaError

        try:
            found = self.collection.query(query_embeddings=vector[np.newaxis], n_results=k, include=["distances"])
        except (ChromaError, ValueError) as error:
            raise IndexDamaged(f"vektorene lar seg ikke søke i ({error})") from error
        distances = (found["distances"] or [[]])[0]
        return [Hit(name, 1 - float(distance)) for name, distance in zip(found["ids"][0], distances, strict=True)]

    def unreachable(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> list[str]:
        """Give the ids that their own vector does not find among the hits no farther than themselves."""
        lost = []
        for start in range(0, len(ids), BATCH):
            for name, vector, near in zip(
                ids[start : start + BATCH],
                vectors[start : start + BATCH],
                self._near(vectors[start : start + BATCH], 10),
                strict=True,
            ):
                if name not in near and name not in self._near(vector[np.newaxis], self.count())[0]:
                    lost.append(name)
        return lost

    def _near(self, vectors: NDArray[np.float32], k: int) -> list[set[str]]:
        found = self.collection.query(query_embeddings=vectors, n_results=k, include=["distances"])
        return [
            {name for name, distance in zip(names, distances, strict=True) if distance <= 2 * NEARER}
            for names, distances in zip(found["ids"], found["distances"] or [], strict=True)
        ]

    def drop(self) -> None:
        """Delete the collection, on a server; an embedded one goes with its folder."""
        self._client.delete_collection(self.collection.name)

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def _client(folder: Path, url: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if not url:
        if not (folder / FOLDER / "chroma.sqlite3").exists() and (folder / "manifest.json").exists():
            raise IndexDamaged("vektorene mangler")
        return chromadb.PersistentClient(str(folder / FOLDER), settings=quiet)
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    return chromadb.HttpClient(
        host=parts.hostname or "localhost", port=port, ssl=parts.scheme == "https", settings=quiet
    )
