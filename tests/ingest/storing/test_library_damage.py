"""A damaged store is named, takes nothing down, and the command in the message gives a new one that answers."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import Outcome
from ingest.settings import IngestSettings
from ingest.storing import (
    SCHEMA,
    Index,
    IndexMissing,
    IndexStampMismatch,
    IndexUnusableError,
    Library,
    LibraryDamaged,
)

Run = Callable[..., Outcome]
Open = Callable[[], Index]
PAGE = 4096


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def zero(path: Path) -> None:
    path.write_bytes(b"\x00" * path.stat().st_size)


def overwrite_start(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\x00" * 200)


def overwrite_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xa5" * (path.stat().st_size - 2 * PAGE))


def replace_by_text(path: Path) -> None:
    path.write_text("Dette er ingen database.\n" * 200, encoding="utf-8")


@pytest.mark.parametrize("damage", [cut, empty, zero, overwrite_start, overwrite_middle, replace_by_text])
def test_damaged_library_is_named_and_the_command_in_the_message_mends_it(
    damage: Callable[[Path], None], run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    path = settings.data_dir / "library.sqlite"
    damage(path)
    with pytest.raises(LibraryDamaged) as caught:
        opened()
    with pytest.raises(LibraryDamaged):
        run()
    command = re.search(r"`(mv .+?)` og så `python -m ingest`", caught.value.remedy)
    assert command is not None
    subprocess.run(["sh", "-c", command[1]], check=True)
    assert run().counts.added == 2
    index = opened()
    assert len(index.passages(index.all_ids())) == 3
    index.close()


def test_any_page_of_the_file_may_be_spoilt_and_only_named_errors_come_of_it(
    run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    path = settings.data_dir / "library.sqlite"
    good = path.read_bytes()
    named = 0
    for start in range(0, len(good), PAGE):
        path.write_bytes(good[:start] + b"\xc3" * PAGE + good[start + PAGE :])
        for use in (lambda: read_all(opened()), run):
            try:
                use()
            except IndexUnusableError:
                named += 1
        for leftover in settings.data_dir.glob("library.sqlite-*"):
            leftover.unlink()
    assert named >= 10


def read_all(index: Index) -> None:
    try:
        for passage in index.passages(index.all_ids()):
            index.sentence_vectors(passage.id)
            index.quote_at(passage.version, passage.span)
    finally:
        index.close()


def test_values_that_cannot_be_read_are_damage(run: Run, settings: IngestSettings, opened: Open) -> None:
    run()
    with Library(settings.data_dir) as library, library.transaction() as connection:
        connection.execute("UPDATE sentences SET voices = '[[1' WHERE position = 0")
        connection.execute("UPDATE vectors SET vector = x'00'")
    index = opened()
    with pytest.raises(LibraryDamaged):
        index.passages(index.all_ids())
    index.close()
    with pytest.raises(LibraryDamaged):
        run(rebuild=True)


def test_vectors_that_are_gone_are_made_again(run: Run, settings: IngestSettings, opened: Open) -> None:
    embedded = run().counts.embedded
    with Library(settings.data_dir) as library, library.transaction() as connection:
        connection.execute("DELETE FROM vectors")
    index = opened()
    with pytest.raises(LibraryDamaged, match="vektorer mangler"):
        index.sentence_vectors(index.all_ids()[0])
    index.close()
    assert run().counts.embedded == embedded
    read_all(opened())


def test_tables_of_another_form_are_named_with_both_numbers(run: Run, settings: IngestSettings, opened: Open) -> None:
    run()
    with Library(settings.data_dir) as library, library.transaction() as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    for use in (opened, run):
        with pytest.raises(IndexStampMismatch, match=f"skjema 0, men innstillingene sier skjema {SCHEMA}") as caught:
            use()
        assert "mv" in caught.value.remedy


def test_reader_makes_no_store(settings: IngestSettings, opened: Open) -> None:
    with pytest.raises(IndexMissing):
        opened()
    assert not settings.data_dir.exists()


def test_store_that_was_never_filled_counts_as_none(run: Run, settings: IngestSettings, opened: Open) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "library.sqlite").touch()  # what is left of an ingest that died at once
    with pytest.raises(IndexMissing):
        opened()
    assert run().counts.added == 2
    opened().close()


def test_statement_that_fails_leaves_nothing_half_done(run: Run, settings: IngestSettings) -> None:
    run()
    with Library(settings.data_dir) as library:
        with pytest.raises(KeyboardInterrupt), library.transaction() as connection:
            connection.execute("DELETE FROM documents")
            raise KeyboardInterrupt
        assert len(library.current_documents()) == 2


def test_damage_where_an_ingest_without_news_reads_nothing_is_found_too(run: Run, settings: IngestSettings) -> None:
    run()
    with Library(settings.data_dir) as library, library.errors() as connection:
        [root] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages_by_id'").fetchone()
    path = settings.data_dir / "library.sqlite"
    with path.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(b"\xc3" * PAGE)
    with pytest.raises(LibraryDamaged):
        run()
