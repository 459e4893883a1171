"""The model folder: made once, whole or not at all, whoever else is making it."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tiny_weights import TinyFile

from ingest.embedding.errors import ModelFolderError, WeightsHashError
from ingest.embedding.folder import STAMP, folder_path, is_whole, prepare_folder
from ingest.embedding.layout import build_tokenizer
from ingest.embedding.weights import find_weights, parse_weights, read_weights


def prepare(tiny: TinyFile, cache: Path) -> Path:
    return prepare_folder(cache, weights_path=lambda: tiny.path, sha256=tiny.sha256)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_has_what_sentence_transformers_reads(tiny: TinyFile, tmp_path: Path) -> None:
    folder = prepare(tiny, tmp_path / "cache")
    assert names(folder) >= {"modules.json", "config.json", "model.safetensors", "tokenizer.json", "model.onnx"}
    stamp = json.loads((folder / STAMP).read_text())
    assert stamp["weights"] == tiny.sha256
    assert set(stamp["files"]) == names(folder) - {STAMP}


def test_progress_rises_to_its_total_in_norwegian(tiny: TinyFile, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    prepare_folder(tmp_path, lambda *step: told.append(step), lambda: tiny.path, tiny.sha256)
    assert [done for done, _, _ in told] == list(range(1, 23 + 1))  # 3 + 2 embeddings, 16 of the layer, 2 files
    assert {total for _, total, _ in told} == {23}
    assert told[0][2] == "Pakker ut språkmodellen"


def test_a_second_call_touches_nothing_and_needs_no_weights(tiny: TinyFile, tmp_path: Path) -> None:
    folder = prepare(tiny, tmp_path)
    before = {name: (folder / name).stat().st_mtime_ns for name in names(folder)}
    tiny.path.unlink()
    assert prepare(tiny, tmp_path) == folder
    assert {name: (folder / name).stat().st_mtime_ns for name in names(folder)} == before


def test_a_copied_folder_is_hashed_and_kept(tiny: TinyFile, tmp_path: Path) -> None:
    folder = prepare(tiny, tmp_path)
    os.utime(folder / "model.safetensors", (1, 1))
    assert is_whole(folder, tiny.sha256)
    assert json.loads((folder / STAMP).read_text())["files"]["model.safetensors"]["mtime_ns"] == 1_000_000_000


@pytest.mark.parametrize("damage", ["shorter", "changed", "gone", "no stamp", "stamp not JSON"])
def test_a_damaged_folder_is_made_again(tiny: TinyFile, tmp_path: Path, damage: str) -> None:
    folder = prepare(tiny, tmp_path)
    model = folder / "model.safetensors"
    whole = model.read_bytes()
    if damage == "shorter":
        model.write_bytes(whole[:-1])
    elif damage == "changed":
        model.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        os.utime(model, (1, 1))
    elif damage == "gone":
        model.unlink()
    elif damage == "no stamp":
        (folder / STAMP).unlink()
    else:
        (folder / STAMP).write_text("{")
    assert not is_whole(folder, tiny.sha256)
    assert (prepare(tiny, tmp_path) / "model.safetensors").read_bytes() == whole


def test_an_interrupted_preparation_leaves_no_folder(tiny: TinyFile, tmp_path: Path) -> None:
    def interrupt(done: int, total: int, label: str) -> None:
        if done == total:  # every file is written, only the stamp and the name are missing
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_folder(tmp_path, interrupt, lambda: tiny.path, tiny.sha256)
    assert [path.name for path in (tmp_path / "models").iterdir() if path.is_dir()] == []


def test_a_killed_preparation_leaves_no_model_and_is_cleared(tiny: TinyFile, tmp_path: Path) -> None:
    program = f"""
        import os, pathlib, signal
        from ingest.embedding.folder import prepare_folder
        def die(done, total, label):
            if done == total:
                os.kill(os.getpid(), signal.SIGKILL)
        prepare_folder(pathlib.Path({str(tmp_path)!r}), die, lambda: pathlib.Path({str(tiny.path)!r}), {tiny.sha256!r})
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False)
    assert done.returncode == -9
    assert not folder_path(tmp_path, tiny.sha256).exists()
    left = [path for path in (tmp_path / "models").iterdir() if path.is_dir()]
    assert len(left) == 1
    folder = prepare(tiny, tmp_path)
    assert [path for path in (tmp_path / "models").iterdir() if path.is_dir()] == [folder]


def test_two_processes_at_once_both_get_the_folder(tiny: TinyFile, tmp_path: Path) -> None:
    program = f"""
        import pathlib
        from ingest.embedding.folder import prepare_folder
        told = []
        folder = prepare_folder(pathlib.Path({str(tmp_path)!r}), lambda *step: told.append(step),
                                lambda: pathlib.Path({str(tiny.path)!r}), {tiny.sha256!r})
        print(folder, bool(told))
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[0].split() for process in running]
    assert [path for path, _ in said] == [str(folder_path(tmp_path, tiny.sha256))] * 2
    assert sorted(worked for _, worked in said) == ["False", "True"]


def test_wrong_weights_leave_no_folder(tiny: TinyFile, tmp_path: Path) -> None:
    with pytest.raises(WeightsHashError):
        prepare_folder(tmp_path, weights_path=lambda: tiny.path, sha256="0" * 64)
    assert not folder_path(tmp_path, "0" * 64).exists()


def test_a_cache_that_cannot_be_written_is_a_named_error(tiny: TinyFile, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    with pytest.raises(ModelFolderError, match="språkmodellen") as caught:
        prepare(tiny, tmp_path / "cache")
    assert "TILLITSKILDEN_CACHE_DIR" in caught.value.remedy


def test_the_tokenizer_cuts_at_the_longest_the_model_takes(tiny: TinyFile) -> None:
    tokenizer = build_tokenizer(parse_weights(tiny.data).vocabulary, 16)
    assert tokenizer.encode("tillit  ledelse\ts").ids == [0, 5, 7, 4, 6, 2]
    assert len(tokenizer.encode("tillit " * 40).ids) == 16


def test_the_normaliser_is_the_files_map() -> None:
    weights = read_weights(find_weights())
    normalise = build_tokenizer(weights.vocabulary, 512).normalizer.normalize_str
    mapping = weights.vocabulary.normalisation
    assert len(mapping) == 4837
    assert [sign for sign, mapped in mapping.items() if normalise(sign) != mapped] == []
