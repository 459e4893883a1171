"""What happens to documents over several ingests, seen through counts and through the index."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from ingest.library.errors import NoteError
from ingest.pipeline import Outcome, stamp_for
from ingest.settings import IngestSettings
from ingest.storing import Index, Library, analyse, build_state, current_state, plan_state
from ingest.storing.lock import if_free
from tests.ingest.storing.conftest import FERRY, NOTE, HashEncoder, vector_of

Run = Callable[..., Outcome]
Open = Callable[[], Index]


def texts(index: Index) -> str:
    return "\n".join(passage.text for passage in index.passages(index.all_ids()))


def files_below(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Contents and time of writing by path."""
    return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


def test_first_ingest_adds_everything_and_encodes_each_text_once(run: Run, encoder: HashEncoder, opened: Open) -> None:
    counts = run().counts
    index = opened()
    sentences = {s.text for p in index.passages(index.all_ids()) for s in p.sentences}
    assert counts.as_record() == {
        "added": 2,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
        "refused": 0,
        "passages": 3,
        "embedded": 3 + len(sentences),
    }
    assert encoder.encoded == counts.embedded
    index.close()


def test_second_ingest_changes_and_encodes_and_writes_nothing(
    run: Run, encoder: HashEncoder, settings: IngestSettings
) -> None:
    run()
    encoder.encoded = 0
    before = files_below(settings.data_dir)
    counts = run().counts
    assert (counts.added, counts.changed, counts.removed, counts.unchanged, counts.embedded) == (0, 0, 0, 2, 0)
    assert encoder.encoded == 0
    after = files_below(settings.data_dir)
    lock = str(settings.data_dir / "writer.lock")  # holds the writer's number
    assert {path for path in before.keys() | after if before.get(path) != after.get(path)} <= {lock}


