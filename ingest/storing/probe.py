"""Open a state's Chroma in a process of its own first, because a damaged one kills the process that opens it."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from ingest.storing import chroma
from ingest.storing.errors import IndexDamaged

SECONDS = 60
SAMPLED = 2000  # vectors that are looked up again
HASHED = 256 << 20  # bytes of a file that are read for its fingerprint; a larger one goes by its size


def check_in_child(folder: Path, count: int, checked: Path) -> None:
    """Open a state's Chroma in a child process first, unless its files are those that were found good before.

    Args:
        folder: the state's folder.
        count: how many vectors it should hold.
        checked: file in which a good result is remembered, by the files' contents.

    Raises:
        IndexDamaged: the child died, or found something else than it should.
    """
    seen = json.dumps(_files(folder / chroma.FOLDER))
    if checked.exists() and checked.read_text(encoding="utf-8") == seen:
        return
    try:
        child = subprocess.run(
            [sys.executable, "-m", "ingest.storing.probe", str(folder), str(count)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
        )
    except subprocess.TimeoutExpired as error:
        raise IndexDamaged("vektorene lar seg ikke åpne i tide") from error
    if child.returncode != 0:
        how = child.stderr.strip().splitlines()[-1:] or [f"prosessen døde med kode {child.returncode}"]
        raise IndexDamaged(how[0].removeprefix("ingest.storing.errors.IndexDamaged: "))
    checked.parent.mkdir(exist_ok=True)
    checked.write_text(json.dumps(_files(folder / chroma.FOLDER)), encoding="utf-8")


def _files(folder: Path) -> list[tuple[str, int, str]]:
    return sorted(
        (path.relative_to(folder).as_posix(), path.stat().st_size, _print_of(path))
        for path in folder.rglob("*")
        if path.is_file()
    )


def _print_of(path: Path) -> str:
    """Name a file's contents, where they stay the same: opening Chroma touches its files and writes in its SQLite."""
    if path.suffix == ".sqlite3" or path.stat().st_size > HASHED:
        return ""
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def main() -> int:
    """Open, count, search for one vector; any damage ends in a message or in the death of this process."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    vectors = chroma.Vectors(folder, "", folder.name)
    if vectors.count() != count:
        raise IndexDamaged(f"{vectors.count()} av {count} vektorer er igjen")
    if count:
        held = vectors.collection.get(limit=SAMPLED, include=["embeddings"])
        if held["embeddings"] is None or len(held["embeddings"]) != min(count, SAMPLED):
            raise IndexDamaged("vektorene er borte")
        if vectors.unreachable(held["ids"], np.asarray(held["embeddings"], dtype=np.float32)):
            raise IndexDamaged("avsnitt finnes ikke igjen med sin egen vektor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
