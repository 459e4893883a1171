"""A loaded model -> LlamaIndex's embedding over that same model; the only file here that knows LlamaIndex."""

from typing import Any

from llama_index.core.embeddings.multi_modal_base import MultiModalEmbedding
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from sentence_transformers import SentenceTransformer

from ingest.embedding.source import ModelSource


class SharedEmbedding(HuggingFaceEmbedding):
    """`HuggingFaceEmbedding` that takes a loaded model, because the original always loads its own copy."""

    def __init__(self, model: SentenceTransformer, source: ModelSource, batch_size: int) -> None:
        fields: dict[str, Any] = {
            "embed_batch_size": batch_size,
            "model_name": str(source.folder),
            "max_length": model.max_seq_length,
            "normalize": True,
            "query_instruction": source.query_prompt,
            "text_instruction": source.passage_prompt,
        }
        MultiModalEmbedding.__init__(self, **fields)
        model.prompts = {**model.prompts, "query": source.query_prompt, "text": source.passage_prompt}
        self._model = model
        self._device = str(model.device)
        self._parallel_process = False
        self._target_devices = None


def share(model: SentenceTransformer, source: ModelSource, batch_size: int) -> SharedEmbedding:
    """Wrap a loaded model; `get_query_embedding` and `get_text_embedding` put the right prompt in front."""
    return SharedEmbedding(model, source, batch_size)
