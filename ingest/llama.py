"""Our passages as LlamaIndex sees them; the only file of ingest that knows it, besides the embedding's adapter."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, Document, NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryResult
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray
from pydantic import PrivateAttr

from ingest.document import ReadDocument
from ingest.indexed import IndexedPassage
from ingest.passage import SplitDocument
from ingest.storing.chroma import Vectors

Split = Callable[[ReadDocument], SplitDocument]


def llama_document(read: ReadDocument) -> Document:
    """Give a read document: its canonical text, a form feed between pages, and the document itself in `metadata`."""
    return Document(
        id_=f"{read.source}@{read.version}",
        text="\f".join(read.canonical),
        metadata={"source": read.source, "version": read.version, "name": read.name, "read": read},
        excluded_embed_metadata_keys=["source", "version", "name", "read"],
        excluded_llm_metadata_keys=["version", "name", "read"],
    )


class PassageParser(NodeParser):
    """Splits documents of `llama_document` into our passages: stable ids, spans in the metadata, no overlap.

    What a node gives to be embedded is `IndexedPassage.encoded`, to the letter.
    """

    include_metadata: bool = False  # the document's own would be embedded with every node
    split: Any  # Split; pydantic cannot check a function's type

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        return [node for document in nodes for node in self._nodes(document)]

    def _nodes(self, document: BaseNode) -> list[BaseNode]:
        read: ReadDocument = document.metadata["read"]
        return [
            TextNode(
                id_=passage.id,
                text=passage.text,
                metadata={
                    "source": read.source,
                    "version": read.version,
                    "section": " › ".join(read.sections[passage.section].path),
                    "language": passage.language,
                    "span": [[part.page_index, part.start, part.end] for part in passage.span],
                },
                excluded_embed_metadata_keys=["source", "version", "language", "span"],
                excluded_llm_metadata_keys=["version", "language", "span"],
                metadata_template="{value}",
                text_template="{metadata_str}\n{content}",
                relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.node_id)},
            )
            for passage in self.split(read).passages
        ]


def passage_nodes(passages: Sequence[IndexedPassage], vectors: NDArray[np.float32]) -> list[BaseNode]:
    """Give passages with their vectors, shape (len(passages), d), as nodes."""
    return [
        TextNode(
            id_=passage.id,
            text=passage.text,
            embedding=vector.tolist(),
            metadata={"source": passage.source, "version": passage.version, "language": passage.language},
        )
        for passage, vector in zip(passages, vectors, strict=True)
    ]


class PassageVectorStore(ChromaVectorStore):
    """LlamaIndex's Chroma store over one of our collections.

    Unlike its parent it upserts, in batches that Chroma takes, keeps the text out of Chroma (our store has it), and
    scores by cosine.
    """

    _vectors: Vectors = PrivateAttr()

    def __init__(self, vectors: Vectors) -> None:
        super().__init__(chroma_collection=vectors.collection)
        self._vectors = vectors

    def add(self, nodes: Sequence[BaseNode], **add_kwargs: Any) -> list[str]:
        """Put nodes under their ids; doing it twice is the same as once."""
        ids = [node.node_id for node in nodes]
        if ids:
            self._vectors.add(ids, np.array([node.get_embedding() for node in nodes], dtype=np.float32))
        return ids

    def query(self, query: VectorStoreQuery, **kwargs: Any) -> VectorStoreQueryResult:
        """Give ids and cosines of the nearest passages, nearest first."""
        vector = np.array(query.query_embedding, dtype=np.float32)
        hits = self._vectors.search(vector, query.similarity_top_k)
        return VectorStoreQueryResult(ids=[hit.id for hit in hits], similarities=[hit.score for hit in hits])
