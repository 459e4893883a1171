"""`python -m ingest.bench`: one ingest into an empty folder against `model.encode` of the same passages, as JSON."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.backends import load_model
from ingest.embedding.encoder import Encoder
from ingest.embedding.source import ModelSource, find_model
from ingest.pipeline import CHUNK_OF_TEXTS, ingest, stamp_for
from ingest.progress import Progress
from ingest.settings import IngestSettings
from ingest.storing import Library, plan_state

ROOT = Path(__file__).resolve().parents[2]


class TimedEncoder:
    """An encoder that notes what it encoded and how long that took."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.model_id = encoder.model_id
        self.calls: list[tuple[Sequence[str], float]] = []

    def encode_passages(self, texts: Sequence[str], progress: Progress) -> NDArray[np.float32]:
        """Encode and note."""
        start = perf_counter()
        vectors = self._encoder.encode_passages(texts, progress)
        self.calls.append((texts, perf_counter() - start))
        return vectors


def measure(settings: IngestSettings) -> dict[str, float]:
    """Time an ingest of the corpus, then the encoding alone; imports and loading are over before.

    Returns:
        passages and sentences encoded, and seconds: of the whole ingest; of encoding its sentences; of
        `model.encode` on its passages with the same batches; and the ratio of everything but the sentences to that.
    """
    for late in ("chromadb", "ingest.llama"):  # what an ingest imports late is imported before the clock starts
        import_module(late)
    source = find_model(settings.model, settings.cache_dir)
    model = load_model(source, "auto")
    encoder = TimedEncoder(Encoder(model, source, settings.batch_size))
    model.encode([source.passage_prompt + "varm opp"] * settings.batch_size, show_progress_bar=False)
    with TemporaryDirectory() as folder:
        start = perf_counter()
        ingest(replace(settings, data_dir=Path(folder)), encoder, lambda done, total, label: None)
        whole = perf_counter() - start
        with Library(Path(folder)) as library:
            contents = plan_state(library, stamp_for(encoder.model_id), Path(folder))
    passages = {passage.encoded for passage in contents.passages}
    sentences = sum(seconds for texts, seconds in encoder.calls if texts[0] not in passages)
    bare = _bare(model, source, [texts for texts, _ in encoder.calls if texts[0] in passages], settings.batch_size)
    return {
        "passages": len(contents.passages),
        "sentences": sum(len(texts) for texts, _ in encoder.calls if texts[0] not in passages),
        "ingest_s": round(whole, 2),
        "sentences_s": round(sentences, 2),
        "passages_s": round(sum(seconds for texts, seconds in encoder.calls if texts[0] in passages), 2),
        "bare_s": round(bare, 2),
        "ratio": round((whole - sentences) / bare, 3),
    }


def _bare(model: Any, source: ModelSource, calls: Sequence[Sequence[str]], batch_size: int) -> float:
    texts = sorted((text for call in calls for text in call), key=len, reverse=True)
    assert CHUNK_OF_TEXTS % batch_size == 0, "the batches are the same only if chunks are whole batches"
    start = perf_counter()
    for row in range(0, len(texts), batch_size):
        model.encode(
            texts[row : row + batch_size],
            prompt=source.passage_prompt,
            batch_size=batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
    return perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(IngestSettings.from_environment(os.environ, ROOT))))
    sys.exit(0)
