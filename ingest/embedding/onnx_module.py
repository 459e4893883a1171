"""A folder with a graph -> the first module of a sentence-transformers model, run by onnxruntime instead of torch."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnxruntime  # type: ignore[import-untyped]
import torch
from sentence_transformers.base.modules.input_module import InputModule
from tokenizers import Tokenizer

from ingest.embedding.layout import GRAPH_FILE


class OnnxBert(InputModule):
    """Texts to token vectors; pooling and normalisation come after it, as with the library's own `Transformer`."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        onnxruntime.disable_telemetry_events()
        self.folder = folder
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(max_tokens)
        self.max_seq_length = max_tokens
        self.session = onnxruntime.InferenceSession(folder / GRAPH_FILE, providers=["CPUExecutionProvider"])

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, torch.Tensor]:
        """Cut texts into tokens, and pad them to the longest; both (texts, tokens)."""
        found = self.tokenizer.encode_batch([f"{prompt or ''}{text}" for text in inputs])
        return {
            "input_ids": torch.tensor([text.ids for text in found]),
            "attention_mask": torch.tensor([text.attention_mask for text in found]),
        }

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Add the token vectors, (texts, tokens, hidden)."""
        feed = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        features["token_embeddings"] = torch.from_numpy(self.session.run(None, feed)[0])
        return features

    def get_embedding_dimension(self) -> int:
        """Give the length of a token vector."""
        return int(self.session.get_outputs()[0].shape[-1])

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Copy the folder."""
        shutil.copytree(self.folder, output_path, dirs_exist_ok=True)
