"""The gold file -> cases; the file's form is checked in tests, its meaning in evals/gold/README.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

FULL = 2  # grade of a page that answers alone


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact: any alternative says it, and says it when all its pieces occur."""

    vital: bool
    any_of: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and what is right about it.

    Attributes:
        pages: every page label that is evidence.
        page_sets: the sets of pages that answer the question, each whole.
    """

    id: str
    question: str
    language: str
    type: str
    style: str
    split: str
    cluster: str
    answerable: bool
    pages: frozenset[str]
    page_sets: tuple[frozenset[str], ...]
    facts: tuple[Fact, ...]


def read_cases() -> list[Case]:
    """Read all cases."""
    text = (files("evals.gold") / "cases.yaml").read_text(encoding="utf-8")
    return [_case(record) for record in yaml.safe_load(text)]


def read_off_topic() -> list[Case]:
    """Read the questions that are only learnt from: unanswerable, each a cluster of its own."""
    text = (files("evals.gold") / "off-topic.yaml").read_text(encoding="utf-8")
    return [
        Case(
            id=f"off-topic-{number}",
            question=record["question"],
            language=record["lang"],
            type=f"off-topic-{record['kind']}",
            style="plain",
            split="dev",
            cluster=f"off-topic-{number}",
            answerable=False,
            pages=frozenset(),
            page_sets=(),
            facts=(),
        )
        for number, record in enumerate(yaml.safe_load(text), 1)
    ]


def _case(record: Mapping[str, Any]) -> Case:
    sets = record.get("evidence") or []
    whole = [places for places in sets if len(places) > 1 or places[0]["grade"] == FULL]
    return Case(
        id=record["id"],
        question=record["question"],
        language=record["lang"],
        type=record["type"],
        style=record["style"],
        split=record["split"],
        cluster=record["cluster"],
        answerable=record["answerable"],
        pages=frozenset(str(place["page"]) for places in sets for place in places),
        page_sets=tuple(frozenset(str(place["page"]) for place in places) for places in whole or sets),
        facts=tuple(
            Fact(fact["vital"], tuple(tuple(str(piece) for piece in pieces) for pieces in fact["any_of"]))
            for fact in record.get("facts") or []
        ),
    )
