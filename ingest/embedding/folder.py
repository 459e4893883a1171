"""Packaged weights -> a whole model folder in the cache, made once; does not know how vectors are computed."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from ingest.embedding.errors import ModelFolderError
from ingest.embedding.layout import write_files
from ingest.embedding.weights import SHA256, find_weights, read_weights
from ingest.progress import Progress

FOLDER_FORMAT = 2  # raise it when `layout` writes other files: old folders are then left alone
STAMP = "tillitskilden.json"
NAME = "multilingual-e5-small"


def silent(done: int, total: int, label: str) -> None:
    """Show no progress."""


def prepare_folder(
    cache_dir: Path,
    progress: Progress = silent,
    weights_path: Callable[[], Path] = find_weights,
    sha256: str = SHA256,
) -> Path:
    """Give the model folder below `cache_dir`, and make it first if it is not there or not whole.

    A folder is written beside its place and renamed, so what has the name is whole. A second process waits.

    Args:
        cache_dir: made when needed.
        progress: called with (done, total, label).
        weights_path: where the weight file lies; asked only when it is needed.
        sha256: the hash that the weight file must have.

    Raises:
        WeightsMissingError, WeightsFormatError, WeightsTruncatedError, WeightsHashError: see `read_weights`.
        ModelFolderError: the cache cannot be written.
    """
    folder = folder_path(cache_dir, sha256)
    if is_whole(folder, sha256):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            if not is_whole(folder, sha256):
                _make(folder, progress, weights_path, sha256)
    except OSError as error:
        raise ModelFolderError(
            f"Kunne ikke legge språkmodellen i {folder.parent}: {error.strerror or error}.",
            "Se at det er minst 1 GB ledig plass, eller sett TILLITSKILDEN_CACHE_DIR til en annen mappe.",
        ) from error
    return folder


def folder_path(cache_dir: Path, sha256: str = SHA256) -> Path:
    """Say where the folder of these weights lies, whether it is there or not."""
    return cache_dir / "models" / f"{NAME}-{sha256[:12]}-{FOLDER_FORMAT}"


def is_whole(folder: Path, sha256: str) -> bool:
    """Say whether the folder is of these weights and unchanged.

    Sizes and times are compared; only where a time differs is the file hashed, and the new time then noted.
    """
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        if stamp["weights"] != sha256 or stamp["format"] != FOLDER_FORMAT:
            return False
        now = {name: _look(folder / name) for name in stamp["files"]}
        if any(now[name]["size"] != noted["size"] for name, noted in stamp["files"].items()):
            return False
        moved = [name for name, noted in stamp["files"].items() if now[name]["mtime_ns"] != noted["mtime_ns"]]
        if any(_hash(folder / name) != stamp["files"][name]["sha256"] for name in moved):
            return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if moved:
        _write_stamp(folder, sha256, {name: noted["sha256"] for name, noted in stamp["files"].items()})
    return True


def _make(folder: Path, progress: Progress, weights_path: Callable[[], Path], sha256: str) -> None:
    from ingest.embedding.graph import write_graph

    for left in folder.parent.glob(f".{folder.name}-*"):  # from a run that was killed; the lock is ours
        shutil.rmtree(left, ignore_errors=True)
    building = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_files(read_weights(weights_path(), sha256), building, progress)
        write_graph(building)
        files = [path for path in sorted(building.rglob("*")) if path.is_file()]
        _write_stamp(building, sha256, {path.relative_to(building).as_posix(): _hash(path) for path in files})
        if folder.exists():  # there, but not whole
            shutil.rmtree(folder)
        building.chmod(0o755)
        building.rename(folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _write_stamp(folder: Path, sha256: str, hashes: dict[str, str]) -> None:
    files = {name: {**_look(folder / name), "sha256": value} for name, value in hashes.items()}
    content = {"format": FOLDER_FORMAT, "weights": sha256, "files": files}
    new = folder / f"{STAMP}.new"
    new.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    new.replace(folder / STAMP)


def _look(path: Path) -> dict[str, int]:
    found = path.stat()
    return {"size": found.st_size, "mtime_ns": found.st_mtime_ns}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
