"""An invented suite of six documents, its texts and questions in Bokmål and Swedish, and a predictable encoder."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.app.engine.conftest import library
from tests.ingest.storing.conftest import encoder, settings

__all__ = ["encoder", "library", "settings"]

DOCUMENTS = {
    "nb": {
        "ferge-1-1": "Fergen krysser fjorden hver time om sommeren.",
        "ferge-1-2": "Mannskapet maler skroget blått hver vår.",
        "bakeri": "Bakeren steker brød og boller før daggry.",
        "skole": "Elevene planter epletrær bak gymsalen.",
        "museum/øst: 7": "Museet viser gamle kart og kompass.",
        "tog#2": "Toget stanser ved sjøen når det snør.",
    },
    "sv": {
        "ferge-1-1": "Färjan korsar fjorden varje timme på sommaren.",
        "ferge-1-2": "Besättningen målar skrovet blått varje vår.",
        "bakeri": "Bagaren gräddar bröd och bullar före gryningen.",
        "skole": "Eleverna planterar äppelträd bakom gymnastiksalen.",
        "museum/øst: 7": "Museet visar gamla kartor och kompasser.",
        "tog#2": "Tåget stannar vid sjön när det snöar.",
    },
}
QUERIES = {
    "nb": {
        "q1": "Hvem steker brød og boller",
        "q2": "Hvor planter elevene epletrær",
        "q3": "Hvem maler skroget blått",
        "q4": "Hva viser museet av gamle kart",
    },
    "sv": {
        "q1": "Vem gräddar bröd och bullar",
        "q2": "Var planterar eleverna äppelträd",
        "q3": "Vem målar skrovet blått",
        "q4": "Vad visar museet av gamla kartor",
    },
}
QRELS = (("q1", "bakeri"), ("q2", "skole"), ("q3", "ferge-1-2"), ("q4", "museum/øst: 7"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The suite in both languages."""
    made = tmp_path / "fjordby"
    made.mkdir()
    for language in ("nb", "sv"):
        write(made / f"corpus.{language}.jsonl", DOCUMENTS[language])
        write(made / f"queries.{language}.jsonl", QUERIES[language])
    rows = ["query-id\tcorpus-id\tscore", *(f"{query}\t{document}\t1" for query, document in QRELS)]
    (made / "qrels.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return made


def write(path: Path, texts: Mapping[str, str]) -> None:
    """Write a BEIR file, a record a line."""
    lines = [json.dumps({"_id": name, "text": text}, ensure_ascii=False) for name, text in texts.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def quiet(done: int, total: int, label: str) -> None:
    """Show no progress."""
