"""Open a state's Chroma in a process of its own first, because a damaged one kills the process that opens it."""

import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

from ingest.storing.chroma import FOLDER, SQLITE, Vectors
from ingest.storing.errors import IndexDamaged
from ingest.storing.manifest import Manifest, check_files, read_manifest

SECONDS = 120
SAMPLED = 2000  # vectors that are looked up again
REMEMBERED = "checked"  # folder beside the states


def check_state(folder: Path, manifest: Manifest) -> None:
    """See that a state's files are those that were built, and that Chroma opens them without dying.

    The files are compared each time. The child process runs once for a state and a version of Chroma, and whenever
    Chroma's SQLite file does not read well.

    Raises:
        IndexDamaged: a file is not what it was, or the child died or found something else than it should.
    """
    check_files(folder, manifest)
    if manifest.server:
        return
    remembered = folder.parent.parent / REMEMBERED / folder.name
    if _text(remembered) == _known() and _reads_well(folder / FOLDER / SQLITE):
        return
    check_in_child(folder)
    remember(folder)


def remember(folder: Path) -> None:
    """Note that this version of Chroma has opened a state and found everything in it."""
    remembered = folder.parent.parent / REMEMBERED / folder.name
    with suppress(OSError):  # a reader without the right to write checks again next time
        remembered.parent.mkdir(exist_ok=True)
        remembered.write_text(_known(), encoding="utf-8")


def check_in_child(folder: Path) -> None:
    """Open a state's Chroma in a child process.

    Raises:
        IndexDamaged: the child died, or found something else than it should.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", "ingest.storing.probe", str(folder)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
        )
    except subprocess.TimeoutExpired as error:
        raise IndexDamaged("vektorene lar seg ikke åpne i tide") from error
    if child.returncode != 0:
        raise IndexDamaged(child.stdout.strip() or f"vektorene lar seg ikke åpne (kode {child.returncode})")


def main() -> int:
    """Open, count, find vectors again; any damage ends in a line that names it or in the death of this process."""
    try:
        _look(Path(sys.argv[1]))
    except IndexDamaged as error:
        sys.stdout.write(error.what)
        return 1
    return 0


def _look(folder: Path) -> None:
    manifest = read_manifest(folder)
    vectors = Vectors(folder, "", folder.name)
    if vectors.count() != manifest.passages:
        raise IndexDamaged(f"{vectors.count()} av {manifest.passages} vektorer er igjen")
    vectors.compare_exactly(manifest.exact)
    ids, held = vectors.held(vectors.ids(SAMPLED))
    if len(ids) != min(manifest.passages, SAMPLED):
        raise IndexDamaged("vektorer er borte")
    if ids and vectors.unreachable(ids, held):
        raise IndexDamaged("avsnitt finnes ikke igjen med sin egen vektor")
    vectors.close()
    if not _reads_well(folder / FOLDER / SQLITE):
        raise IndexDamaged(f"filen {FOLDER}/{SQLITE} er avkortet eller endret")


def _reads_well(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except sqlite3.Error:
        return False


def _known() -> str:
    return f"chromadb {version('chromadb')}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
