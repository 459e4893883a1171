"""The engine as LlamaIndex sees it: a retriever and a query engine; the app's only file that knows LlamaIndex."""

from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from app.engine.engine import Engine
from app.engine.record import answer_record, answer_text
from app.engine.values import Evidence


class EvidenceRetriever(BaseRetriever):
    """Our retrieval behind LlamaIndex's interface: the ten best passages with fused scores, best first."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        retrieved, _ = self._engine.retrieve(query_bundle.query_str)
        return [evidence_node(found) for found in retrieved.evidence]


class CitedQueryEngine(CustomQueryEngine):
    """Our answers behind LlamaIndex's interface.

    The response's text is empty for an abstention; its metadata is the record of `python -m app ask --json`.
    """

    engine: Any

    def custom_query(self, query_str: str) -> Response:
        """Answer a question."""
        answer = self.engine.ask(query_str)
        return Response(
            response=answer_text(answer),
            source_nodes=[evidence_node(found) for found in answer.evidence],
            metadata=answer_record(answer, "q1"),
        )


def evidence_node(found: Evidence) -> NodeWithScore:
    """Give a piece of evidence as a node: stable id, text, and flat metadata to cite by."""
    passage = found.passage
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        metadata={
            "source": passage.source,
            "kind": passage.kind,
            "section": " › ".join(passage.section_path),
            "pages": ", ".join(page.label for page in found.pages),
            "language": passage.language,
        },
    )
    return NodeWithScore(node=node, score=found.score)
