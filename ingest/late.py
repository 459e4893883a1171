"""A model's name -> an encoder that is loaded when something has to be encoded; an ingest without news needs none."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.encoder import Encoder, load_encoder
from ingest.embedding.source import find_model
from ingest.progress import Progress


class LateEncoder:
    """Finds or prepares the model at once, which is quick once it is there, and loads it at the first text.

    Args:
        model: as for `load_encoder`; a hub id may be fetched.
        cache_dir: where a prepared or fetched model is kept.
        batch_size: texts per batch.
        progress: called with (done, total, label) while the model is prepared and loaded.

    Raises:
        EmbeddingError: see `find_model` and `load_model`.
    """

    def __init__(self, model: str, cache_dir: Path, batch_size: int, progress: Progress) -> None:
        self._model, self._cache_dir, self._batch_size, self._progress = model, cache_dir, batch_size, progress
        self.model_id = find_model(model, cache_dir, offline=False, progress=progress).stamp

    def encode_passages(self, texts: Sequence[str], progress: Progress) -> NDArray[np.float32]:
        """Encode passages; gives (n, d) float32 rows of length 1."""
        return self._encoder.encode_passages(texts, progress)

    @cached_property
    def _encoder(self) -> Encoder:
        self._progress(0, 1, "Henter frem språkmodellen")
        loaded = load_encoder(self._model, self._cache_dir, batch_size=self._batch_size)
        self._progress(1, 1, "Henter frem språkmodellen")
        return loaded