def test_changed_document_is_changed_and_its_old_text_is_in_no_state(
    run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    path = settings.corpus_dir / "documents" / "dahl-2020.txt"
    path.write_text(FERRY.replace("Fergene går hver time", "Kanarifergen går hver natt"), encoding="utf-8")
    assert run().counts.changed == 1
    index = opened()
    assert "Kanarifergen" in texts(index)
    assert "hver time" not in texts(index)
    index.close()
    assert len(list((settings.data_dir / "states").iterdir())) == 1


def test_removed_document_is_out_of_the_answers_but_its_version_stays_readable(
    run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    index = opened()
    passage = next(p for p in index.passages(index.all_ids()) if p.kind == "text")
    index.close()
    (settings.corpus_dir / "documents" / "dahl-2020.txt").unlink()
    assert run().counts.removed == 1
    index = opened()
    assert {p.kind for p in index.passages(index.all_ids())} == {"note"}
    assert index.quote_at(passage.version, passage.sentences[0].span) == passage.sentences[0].text
    index.close()
    for path in (settings.data_dir / "states").rglob("*"):
        assert not path.is_file() or b"Fergene" not in path.read_bytes()


@pytest.mark.parametrize("while_read", [False, True])
def test_no_file_of_a_state_holds_text_of_what_was_removed(
    while_read: bool, run: Run, settings: IngestSettings, opened: Open
) -> None:
    path = settings.corpus_dir / "documents" / "berg-2015.md"
    path.write_text("# Fugler\n\nKanarifuglprøven står her. Den er gul.\n", encoding="utf-8")
    run()
    reader = opened()
    assert "Kanarifuglprøven" in texts(reader)
    if not while_read:
        reader.close()
    path.unlink()
    run()
    reader.close()
    run()  # sweeps what was read until now
    for file in (settings.data_dir / "states").rglob("*"):
        assert not file.is_file() or b"anarifugl" not in file.read_bytes()


def test_what_killed_builds_left_is_swept_also_when_nothing_is_new(run: Run, settings: IngestSettings) -> None:
    run()
    states = settings.data_dir / "states"
    for name in ("halv", "halv-1"):
        (states / name / "chroma").mkdir(parents=True)
    (states / "halv" / "reader.lock").touch()
    (settings.data_dir / "checked" / "halv").touch()
    run()
    assert len(list(states.iterdir())) == 1
    assert [path.name for path in (settings.data_dir / "checked").iterdir()] == [p.name for p in states.iterdir()]


def test_state_deleted_between_the_look_and_the_share_is_looked_up_again(
    run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    [old] = (settings.data_dir / "states").iterdir()
    with if_free(old) as free:
        assert free
        waiting = Thread(target=lambda: found.append(opened()))
        found: list[Index] = []
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()  # it waits for its share while the folder is being deleted
        with Library(settings.data_dir) as library:
            stamp = stamp_for(HashEncoder.model_id)
            build_state(library, settings.data_dir, plan_state(library, stamp, settings.data_dir, True), stamp)
        shutil.rmtree(old)
    waiting.join(10)
    assert found[0].state_id != old.name
    assert "Fergene" in texts(found[0])
    found[0].close()


def test_index_that_nobody_holds_closes_itself(run: Run, settings: IngestSettings, opened: Open) -> None:
    run()
    reader = opened()
    folder = settings.data_dir / "states" / reader.state_id
    with if_free(folder) as free:
        assert not free
    del reader
    gc.collect()
    with if_free(folder) as free:
        assert free


def test_same_bytes_under_two_names_removing_one_leaves_the_other(
    run: Run, settings: IngestSettings, opened: Open
) -> None:  # llama_index#22706: identical documents, the removed one stays
    documents = settings.corpus_dir / "documents"
    (documents / "berg-2015.txt").write_text(FERRY, encoding="utf-8")
    run()
    (documents / "dahl-2020.txt").unlink()
    assert run().counts.removed == 1
    index = opened()
    assert {p.source for p in index.passages(index.all_ids()) if p.kind == "text"} == {"berg-2015"}
    index.close()


def test_unknown_format_is_named_and_the_rest_goes_in(run: Run, settings: IngestSettings) -> None:
    (settings.corpus_dir / "documents" / "regneark.xlsx").write_bytes(b"PK")
    outcome = run()
    assert (outcome.counts.added, outcome.counts.refused) == (2, 1)
    assert "regneark.xlsx" in outcome.refusals[0].message


def test_document_that_became_unreadable_keeps_answering_with_its_last_version(
    run: Run, settings: IngestSettings, opened: Open
) -> None:  # llama_index#22639: a failed upsert leaves the document with no chunks
    run()
    path = settings.corpus_dir / "documents" / "dahl-2020.txt"
    path.write_bytes(b"\x00\x01\x02" * 100)
    counts = run().counts
    assert (counts.refused, counts.removed) == (1, 0)
    index = opened()
    assert "Fergene går hver time" in texts(index)
    index.close()


def test_malformed_note_stops_with_file_and_line_and_the_old_state_answers(
    run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    path = settings.corpus_dir / "notes" / "ferger" / "vakter.md"
    path.write_text(NOTE.replace("[@dahl-2020, s. 1]", ""), encoding="utf-8")
    with pytest.raises(NoteError, match=r"vakter\.md, linje 8"):
        run()
    index = opened()
    assert "sette opp vaktene selv" in texts(index)
    index.close()


def test_empty_corpus_gives_an_index_that_finds_nothing(run: Run, settings: IngestSettings, opened: Open) -> None:
    (settings.corpus_dir / "documents" / "dahl-2020.txt").unlink()
    (settings.corpus_dir / "notes" / "ferger" / "vakter.md").unlink()
    assert run().counts.passages == 0
    index = opened()
    assert index.search_vector(vector_of("ferge"), 5) == []
    assert index.search_words(analyse("ferge", "nb"), 5) == []
    index.close()


def test_four_full_reingests_leave_every_passage_reachable(
    run: Run, settings: IngestSettings, opened: Open
) -> None:  # chroma#7758: live records that query() no longer returns
    path = settings.corpus_dir / "documents" / "dahl-2020.txt"
    for number in range(4):
        pages = [
            f"{page}.0 Del {page}\n\n" + " ".join(f"Ferge {page}{n} gikk på tur {number}{n}." for n in range(80))
            for page in range(1, 30)
        ]
        path.write_text("\n\f".join(pages), encoding="utf-8")
        run()
        index = opened()
        found = index.passages(index.all_ids())
        assert len(found) > 30
        for passage in found:
            hits = index.search_vector(vector_of(passage.encoded), 10)
            assert passage.id in {hit.id for hit in hits if hit.score >= hits[0].score - 1e-6}
        index.close()


def test_reader_keeps_its_state_until_it_lets_go(run: Run, settings: IngestSettings, opened: Open) -> None:
    run()
    reader = opened()
    old = settings.data_dir / "states" / reader.state_id
    (settings.corpus_dir / "documents" / "dahl-2020.txt").unlink()
    run()
    assert old.is_dir()
    assert not reader.is_current()
    assert "Fergene" in texts(reader)
    assert reader.search_words(analyse("fergene", "nb"), 5)
    reader.close()
    run()
    assert not old.exists()


def test_rebuild_makes_another_state_of_the_same_and_encodes_nothing(
    run: Run, settings: IngestSettings, encoder: HashEncoder
) -> None:
    run()
    with Library(settings.data_dir) as library:
        before = current_state(library)
    encoder.encoded = 0
    run(rebuild=True)
    with Library(settings.data_dir) as library:
        after = current_state(library)
    assert before is not None
    assert after is not None
    assert after != before
    assert after.partition("-")[0] == before
    assert encoder.encoded == 0


def test_a_document_without_an_entry_is_named_after_its_file(run: Run, settings: IngestSettings, opened: Open) -> None:
    (settings.corpus_dir / "documents" / "moe-2019.txt").write_text("1.0 Kai\n\nKaien er lang.\n", encoding="utf-8")
    assert run().counts.added == 3
    index = opened()
    assert index.sources()["moe-2019"].short == "Moe (2019)"
    index.close()


def test_a_new_bibliography_entry_changes_no_document(run: Run, settings: IngestSettings) -> None:
    run()
    path = settings.corpus_dir / "references.bib"
    path.write_text(
        path.read_text(encoding="utf-8") + "@book{moe-2019, author = {Moe}, year = {2019}}", encoding="utf-8"
    )
    counts = run().counts
    assert (counts.added, counts.changed, counts.unchanged, counts.embedded) == (0, 0, 2, 0)
