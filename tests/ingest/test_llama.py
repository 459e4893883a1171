"""LlamaIndex's interfaces over our passages and vectors, each test named after what goes wrong upstream."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import MetadataMode, NodeRelationship, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from numpy.typing import NDArray

from ingest.llama import PassageParser, PassageVectorStore, llama_document, passage_nodes
from ingest.pipeline import ingest, stamp_for
from ingest.reading import read_document
from ingest.settings import IngestSettings
from ingest.source import Source
from ingest.span import PageSpan, span_text
from ingest.splitting import split_document
from ingest.storing import open_index
from ingest.storing.chroma import Vectors
from tests.ingest.storing.conftest import BIB, FERRY, HashEncoder

KNOWN = [Source("dahl-2020", ("Dahl",), "2020"), Source("berg-2015", ("Berg",), "2015")]
MOST_AT_ONCE = 5461  # what Chroma takes in one call


def parser() -> PassageParser:
    return PassageParser(split=lambda read: split_document(read, KNOWN))


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "dahl-2020.txt"
    path.write_text(FERRY, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[tuple[PassageVectorStore, Vectors]]:
    vectors = Vectors(tmp_path / "state", "", "x", create=True)
    yield PassageVectorStore(vectors), vectors
    vectors.close()


def nodes_of(vectors: NDArray[np.float32], metadata: object = "n") -> list[TextNode]:
    return [
        TextNode(id_=f"p{n}", text="t", embedding=v.tolist(), metadata={"m": metadata}) for n, v in enumerate(vectors)
    ]


def some_vectors(count: int, dimension: int = 16) -> NDArray[np.float32]:
    drawn = np.random.default_rng(5).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def test_parser_gives_our_ids_and_spans_that_hold_the_text(text: Path) -> None:
    read = read_document(text, "dahl-2020")
    ours = split_document(read, KNOWN).passages
    nodes = parser().get_nodes_from_documents([llama_document(read)])
    assert [node.node_id for node in nodes] == [passage.id for passage in ours]
    assert len(nodes) == 2
    for node, passage in zip(nodes, ours, strict=True):
        span = tuple(PageSpan(*part) for part in node.metadata["span"])
        assert span == passage.span
        assert node.get_content(MetadataMode.NONE) == passage.text
        assert span_text(span, read.canonical).split() == passage.text.split()


def test_embedded_text_is_the_one_that_our_vectors_stand_for(text: Path) -> None:
    # llama_index's NodeParser hands the document's whole metadata down, and it is embedded with every node
    [first, second] = parser().get_nodes_from_documents([llama_document(read_document(text, "dahl-2020"))])
    assert first.get_content(MetadataMode.EMBED) == (
        "1 Innledning\nFergene går hver time. Mannskapet setter opp vaktene selv."
    )
    assert second.get_content(MetadataMode.EMBED).startswith("2 Funn\nBerg (2015) fant")
    assert second.get_content(MetadataMode.LLM).startswith("dahl-2020\n2 Funn\nBerg (2015) fant")


def test_nodes_point_to_their_own_document_also_when_two_hold_the_same(text: Path) -> None:
    # llama_index#23002: the cache gave document B's chunk document A's id
    twin = text.with_name("berg-2015.txt")
    twin.write_bytes(text.read_bytes())
    documents = [llama_document(read_document(path, path.stem)) for path in (text, twin)]
    nodes = IngestionPipeline(transformations=[parser()], disable_cache=True).run(documents=documents)
    owners = [node.relationships[NodeRelationship.SOURCE].node_id for node in nodes]  # type: ignore[union-attr]
    assert owners == [documents[0].id_] * 2 + [documents[1].id_] * 2
    assert [node.metadata["source"] for node in nodes] == ["dahl-2020"] * 2 + ["berg-2015"] * 2


def test_pipeline_run_twice_gives_the_same_nodes(text: Path, store: tuple[PassageVectorStore, Vectors]) -> None:
    # llama_index's pipeline without a docstore gave 68 chunks where there were 34
    document = llama_document(read_document(text, "dahl-2020"))
    for _ in range(2):
        nodes = IngestionPipeline(transformations=[parser()], disable_cache=True).run(documents=[document])
        for node, vector in zip(nodes, some_vectors(2), strict=True):
            node.embedding = vector.tolist()
        store[0].add(nodes)
    assert store[1].count() == 2


def test_store_takes_more_nodes_than_chroma_takes_at_once(store: tuple[PassageVectorStore, Vectors]) -> None:
    # ChromaVectorStore.add: 6,000 nodes fail, its own limit of 41,665 is above Chroma's 5,461
    vectors = some_vectors(MOST_AT_ONCE + 100)
    assert store[0].add(nodes_of(vectors)) == [f"p{n}" for n in range(len(vectors))]
    assert store[1].count() == MOST_AT_ONCE + 100


def test_store_replaces_what_has_the_same_id(store: tuple[PassageVectorStore, Vectors]) -> None:
    # ChromaVectorStore.add adds: a second node of the same id is dropped without a word
    first, second = some_vectors(2)
    store[0].add(nodes_of(first[np.newaxis]))
    store[0].add(nodes_of(second[np.newaxis]))
    found = store[0].query(VectorStoreQuery(query_embedding=second.tolist(), similarity_top_k=1))
    assert found.ids == ["p0"]
    assert found.similarities == pytest.approx([1.0], abs=1e-6)


def test_store_scores_by_cosine(store: tuple[PassageVectorStore, Vectors]) -> None:
    # ChromaVectorStore scores exp(-distance): 1 for the same, 0.37 for a right angle
    axes = np.eye(4, dtype=np.float32)
    store[0].add(nodes_of(axes))
    asked = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    found = store[0].query(VectorStoreQuery(query_embedding=asked.tolist(), similarity_top_k=4))
    assert found.ids is not None
    assert found.similarities is not None
    assert dict(zip(found.ids, found.similarities, strict=True)) == pytest.approx(
        {"p0": 0.8, "p1": 0.6, "p2": 0.0, "p3": 0.0}, abs=1e-6
    )
    assert found.ids[:2] == ["p0", "p1"]


def test_store_takes_metadata_that_holds_a_list_and_keeps_no_text(
    store: tuple[PassageVectorStore, Vectors],
) -> None:  # ChromaVectorStore: list metadata is a ValueError
    store[0].add(nodes_of(some_vectors(1), metadata=[[0, 1, 2]]))
    held = store[1].collection.get(include=["documents", "metadatas"])
    assert held["ids"] == ["p0"]
    assert not any(held["documents"] or [])
    assert not any(held["metadatas"] or [])


def test_empty_list_of_nodes_is_no_error(store: tuple[PassageVectorStore, Vectors]) -> None:
    assert store[0].add([]) == []
    assert store[1].count() == 0


def test_nodes_of_an_open_index_carry_ids_text_and_vectors(tmp_path: Path, text: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "references.bib").write_text(BIB, encoding="utf-8")
    text.rename(corpus / "documents" / text.name)
    settings = IngestSettings(corpus_dir=corpus, data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")
    encoder = HashEncoder()
    ingest(settings, encoder, lambda done, total, label: None)
    index = open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
    passages = index.passages(index.all_ids())
    vectors = encoder.encode_passages([passage.encoded for passage in passages])
    nodes = passage_nodes(passages, vectors)
    for node, passage, vector in zip(nodes, passages, vectors, strict=True):
        assert (node.node_id, node.get_content(MetadataMode.NONE)) == (passage.id, passage.text)
        assert np.allclose(node.get_embedding(), vector)
        assert index.search_vector(np.array(node.get_embedding(), dtype=np.float32), 1)[0].id == node.node_id
    index.close()
