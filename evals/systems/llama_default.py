"""LlamaIndex's own default over the same texts: `VectorStoreIndex`, default splitter, five hits, the same embedding."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from llama_index.core import VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import Document

from evals.outcome import Found, Outcome
from evals.systems.system import System

TOP = 5  # hits that a default index shows


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as a default index gets it: one of a printed page, as its file readers make them, or one of a note."""

    source: str
    kind: str
    pages: tuple[str, ...]
    text: str


def llama_default(texts: Sequence[PlainText], embedding: Any) -> System:
    """Build the index in memory; splitting and everything else is the library's default, only the model is ours.

    Args:
        texts: what is searched.
        embedding: a LlamaIndex embedding.
    """
    documents = [
        Document(text=plain.text, metadata={"row": row}, excluded_embed_metadata_keys=["row"])
        for row, plain in enumerate(texts)
    ]
    index = VectorStoreIndex.from_documents(
        documents, embed_model=embedding, transformations=[SentenceSplitter()], show_progress=False
    )
    retriever = index.as_retriever(similarity_top_k=TOP)

    def ask(case: str, question: str) -> Outcome:
        start = perf_counter()
        nodes = retriever.retrieve(question)
        took = (perf_counter() - start) * 1000
        return Outcome(case, tuple(_found(texts, found) for found in nodes), milliseconds=round(took, 3))

    return System("llamaindex", ask)


def _found(texts: Sequence[PlainText], scored: Any) -> Found:
    plain = texts[scored.node.metadata["row"]]
    return Found(scored.node.node_id, plain.source, plain.kind, plain.pages, scored.node.get_content())
