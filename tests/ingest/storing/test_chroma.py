"""The vectors of a state, large enough that Chroma has written them out and forgotten its queue."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.storing import IndexDamaged, Stamp
from ingest.storing.chroma import Vectors
from ingest.storing.manifest import Manifest, fingerprints, read_manifest, write_manifest
from ingest.storing.probe import check_in_child, check_state

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
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "states" / "x")], check=True, cwd=Path(__file__).parents[3]
    )
    state = tmp_path / "states" / "x"
    write_manifest(state, Manifest(Stamp("m", "c", "w"), COUNT, False, (), fingerprints(state)))
    return state


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
    check_in_child(folder)
    damage(folder)
    with pytest.raises(IndexDamaged):
        check_in_child(folder)


@pytest.mark.parametrize("damage", [empty_hnsw, scribble_hnsw, cut_hnsw, remove_hnsw])
def test_damaged_files_are_named_before_anything_opens_them(
    damage: Callable[[Path], None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", None)  # a child would fail
    damage(folder)
    with pytest.raises(IndexDamaged, match=r"filen chroma/.* (mangler|er avkortet eller endret)"):
        check_state(folder, read_manifest(folder))


def test_child_that_is_killed_by_a_signal_is_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    died = subprocess.CompletedProcess[str]([], -11, stdout="", stderr="")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: died)
    with pytest.raises(IndexDamaged, match="kode -11"):
        check_in_child(folder)


def test_good_vectors_are_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_state(folder, read_manifest(folder))
    monkeypatch.setattr(subprocess, "run", None)  # a second child would fail
    check_state(folder, read_manifest(folder))


def test_vectors_that_are_too_few_are_found(folder: Path) -> None:
    write_manifest(folder, Manifest(Stamp("m", "c", "w"), COUNT + 1, False, (), fingerprints(folder)))
    with pytest.raises(IndexDamaged, match="1500 av 1501"):
        check_in_child(folder)


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


def test_twins_that_the_graph_does_not_lead_to_are_compared_one_by_one(tmp_path: Path) -> None:
    """Among three hundred equal vectors Chroma's graph loses some, and others with them; an exact comparison none."""
    given = some_vectors(600)
    given[100:400] = given[100]
    names = [f"p{n}" for n in range(600)]
    vectors = Vectors(tmp_path, "", "x", create=True)
    vectors.add(names, given)
    lost = vectors.unreachable(names, given)
    assert len(lost) >= 200  # a hundred hits cannot hold three hundred twins
    vectors.compare_exactly(lost)
    assert vectors.unreachable(names, given) == []
    twins = set(names[100:400])
    assert set(lost) & twins <= {hit.id for hit in vectors.search(given[100], 300)}
    assert all(vectors.search(given[n], 1)[0].id == f"p{n}" for n in range(600) if f"p{n}" not in twins)
    vectors.close()


def test_near_twins_find_themselves(tmp_path: Path) -> None:
    given = some_vectors(40)
    given[20:] = given[:20] + np.float32(1e-4) * some_vectors(60)[40:]
    names = [f"p{n}" for n in range(40)]
    vectors = Vectors(tmp_path, "", "x", create=True)
    vectors.add(names, given * 3)  # a length of 3 leaves cosines what they are
    assert vectors.unreachable(names, given) == []
    assert vectors.unreachable(["p1"], given[21:22] + np.float32(0.01)) == ["p1"]
    vectors.close()
