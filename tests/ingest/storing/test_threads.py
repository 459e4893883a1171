"""Many threads ask one open index, as a web server's do."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.pipeline import ingest, stamp_for
from ingest.settings import IngestSettings
from ingest.storing import Index, analyse, index, open_index
from tests.ingest.storing.conftest import HashEncoder, vector_of

THREADS = 8
Found = tuple[list[str], list[str], list[str], list[int]]


def ask(opened: Index, number: int) -> Found:
    """Everything that a question reads, as plain values."""
    near = [hit.id for hit in opened.search_vector(vector_of(f"rute {number} har avgang mot havn"), 5)]
    worded = [hit.id for hit in opened.search_words(analyse(f"rute {number} havn {number * 3}", "nb"), 5)]
    passages = opened.passages(near + worded)
    assert opened.is_current()
    return near, worded, [p.text for p in passages], [len(opened.sentence_vectors(p.id)) for p in passages]


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads change places at every turn, and the caches hold less than one question needs."""
    monkeypatch.setattr(index, "KEPT", 7)
    monkeypatch.setattr(index, "KEPT_VECTORS", 7)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("crowded")
def test_threads_find_what_one_alone_finds(many: IngestSettings) -> None:
    ingest(many, HashEncoder(), lambda done, total, label: None)
    numbers = list(range(1, 60)) * 2
    alone = open_index(many.data_dir, stamp_for(HashEncoder.model_id))
    expected = [ask(alone, number) for number in numbers]
    alone.close()
    assert all(near and worded for near, worded, *_ in expected)
    assert len({tuple(texts) for _, _, texts, _ in expected}) > 30  # the questions differ
    shared = open_index(many.data_dir, stamp_for(HashEncoder.model_id))
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(lambda number: ask(shared, number), numbers)) == expected
    shared.close()
