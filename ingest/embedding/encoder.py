"""Texts -> unit vectors, by one model that is held in memory; does not know where the vectors are kept."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.backends import count_tokens, load_model
from ingest.embedding.folder import silent
from ingest.embedding.source import ModelSource, find_model
from ingest.progress import Progress

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

Vectors = NDArray[np.float32]


class Encoder:
    """One loaded model.

    Texts longer than `max_tokens` are cut by the model: what comes after does not count in the vector.
    Threads may share an encoder; they take turns batch by batch.

    Attributes:
        model_id: name and weights; vectors with different ids must never be compared.
        dimension: length of each vector.
        max_tokens: the longest text in tokens, prompt and end marks included.
        batch_size: texts per batch.
    """

    def __init__(self, model: Any, source: ModelSource, batch_size: int) -> None:
        self.model_id = source.stamp
        self.dimension = int(model.get_embedding_dimension())
        self.max_tokens = int(model.max_seq_length)
        self.batch_size = batch_size
        self._model = model
        self._source = source
        self._turn = Lock()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions; gives (n, dimension) float32 rows of length 1."""
        return self._encode(texts, self._source.query_prompt, silent)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Encode passages, longest first, so that little is padded; the rows come in the order given.

        Args:
            texts: any number.
            progress: called with (done, total, label) after each batch.
        """
        return self._encode(texts, self._source.passage_prompt, progress or silent)

    def token_counts(self, passages: Sequence[str]) -> list[int]:
        """Count the tokens of each passage, prompt and end marks included; above `max_tokens` it is cut."""
        with self._turn:
            return count_tokens(self._model, [self._source.passage_prompt + text for text in passages])

    def as_llama(self) -> "BaseEmbedding":
        """Give the same model, not a copy, as LlamaIndex's embedding."""
        from ingest.embedding.llama import share

        return share(self._model, self._source, self.batch_size)

    def _encode(self, texts: Sequence[str], prompt: str, progress: Progress) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for rows in _batches(texts, self.batch_size):
            with self._turn:
                vectors[rows] = self._model.encode(
                    [texts[row] for row in rows],
                    prompt=prompt,
                    batch_size=len(rows),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
            done += len(rows)
            progress(done, len(texts), "Lager vektorer")
        return vectors


def load_encoder(  # noqa: PLR0913, PLR0917
    model: str,
    cache_dir: Path,
    backend: str = "auto",
    batch_size: int = 32,
    offline: bool = True,
    progress: Progress = silent,
) -> Encoder:
    """Find or prepare the model and load it; the first call in a process imports torch, which takes seconds.

    Args:
        model: `ingest.settings.DEFAULT_MODEL`, a folder, or a hub id.
        cache_dir: where a prepared or fetched model is kept.
        backend: "auto" (the fastest that the model has), "onnx" or "torch"; the vectors are the same.
        batch_size: texts per batch.
        offline: False lets a hub id that is not in the cache be fetched.
        progress: called with (done, total, label) while the packaged weights are unpacked.

    Raises:
        EmbeddingError: see `find_model` and `load_model`.
    """
    source = find_model(model, cache_dir, offline, progress)
    return Encoder(load_model(source, backend), source, batch_size)


def _batches(texts: Sequence[str], size: int) -> Iterator[list[int]]:
    order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
    for start in range(0, len(order), size):
        yield order[start : start + size]
