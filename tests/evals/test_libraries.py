"""A library of the thesis, the notes, or both, made from a small corpus."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evals.libraries import SOURCES, THESIS, Library, Sources, ThesisMissing, find_thesis, plain_texts, prepare
from ingest.reading import UnreadableDocument
from ingest.settings import IngestSettings
from tests.evals.conftest import THESIS as PAGES
from tests.ingest.storing.conftest import HashEncoder

Prepare = Callable[[Sources], Library]
THESIS_FILE = f"{THESIS}.txt"


@pytest.fixture
def made(settings: IngestSettings, encoder: HashEncoder) -> Iterator[Prepare]:
    """Prepare a library; it is closed when the test ends."""
    opened: list[Library] = []

    def prepare_one(sources: Sources) -> Library:
        opened.append(prepare(settings, sources, encoder, lambda done, total, label: None))
        return opened[-1]

    yield prepare_one
    for library in opened:
        library.index.close()


def held(library: Library) -> set[tuple[str, str]]:
    """Kind and file name of every passage."""
    return {(passage.kind, passage.name) for passage in library.index.passages(library.index.all_ids())}


ORIGINAL, NOTE = ("text", THESIS_FILE), ("note", "ferger/vakter")


@pytest.mark.parametrize(
    ("sources", "expected"), [("thesis", {ORIGINAL}), ("notes", {NOTE}), ("both", {ORIGINAL, NOTE})]
)
def test_it_holds_what_was_asked_for_and_no_other_document(
    made: Prepare, sources: Sources, expected: set[tuple[str, str]]
) -> None:
    assert held(made(sources)) == expected


def test_each_lies_in_a_data_folder_of_its_own(made: Prepare, settings: IngestSettings) -> None:
    for sources in SOURCES:
        made(sources)
    assert [path.name for path in settings.data_dir.iterdir()] == ["evals"]
    assert {path.name for path in (settings.data_dir / "evals").iterdir()} == {"thesis", "notes", "both"}


def test_the_engine_answers_from_it(made: Prepare, encoder: HashEncoder) -> None:
    library = made("thesis")
    found = library.engine.ask("Hva fant Berg om kontrollen?")
    assert found.evidence[0].passage.text.startswith("Berg (2015) fant at kontrollen ble mindre.")
    assert library.engine.index is library.index
    assert library.engine.encoder is library.encoder is encoder


def test_a_second_time_nothing_is_encoded(made: Prepare, encoder: HashEncoder) -> None:
    made("both")
    assert encoder.encoded > 0
    encoder.encoded = 0
    made("both")
    assert encoder.encoded == 0


def test_a_changed_note_comes_in_and_one_that_is_gone_goes_out(
    made: Prepare, settings: IngestSettings, encoder: HashEncoder
) -> None:
    made("both")
    note = settings.corpus_dir / "notes" / "ferger" / "vakter.md"
    note.write_text(note.read_text("utf-8").replace("færre skjemaer", "lengre netter"), encoding="utf-8")
    texts = " ".join(plain.text for plain in plain_texts(settings, "both", made("both").passages()))
    assert "lengre netter" in texts
    assert "Da blir det færre skjemaer" not in texts
    note.unlink()
    assert held(made("both")) == {ORIGINAL}


def test_the_corpus_itself_is_left_as_it_is(made: Prepare, settings: IngestSettings) -> None:
    before = sorted((path, path.read_bytes()) for path in settings.corpus_dir.rglob("*") if path.is_file())
    for _ in range(2):  # the second time the links of the first are cleared away
        made("both")
    assert sorted((path, path.read_bytes()) for path in settings.corpus_dir.rglob("*") if path.is_file()) == before


def test_a_chroma_server_is_not_asked(settings: IngestSettings, encoder: HashEncoder) -> None:
    library = prepare(
        replace(settings, chroma_url="http://127.0.0.1:9"), "notes", encoder, lambda done, total, label: None
    )
    assert held(library) == {NOTE}
    library.index.close()


@pytest.mark.parametrize("sources", ["thesis", "both"])
def test_without_the_thesis_it_says_what_to_do(made: Prepare, settings: IngestSettings, sources: Sources) -> None:
    made(sources)  # that it was there before is no help
    (settings.corpus_dir / "documents" / THESIS_FILE).unlink()
    with pytest.raises(ThesisMissing) as caught:
        made(sources)
    assert caught.value.told == (
        "Gullspørsmålene handler om Joner (2022), og den masteroppgaven ligger ikke i biblioteket.\n"
        "→ Legg joner-2022.pdf i corpus/documents, eller still bare notatene: --sources notes"
    )
    assert held(made("notes")) == {NOTE}


def test_a_thesis_that_cannot_be_read_is_told(made: Prepare, settings: IngestSettings) -> None:
    (settings.corpus_dir / "documents" / f"{THESIS}.pdf").write_bytes(b"%PDF-1.7 nei")
    with pytest.raises(UnreadableDocument, match=r"joner-2022\.pdf"):
        made("thesis")


def test_the_pdf_comes_before_the_text(settings: IngestSettings) -> None:
    documents = settings.corpus_dir / "documents"
    assert find_thesis(settings.corpus_dir) == documents / THESIS_FILE
    (documents / f"{THESIS}.pdf").touch()
    assert find_thesis(settings.corpus_dir) == documents / f"{THESIS}.pdf"


def test_the_given_folder_comes_before_the_corpus_and_may_be_relative(
    made: Prepare, settings: IngestSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "oppgave").mkdir()
    (tmp_path / "oppgave" / THESIS_FILE).write_text(PAGES.replace("skjemaer", "møter"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TILLITSKILDEN_THESIS_DIR", "oppgave")
    library = made("thesis")
    assert held(library) == {ORIGINAL}
    assert any("møter" in passage.text for passage in library.index.passages(library.index.all_ids()))
    shutil.rmtree(tmp_path / "oppgave")
    assert find_thesis(settings.corpus_dir) == settings.corpus_dir / "documents" / THESIS_FILE


def test_a_default_index_gets_printed_pages_and_paragraphs_of_notes(made: Prepare, settings: IngestSettings) -> None:
    (settings.corpus_dir / "documents" / THESIS_FILE).write_text(PAGES + "\f \n\f3.0 Slutt\n\nDet var alt.\n\n4\n")
    texts = {sources: plain_texts(settings, sources, made(sources).passages()) for sources in SOURCES}
    pages, notes = texts["thesis"], texts["notes"]
    assert [(plain.source, plain.kind) for plain in pages] == [(THESIS, "original")] * 3  # the empty one has no text
    assert [plain.pages[0] for plain in pages[:2]] == [f"{THESIS}:1", f"{THESIS}:2"]
    assert pages[1].text.split() == PAGES.split("\f")[1].split()
    [note] = notes
    assert (note.source, note.kind, note.pages) == ("dahl-2020", "note", ("dahl-2020:1",))
    assert note.text.startswith("Dahl (2020) mener at mannskapet bør sette opp vaktene selv.")
    assert texts["both"] == [*pages, *notes]
