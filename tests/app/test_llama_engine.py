"""Our engine behind LlamaIndex's interfaces."""

import json
from pathlib import Path
from typing import Any

import jsonschema

from app.llama import CitedQueryEngine, EvidenceRetriever
from tests.app.engine.conftest import NEVER, engine

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "ask.schema.json").read_text(encoding="utf-8"))
QUESTION = "Hvem setter opp vaktene på fergene?"


def test_retriever_gives_our_passages_with_our_ids_and_scores(library: list[Any]) -> None:
    made = engine(library)
    nodes = EvidenceRetriever(made).retrieve(QUESTION)
    found, _ = made.retrieve(QUESTION)
    assert [(node.node.node_id, node.score) for node in nodes] == [(e.passage.id, e.score) for e in found.evidence]
    assert nodes[0].node.metadata["pages"] == "33"


def test_query_engine_answers_with_the_record_and_says_nothing_when_it_abstains(library: list[Any]) -> None:
    response = CitedQueryEngine(engine=engine(library)).query(QUESTION)
    assert str(response).startswith("Mannskapet på fergene setter selv opp vaktene sine.")
    record = dict(response.metadata or {})
    for statement in record["statements"]:
        for citation in statement["citations"]:
            citation["version"] = "0" * 64
    jsonschema.validate(record, SCHEMA)
    silent = CitedQueryEngine(engine=engine(library, NEVER)).query(QUESTION)
    assert silent.response == ""
    assert len(silent.source_nodes) == 4
