"""From a corpus folder to a state: what is counted, what is refused, when nothing is encoded, what is shown."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest import late
from ingest.__main__ import main
from ingest.late import LateEncoder
from ingest.library.errors import BibliographyError
from ingest.pipeline import CHUNK_OF_TEXTS, Outcome, ingest, stamp_for
from ingest.progress import Progress
from ingest.settings import IngestSettings
from ingest.storing import Library, LibraryDamaged, open_index
from tests.ingest.storing.conftest import BIB, FERRY, HashEncoder, vector_of, write_corpus

MARKDOWN = "# Havner\n\n## Kaier\n\nKaiene er malt grønne. Hver kai har en benk.\n"


@pytest.fixture
def settings(tmp_path: Path) -> IngestSettings:
    """A corpus with a text with form feeds, a Markdown file and a note."""
    made = write_corpus(tmp_path)
    (made.corpus_dir / "documents" / "berg-2015.md").write_text(MARKDOWN, encoding="utf-8")
    return made


def silent(done: int, total: int, label: str) -> None:
    pass


def run(settings: IngestSettings, encoder: HashEncoder | None = None) -> Outcome:
    return ingest(settings, encoder or HashEncoder(), silent)


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    found = outcome.counts
    return found.added, found.changed, found.removed, found.unchanged, found.refused


def test_documents_are_counted_by_what_happened_to_them(settings: IngestSettings) -> None:
    documents = settings.corpus_dir / "documents"
    assert counts(run(settings)) == (3, 0, 0, 0, 0)
    assert counts(run(settings)) == (0, 0, 0, 3, 0)
    (documents / "berg-2015.md").write_text(MARKDOWN.replace("grønne", "røde"), encoding="utf-8")
    assert counts(run(settings)) == (0, 1, 0, 2, 0)
    (documents / "berg-2015.md").rename(documents / "kaier.md")
    assert counts(run(settings)) == (1, 0, 1, 2, 0)
    (documents / "regneark.ods").write_bytes(b"PK")
    assert counts(run(settings)) == (0, 0, 0, 3, 1)


def test_pages_of_a_text_have_labels_and_markdown_has_none(settings: IngestSettings) -> None:
    run(settings)
    index = open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
    found = {passage.name: passage for passage in index.passages(index.all_ids())}
    assert found["dahl-2020.txt"].labels == ("2",)
    assert found["berg-2015.md"].labels == ()
    assert found["berg-2015.md"].section_path[-1] == "Kaier"
    assert found["ferger/vakter"].labels == ("1",)
    index.close()


def test_document_without_a_bibliography_entry_goes_in_under_its_own_name(settings: IngestSettings) -> None:
    (settings.corpus_dir / "documents" / "havnerapport.txt").write_text(FERRY.replace("Ferg", "Båt"), "utf-8")
    assert run(settings).counts.added == 4
    index = open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
    assert "havnerapport" in {passage.source for passage in index.passages(index.all_ids())}
    assert index.sources()["havnerapport"].short == "havnerapport (udatert)"
    index.close()


def test_wrong_bibliography_stops_with_its_line_and_nothing_is_touched(settings: IngestSettings) -> None:
    run(settings)
    before = (settings.data_dir / "library.sqlite").read_bytes()
    (settings.corpus_dir / "references.bib").write_text(f"{BIB}@book{{dahl-2020, year = {{2020}}}}\n", "utf-8")
    with pytest.raises(BibliographyError, match="linje"):
        run(settings)
    assert (settings.data_dir / "library.sqlite").read_bytes() == before


def test_new_bibliography_replaces_splits_and_the_replaced_ones_go(settings: IngestSettings) -> None:
    run(settings)
    (settings.corpus_dir / "references.bib").write_text(
        f"{BIB}@book{{lie-2001, author = {{Lie, Åse}}, year = {{2001}}, title = {{Benker}}}}\n", "utf-8"
    )
    encoder = HashEncoder()
    assert counts(run(settings, encoder)) == (0, 0, 0, 3, 0)
    assert encoder.encoded == 0
    index = open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
    assert "lie-2001" in index.sources()
    index.close()
    with Library(settings.data_dir) as library, library.errors() as connection:
        [splits] = connection.execute("SELECT count(*) FROM splits").fetchone()
        [orphans] = connection.execute(
            "SELECT count(*) FROM sentences WHERE split NOT IN (SELECT id FROM splits)"
        ).fetchone()
        [versions] = connection.execute("SELECT count(*) FROM versions").fetchone()
    assert (splits, orphans, versions) == (3, 0, 3)


def test_changed_file_keeps_its_old_version_and_that_version_s_split(settings: IngestSettings) -> None:
    run(settings)
    (settings.corpus_dir / "documents" / "berg-2015.md").write_text(MARKDOWN + "\nBenkene er blå.\n", "utf-8")
    run(settings)
    with Library(settings.data_dir) as library, library.errors() as connection:
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (4,)
        assert connection.execute("SELECT count(*) FROM splits").fetchone() == (4,)


class RecordingEncoder(HashEncoder):
    """Works through batches of eight and tells of each."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[list[str]] = []

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        self.calls.append(list(texts))
        for done in range(self.batch_size, len(texts), self.batch_size):
            if progress is not None:
                progress(done, len(texts), "Lager vektorer")
        return super().encode_passages(texts, progress)


