"""What a state says of itself in its folder: what it was built with, how much it holds, and its files' fingerprints."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.storing.errors import IndexDamaged
from ingest.storing.stamp import Stamp

FILE = "manifest.json"
LOCK = "reader.lock"
SQLITE = ".sqlite3"
PASSING = ("-journal", "-wal", "-shm")  # SQLite's files beside it, while somebody writes
HASHED = 256 << 20  # bytes of a file that are read for its fingerprint: its beginning


@dataclass(frozen=True, slots=True)
class Manifest:
    """A finished state.

    Attributes:
        stamp: what it was built with.
        passages: how many it holds.
        server: whether its vectors lie in a Chroma server.
        exact: ids of passages that Chroma's graph does not lead to; they are compared one by one.
        files: fingerprint by path of every file that never changes again.
    """

    stamp: Stamp
    passages: int
    server: bool
    exact: tuple[str, ...]
    files: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a state's manifest, by which it counts as finished, once all its files are on the disk itself."""
    for path in folder.rglob("*"):
        _settle(path)
    (folder / FILE).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    for path in (folder / FILE, folder, folder.parent):
        _settle(path)


def read_manifest(folder: Path) -> Manifest:
    """Read a state's manifest.

    Raises:
        IndexDamaged: it is not there or says nothing.
    """
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Manifest(
            Stamp(**found["stamp"]),
            int(found["passages"]),
            bool(found["server"]),
            tuple(found["exact"]),
            dict(found["files"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged("beskrivelsen av tilstanden mangler eller er uleselig") from error


def fingerprints(folder: Path) -> dict[str, str]:
    """Give size and hash by path of the files in a state's folder, without the manifest and the readers' lock.

    Of Chroma's SQLite file only the size: each opening writes a row in it.
    """
    return {
        path.relative_to(folder).as_posix(): f"{path.stat().st_size}:{'' if path.suffix == SQLITE else _hash(path)}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (FILE, LOCK) and not path.name.endswith(PASSING)
    }


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare a state's files with what they were when it was built.

    Raises:
        IndexDamaged: one is missing or another; the message names it.
    """
    found = fingerprints(folder)
    for path, known in manifest.files.items():
        if path not in found:
            raise IndexDamaged(f"filen {path} mangler")
        if found[path] != known and not (path.endswith(SQLITE) and _size(found[path]) >= _size(known)):
            raise IndexDamaged(f"filen {path} er avkortet eller endret")


def _settle(path: Path) -> None:
    """Wait until a file or the names in a folder would survive that the machine loses its power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _size(fingerprint: str) -> int:
    return int(fingerprint.partition(":")[0])


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.blake2b(file.read(HASHED), digest_size=16).hexdigest()
