"""A small invented library in a temporary folder, and an encoder whose vectors follow from the words."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.pipeline import Outcome, ingest, stamp_for
from ingest.progress import Progress
from ingest.settings import IngestSettings
from ingest.storing import Index, open_index

BIB = """@book{dahl-2020, author = {Dahl, Tor}, year = {2020}, title = {Ferger}}
@book{berg-2015, author = {Berg, Liv}, year = {2015}, title = {Skjemaer}}
"""
NOTE = """---
title: "Ferger og tillit"
kind: topic
sources: [dahl-2020]
sections: []
---

Dahl (2020) mener at mannskapet bør sette opp vaktene selv. Da blir det færre skjemaer. [@dahl-2020, s. 1]
"""
FERRY = (
    "1.0 Innledning\n\nFergene går hver time. Mannskapet setter opp vaktene selv.\n\n1\n\f"
    "2.0 Funn\n\nBerg (2015) fant at skjemaene ble færre. Hun mener at det ga roligere morgener.\n\n2\n"
)


class HashEncoder:
    """Gives each word a fixed direction and each text the sum of its words'; counts what it encodes."""

    model_id = "ordsum@1"
    batch_size = 8

    def __init__(self) -> None:
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        self.encoded += len(texts)
        if progress is not None:
            progress(len(texts), len(texts), "")
        return np.stack([vector_of(text) for text in texts])

    encode_queries = encode_passages


def vector_of(text: str) -> NDArray[np.float32]:
    """Sum of the words' directions, length 1."""
    total = np.zeros(48, dtype=np.float32)
    for word in text.lower().split():
        total += _direction(word)
    return np.asarray(total / (np.linalg.norm(total) or 1.0), dtype=np.float32)


@cache
def _direction(word: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=48).astype(np.float32)


@pytest.fixture
def settings(tmp_path: Path) -> IngestSettings:
    return write_corpus(tmp_path)


def write_corpus(tmp_path: Path) -> IngestSettings:
    """Write a corpus with a bibliography, one document and one note."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "notes" / "ferger").mkdir(parents=True)
    (corpus / "references.bib").write_text(BIB, encoding="utf-8")
    (corpus / "notes" / "ferger" / "vakter.md").write_text(NOTE, encoding="utf-8")
    (corpus / "documents" / "dahl-2020.txt").write_text(FERRY, encoding="utf-8")
    return IngestSettings(corpus_dir=corpus, data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")


@pytest.fixture
def many(settings: IngestSettings) -> IngestSettings:
    """The same corpus with a timetable of some sixty passages."""
    pages = [
        f"{page}.0 Del {page}\n\n"
        + " ".join(f"Rute {page} har avgang nummer {n} mot havn {page * n}." for n in range(35))
        for page in range(1, 60)
    ]
    (settings.corpus_dir / "documents" / "rutehefte.txt").write_text("\n\f".join(pages), encoding="utf-8")
    return settings


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def run(settings: IngestSettings, encoder: HashEncoder) -> Callable[..., Outcome]:
    """Bring the index up to date, in this process."""
    return lambda rebuild=False: ingest(settings, encoder, lambda done, total, label: None, rebuild)


@pytest.fixture
def opened(settings: IngestSettings) -> Callable[[], Index]:
    """Open the current state."""
    return lambda: open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
