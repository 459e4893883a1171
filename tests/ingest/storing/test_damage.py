"""Every way in which the index can be unusable gives its own error and a command, and the command mends it."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.pipeline import Outcome, stamp_for
from ingest.settings import IngestSettings
from ingest.storing import (
    DataFolderUnwritable,
    Index,
    IndexClosed,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexStampMismatch,
    WriterLock,
    analyse,
    lexical,
    open_index,
    probe,
)
from tests.ingest.storing.conftest import HashEncoder, vector_of

Run = Callable[..., Outcome]
Open = Callable[[], Index]


def state_folder(settings: IngestSettings) -> Path:
    [folder] = (settings.data_dir / "states").iterdir()
    return folder


def truncate_chroma(settings: IngestSettings) -> None:
    path = state_folder(settings) / "chroma" / "chroma.sqlite3"
    os.truncate(path, path.stat().st_size // 2)


def empty_chroma(settings: IngestSettings) -> None:
    (state_folder(settings) / "chroma" / "chroma.sqlite3").write_bytes(b"")


def zero_chroma(settings: IngestSettings) -> None:
    path = state_folder(settings) / "chroma" / "chroma.sqlite3"
    path.write_bytes(b"\x00" * path.stat().st_size)


def overwrite_chroma(settings: IngestSettings) -> None:
    path = state_folder(settings) / "chroma" / "chroma.sqlite3"
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (path.stat().st_size - 8192))


def empty_hnsw(settings: IngestSettings) -> None:
    for path in (state_folder(settings) / "chroma").glob("*/*"):
        path.unlink()


def remove_chroma(settings: IngestSettings) -> None:
    shutil.rmtree(state_folder(settings) / "chroma")


def truncate_words(settings: IngestSettings) -> None:
    path = state_folder(settings) / "words" / "indices.csc.index.npy"
    os.truncate(path, 20)


def overwrite_words(settings: IngestSettings) -> None:
    path = state_folder(settings) / "words" / "data.csc.index.npy"
    path.write_bytes(path.read_bytes()[:-8] + b"\xa5" * 8)


def remove_words(settings: IngestSettings) -> None:
    shutil.rmtree(state_folder(settings) / "words")


def break_manifest(settings: IngestSettings) -> None:
    (state_folder(settings) / "manifest.json").write_text("{", encoding="utf-8")


def remove_state(settings: IngestSettings) -> None:
    shutil.rmtree(state_folder(settings))


DAMAGES = [
    truncate_chroma,
    empty_chroma,
    zero_chroma,
    overwrite_chroma,
    remove_chroma,
    empty_hnsw,
    truncate_words,
    overwrite_words,
    remove_words,
    break_manifest,
    remove_state,
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("rebuild", [True, False], ids=["rebuild", "plain"])
def test_damaged_state_is_named_and_an_ingest_mends_it_without_encoding(
    damage: Callable[[IngestSettings], None],
    rebuild: bool,
    run: Run,
    many: IngestSettings,
    encoder: HashEncoder,
    opened: Open,
) -> None:
    passages = run().counts.passages
    opened().close()  # remembered as good: the damage is done while nobody looks
    damage(many)
    with pytest.raises(IndexDamaged) as caught:
        opened()
    assert "python -m ingest --rebuild" in caught.value.remedy
    encoder.encoded = 0
    run(rebuild=rebuild)
    index = opened()
    assert index.search_words(analyse("skjemaene", "nb"), 5)
    assert len(index.all_ids()) == passages > 50
    assert encoder.encoded == 0
    index.close()


def test_no_index_yet(settings: IngestSettings, opened: Open) -> None:
    with pytest.raises(IndexMissing) as caught:
        opened()
    assert "python -m ingest" in caught.value.remedy


@pytest.mark.parametrize(
    ("field", "value"), [("model", "en annen@2"), ("chunking", "500/9"), ("words", "0"), ("schema", 99)]
)
def test_other_settings_are_named_on_both_sides(field: str, value: object, run: Run, settings: IngestSettings) -> None:
    run()
    wanted = replace(stamp_for(HashEncoder.model_id), **{field: value})  # type: ignore[arg-type]
    with pytest.raises(IndexStampMismatch) as caught:
        open_index(settings.data_dir, wanted)
    assert str(value) in caught.value.message
    assert HashEncoder.model_id in caught.value.message


def test_second_writer_is_told_who_writes_and_readers_are_not_refused(
    run: Run, settings: IngestSettings, opened: Open
) -> None:
    run()
    script = (
        "import sys, pathlib, ingest.storing as s\n"
        "with s.WriterLock(pathlib.Path(sys.argv[1])):\n"
        "    print('har', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(settings.data_dir)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "har\n"
        with pytest.raises(IndexLocked, match=f"prosess {child.pid}"), WriterLock(settings.data_dir):
            pass
        opened().close()
        child.communicate("")
    with WriterLock(settings.data_dir):
        pass


def test_manifest_says_what_the_state_was_built_with(run: Run, settings: IngestSettings) -> None:
    run()
    manifest = json.loads((state_folder(settings) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["stamp"]["model"] == HashEncoder.model_id
    assert manifest["passages"] == 3


def test_folder_that_cannot_be_made_is_named(run: Run, settings: IngestSettings) -> None:
    settings.data_dir.write_text("en fil, ingen mappe", encoding="utf-8")
    with pytest.raises(DataFolderUnwritable, match="Kan ikke skrive i"):
        run()


def test_full_disk_is_named_and_the_old_state_answers(
    run: Run, settings: IngestSettings, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(lexical, "write_lexical", full)
        with pytest.raises(DataFolderUnwritable, match="No space left"):
            run(rebuild=True)
    index = opened()
    assert index.search_words(analyse("skjemaene", "nb"), 5)
    index.close()
    run()
    assert state_folder(settings).name == index.state_id


def test_index_that_was_closed_asks_for_another_try(run: Run, opened: Open) -> None:
    run()
    index = opened()
    index.close()
    index.close()
    for use in (
        lambda: index.passages(index.all_ids()),
        lambda: index.search_vector(vector_of("ferge"), 3),
        index.is_current,
    ):
        with pytest.raises(IndexClosed, match="oppdatert mens"):
            use()


def test_state_is_checked_in_a_child_again_by_another_version_of_chroma(
    run: Run, settings: IngestSettings, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    checked: list[Path] = []
    monkeypatch.setattr(probe, "check_in_child", checked.append)
    opened().close()
    assert checked == []
    monkeypatch.setattr(probe, "version", lambda name: "99.0")
    opened().close()
    opened().close()
    assert checked == [state_folder(settings)]