def test_progress_moves_with_every_batch_and_reaches_its_total(settings: IngestSettings) -> None:
    many = " ".join(f"Kai {n} ligger ved havn {n * n}." for n in range(CHUNK_OF_TEXTS + 44))
    (settings.corpus_dir / "documents" / "havner.txt").write_text(f"1.0 Havner\n\n{many}\n", encoding="utf-8")
    shown: list[tuple[int, int, str]] = []
    encoder = RecordingEncoder()
    ingest(settings, encoder, lambda done, total, label: shown.append((done, total, label)))
    moves = [(done, total) for done, total, label in shown if label == "Lager vektorer for setninger"]
    total = moves[-1][1]
    assert total > CHUNK_OF_TEXTS
    assert moves == [(min(done, total), total) for done in (*range(8, total, 8), total)]
    lengths = [len(text) for call in encoder.calls[1:] for text in call]
    assert lengths == sorted(lengths, reverse=True)  # longest first, so that batches hold texts of one length


def test_same_text_is_encoded_once(settings: IngestSettings) -> None:
    (settings.corpus_dir / "documents" / "kaier.md").write_text(MARKDOWN, encoding="utf-8")
    encoder = RecordingEncoder()
    run(settings, encoder)
    texts = [text for call in encoder.calls for text in call]
    assert len(texts) == len(set(texts))


def test_ingest_that_is_stopped_while_encoding_goes_on_where_it_was(settings: IngestSettings) -> None:
    class Stopped(HashEncoder):
        def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
            if self.encoded:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress)

    stopped = Stopped()
    with pytest.raises(KeyboardInterrupt):
        run(settings, stopped)
    whole = HashEncoder()
    outcome = run(settings, whole)
    assert stopped.encoded > 0
    assert counts(outcome) == (0, 0, 0, 3, 0)
    index = open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
    sentences = {s.text for p in index.passages(index.all_ids()) for s in p.sentences}
    assert stopped.encoded + whole.encoded == len(index.all_ids()) + len(sentences)
    assert index.search_vector(vector_of("kaiene er malt"), 1)
    index.close()


def test_model_is_not_loaded_when_nothing_is_new(
    settings: IngestSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded: list[str] = []

    def load(model: str, *args: object, **more: object) -> HashEncoder:
        loaded.append(model)
        return HashEncoder()

    monkeypatch.setattr(late, "load_encoder", load)
    monkeypatch.setattr(late, "find_model", lambda *args, **more: HashedModel())
    environment = {"CORPUS_DIR": settings.corpus_dir, "DATA_DIR": settings.data_dir, "CACHE_DIR": settings.cache_dir}
    for name, value in environment.items():
        monkeypatch.setenv(f"TILLITSKILDEN_{name}", str(value))
    monkeypatch.setenv("TILLITSKILDEN_MODEL", "ordsum")
    for expected in (["ordsum"], ["ordsum"]):
        assert main(["--json"]) == 0
        assert loaded == expected
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(first) == {"added", "changed", "removed", "unchanged", "refused", "passages", "embedded"}
    assert (first["added"], second["unchanged"], second["embedded"]) == (3, 3, 0)
    assert second["passages"] == first["passages"] == 4


class HashedModel:
    stamp = HashEncoder.model_id


def test_late_encoder_loads_once_and_says_so(settings: IngestSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(late, "load_encoder", lambda *args, **more: HashEncoder())
    monkeypatch.setattr(late, "find_model", lambda *args, **more: HashedModel())
    encoder = LateEncoder("ordsum", settings.cache_dir, 8, lambda done, total, label: shown.append(label))
    assert shown == []
    for _ in range(2):
        assert np.array_equal(encoder.encode_passages(["kai"], silent), [vector_of("kai")])
    assert shown == ["Henter frem språkmodellen"] * 2


def test_another_model_makes_another_state_and_encodes_anew(settings: IngestSettings) -> None:
    class Other(HashEncoder):
        model_id = "ordsum@2"

    first = run(settings)
    other = Other()
    again = run(settings, other)
    assert again.counts.unchanged == 3
    assert other.encoded == again.counts.embedded == first.counts.embedded
    open_index(settings.data_dir, stamp_for("ordsum@2")).close()
    back = HashEncoder()
    assert run(settings, back).counts.embedded == 0
    open_index(settings.data_dir, stamp_for(HashEncoder.model_id)).close()


def test_settings_of_an_empty_folder_give_an_empty_index(settings: IngestSettings, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "tom" / "references.bib").touch()
    outcome: Callable[[], Outcome] = lambda: run(replace(settings, corpus_dir=tmp_path / "tom"))  # noqa: E731
    assert outcome().counts.as_record() == dict.fromkeys(outcome().counts.as_record(), 0)
    index = open_index(settings.data_dir, stamp_for(HashEncoder.model_id))
    assert (index.all_ids(), index.search_vector(vector_of("kai"), 3), index.search_words(["kai"], 3)) == ([], [], [])
    index.close()


def test_fault_of_the_store_is_not_taken_for_one_of_the_document(
    settings: IngestSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(*arguments: object) -> None:
        raise LibraryDamaged("library.sqlite", "prøve")

    monkeypatch.setattr(Library, "put_document", spoilt)
    with pytest.raises(LibraryDamaged):
        run(settings)
