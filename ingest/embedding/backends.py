"""A model folder -> a loaded `SentenceTransformer`, on torch or on onnxruntime; importing either takes seconds."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.embedding.errors import BackendError, ModelFolderError
from ingest.embedding.folder import STAMP
from ingest.embedding.layout import GRAPH_FILE
from ingest.embedding.source import ModelSource

BACKENDS = ("auto", "onnx", "torch")


def load_model(source: ModelSource, backend: str) -> Any:
    """Load a model; "auto" is onnxruntime where the folder has our graph, else torch.

    Raises:
        BackendError: no such backend, or no graph for "onnx".
        ModelFolderError: the libraries refuse the folder.
    """
    has_graph = all((source.folder / name).is_file() for name in (GRAPH_FILE, STAMP))  # others' graphs differ
    if backend not in BACKENDS:
        raise BackendError(f"Ukjent motor «{backend}».", f"Velg en av disse: {', '.join(BACKENDS)}.")
    if backend == "onnx" and not has_graph:
        raise BackendError(
            f"Modellen i {source.folder} kan bare kjøres med torch.", "Velg motoren «auto» eller «torch»."
        )
    os.environ["HF_HUB_OFFLINE"] = "1"  # the model is on disk now
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    try:
        return _on_onnxruntime(source.folder) if has_graph and backend != "torch" else _on_torch(source.folder)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise ModelFolderError(
            f"Modellen i {source.folder} lar seg ikke laste: {error}", "Slett mappen og prøv igjen."
        ) from error


def count_tokens(model: Any, texts: Sequence[str]) -> list[int]:
    """Count tokens, end marks included, of texts however long."""
    from tokenizers import Tokenizer

    if not isinstance(model.tokenizer, Tokenizer):
        found = model.tokenizer(list(texts), truncation=False, verbose=False) if texts else {"input_ids": []}
        return [len(ids) for ids in found["input_ids"]]
    marks = model.tokenizer.num_special_tokens_to_add(False)
    return [
        marks + sum(sum(part.attention_mask) - marks for part in (text, *text.overflowing))
        for text in model.tokenizer.encode_batch(list(texts))
    ]


def _on_torch(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(
        str(folder),
        device="cpu",
        trust_remote_code=False,
        local_files_only=True,
        model_kwargs={"use_safetensors": True},
    )


def _on_onnxruntime(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from ingest.embedding.onnx_module import OnnxBert

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    bert = OnnxBert(folder, config["max_position_embeddings"])
    return SentenceTransformer(
        modules=[bert, Pooling(bert.get_embedding_dimension(), "mean"), Normalize()],
        device="cpu",
        local_files_only=True,
    )
