"""The vectors of a state, large enough that Chroma has written them out and forgotten its queue."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.storing import IndexDamaged
from ingest.storing.chroma import Vectors
from ingest.storing.probe import check_in_child

COUNT = 1500


def some_vectors(count: int) -> NDArray[np.float32]:
    drawn = np.random.default_rng(7).normal(size=(count, 32)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A state's folder with 1,500 vectors, made in a process of its own, so that nothing of it stays in this one."""
    script = (
        "import sys, pathlib\n"
        "from tests.ingest.storing.test_chroma import COUNT, some_vectors\n"
        "from ingest.storing.chroma import Vectors\n"
        "v = Vectors(pathlib.Path(sys.argv[1]), '', 'x', create=True)\n"
        "v.add([f'p{n}' for n in range(COUNT)], some_vectors(COUNT)); v.close()\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, cwd=Path(__file__).parents[3])
    (tmp_path / "manifest.json").write_text("{}")
    return tmp_path


def hnsw(folder: Path) -> Path:
    [found] = [path for path in (folder / "chroma").iterdir() if path.is_dir()]
    return found


def empty_hnsw(folder: Path) -> None:
    for path in hnsw(folder).iterdir():
        path.unlink()


def scribble_hnsw(folder: Path) -> None:
    for path in hnsw(folder).iterdir():
        path.write_bytes(b"\xff" * 64)


def cut_hnsw(folder: Path) -> None:
    path = hnsw(folder) / "data_level0.bin"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def remove_hnsw(folder: Path) -> None:
    shutil.rmtree(hnsw(folder))


@pytest.mark.parametrize("damage", [empty_hnsw, scribble_hnsw, cut_hnsw, remove_hnsw])
def test_damaged_vectors_are_found_in_a_child_and_this_process_lives(
    damage: Callable[[Path], None], folder: Path
) -> None:  # chroma#6979: a damaged index takes the process down
    checked = folder / "checked" / "x"
    check_in_child(folder, COUNT, checked)
    damage(folder)
    with pytest.raises(IndexDamaged):
        check_in_child(folder, COUNT, checked)


def test_good_vectors_are_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = folder / "checked" / "x"
    check_in_child(folder, COUNT, checked)
    monkeypatch.setattr(subprocess, "run", None)  # a second child would fail
    check_in_child(folder, COUNT, checked)


def test_vectors_that_are_too_few_are_found(folder: Path) -> None:
    with pytest.raises(IndexDamaged, match="1500 av 1501"):
        check_in_child(folder, COUNT + 1, folder / "checked" / "x")


def test_scores_are_cosines_and_the_nearest_comes_first(folder: Path) -> None:
    vectors, given = Vectors(folder, "", "x"), some_vectors(COUNT)
    hits = vectors.search(given[3], 5)
    assert hits[0].id == "p3"
    for hit in hits:
        assert hit.score == pytest.approx(float(given[int(hit.id[1:])] @ given[3]), abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert vectors.unreachable([f"p{n}" for n in range(COUNT)], given) == []
    assert vectors.unreachable(["p1"], given[2:3]) == ["p1"]
    vectors.close()


def test_adding_twice_is_the_same_as_once(tmp_path: Path) -> None:
    vectors, given = Vectors(tmp_path, "", "x", create=True), some_vectors(600)
    names = [f"p{n}" for n in range(600)]
    vectors.add(names, given)
    vectors.add(names, given)
    assert vectors.count() == 600
    assert vectors.unreachable(names, given) == []
    vectors.close()
