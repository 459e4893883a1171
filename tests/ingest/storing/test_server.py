"""The index over an embedded Chroma and over a Chroma server: the same promises for both."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.pipeline import Outcome, ingest, stamp_for
from ingest.settings import IngestSettings
from ingest.storing import ChromaUnreachable, Index, IndexDamaged, IndexStampMismatch, analyse, open_index
from tests.ingest.storing.conftest import FERRY, HashEncoder, vector_of

SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a real `chroma run` on loopback; gives its address and its process."""
    port, program = free_port(), Path(sys.executable).with_name("chroma")
    arguments = [str(program), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("the Chroma server does not answer")
        yield f"http://127.0.0.1:{port}", child
        child.terminate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("chroma")) as (url, _):
        yield url


def take_in(settings: IngestSettings, encoder: HashEncoder | None = None, rebuild: bool = False) -> Outcome:
    return ingest(settings, encoder or HashEncoder(), lambda done, total, label: None, rebuild)


def opened(settings: IngestSettings) -> Index:
    return open_index(settings.data_dir, stamp_for(HashEncoder.model_id), settings.chroma_url)


class Promises:
    """What an index keeps, wherever its vectors lie; a subclass says where."""

    @pytest.fixture
    def place(self, many: IngestSettings) -> IngestSettings:
        raise NotImplementedError

    def test_every_passage_is_found_by_its_own_vector_after_four_rounds(self, place: IngestSettings) -> None:
        path = place.corpus_dir / "documents" / "rutehefte.txt"
        for number in range(4):
            path.write_text(path.read_text("utf-8").replace("Rute", f"Rute {number}"), encoding="utf-8")
            take_in(place)
        index = opened(place)
        for passage in index.passages(index.all_ids()):
            hits = index.search_vector(vector_of(passage.encoded), 10)
            assert passage.id in {hit.id for hit in hits if hit.score >= hits[0].score - 1e-6}
        index.close()

    def test_second_ingest_keeps_the_state(self, place: IngestSettings) -> None:
        take_in(place)
        before = opened(place)
        counts = take_in(place).counts
        assert (counts.unchanged, counts.embedded) == (3, 0)
        assert before.is_current()
        before.close()

    def test_reader_keeps_its_state_through_a_rebuild(self, place: IngestSettings) -> None:
        take_in(place)
        reader = opened(place)
        encoder = HashEncoder()
        take_in(place, encoder, rebuild=True)
        assert encoder.encoded == 0
        assert not reader.is_current()
        assert reader.search_vector(vector_of("skjemaene ble færre"), 3)
        assert reader.search_words(analyse("skjemaene", "nb"), 3)
        reader.close()
        take_in(place)
        assert [path.name for path in (place.data_dir / "states").iterdir()] == [opened(place).state_id]

    def test_empty_library_finds_nothing(self, place: IngestSettings) -> None:
        shutil.rmtree(place.corpus_dir / "documents")
        shutil.rmtree(place.corpus_dir / "notes")
        assert take_in(place).counts.passages == 0
        assert opened(place).search_vector(vector_of("ferge"), 3) == []

    def test_removed_document_is_found_no_more(self, place: IngestSettings) -> None:
        take_in(place)
        (place.corpus_dir / "documents" / "dahl-2020.txt").unlink()
        take_in(place)
        index = opened(place)
        hits = index.search_vector(vector_of(FERRY), 100)
        assert "dahl-2020.txt" not in {passage.name for passage in index.passages([hit.id for hit in hits])}
        index.close()

    def test_scores_are_cosines(self, place: IngestSettings) -> None:
        take_in(place)
        index = opened(place)
        [passage] = index.passages(index.all_ids()[:1])
        asked = vector_of("skjemaene ble færre og ferger")
        score = {hit.id: hit.score for hit in index.search_vector(asked, 200)}[passage.id]
        assert score == pytest.approx(float(asked @ vector_of(passage.encoded)), abs=1e-5)
        index.close()


class TestEmbedded(Promises):
    @pytest.fixture
    def place(self, many: IngestSettings) -> IngestSettings:
        return many


@pytest.mark.slow
class TestServer(Promises):
    @pytest.fixture
    def place(self, many: IngestSettings, server: str) -> IngestSettings:
        return replace(many, chroma_url=server)

    def test_old_collections_go_with_their_states(self, place: IngestSettings) -> None:
        import chromadb

        client = chromadb.HttpClient(port=int(place.chroma_url.rpartition(":")[2]), host="127.0.0.1")
        before = {collection.name for collection in client.list_collections()}
        for _ in range(3):
            take_in(place, rebuild=True)
        new = {collection.name for collection in client.list_collections()} - before
        assert len(new) == 1
        assert opened(place).state_id in new.pop()

    def test_collection_that_is_gone_is_damage_and_a_plain_ingest_mends_it(self, place: IngestSettings) -> None:
        import chromadb

        take_in(place)
        client = chromadb.HttpClient(port=int(place.chroma_url.rpartition(":")[2]), host="127.0.0.1")
        index = opened(place)
        for collection in client.list_collections():
            if index.state_id in collection.name:
                client.delete_collection(collection.name)
        with pytest.raises(IndexDamaged):
            index.search_vector(vector_of("ferge"), 3)
        index.close()
        with pytest.raises(IndexDamaged):
            opened(place)
        encoder = HashEncoder()
        take_in(place, encoder)
        assert encoder.encoded == 0
        assert opened(place).search_vector(vector_of("ferge"), 3)

    def test_moving_to_the_server_and_back_is_one_plain_ingest_each(self, place: IngestSettings) -> None:
        home = replace(place, chroma_url="")
        take_in(home)
        with pytest.raises(IndexStampMismatch, match="innebygd Chroma"):
            opened(place)
        for settings in (place, home):
            encoder = HashEncoder()
            take_in(settings, encoder)
            assert encoder.encoded == 0
            assert opened(settings).search_vector(vector_of("ferge"), 3)

    def test_two_data_folders_may_share_a_server(self, place: IngestSettings) -> None:
        other = replace(place, data_dir=place.data_dir.with_name("data2"))
        take_in(place)
        take_in(other)
        (other.corpus_dir / "documents" / "dahl-2020.txt").unlink()
        take_in(other)
        assert opened(place).search_vector(vector_of("ferge"), 3)


def test_server_that_does_not_answer_is_named(settings: IngestSettings) -> None:
    away = replace(settings, chroma_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ChromaUnreachable) as caught:
        take_in(away)
    assert away.chroma_url in caught.value.message
    assert "chroma run" in caught.value.remedy


@pytest.mark.slow
def test_server_that_went_away_is_named_and_the_embedded_one_can_take_over(many: IngestSettings) -> None:
    with serving(many.data_dir.with_name("server")) as (url, child):
        place = replace(many, chroma_url=url)
        take_in(place)
        index = opened(place)
        child.kill()
        child.wait()
        with pytest.raises(ChromaUnreachable):
            index.search_vector(vector_of("ferge"), 3)
        index.close()
    with pytest.raises(ChromaUnreachable):
        opened(place)
    encoder = HashEncoder()
    take_in(replace(place, chroma_url=""), encoder)
    assert encoder.encoded == 0
    assert opened(replace(place, chroma_url="")).search_vector(vector_of("ferge"), 3)
