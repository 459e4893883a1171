"""What can be wrong with the store's file, as our own errors; knows no table."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.storing.errors import DataFolderUnwritable, IndexLocked, LibraryDamaged

BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
UNWRITABLE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN")


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and values that cannot be what was written, into ours.

    A wrong call (`sqlite3.ProgrammingError`) is the program's fault and stays what it is.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(BUSY):
            raise IndexLocked("Lageret er opptatt av en annen prosess.", "Vent litt, og prøv igjen.") from error
        if name.startswith(UNWRITABLE):
            raise DataFolderUnwritable(str(path.parent), str(error)) from error
        raise LibraryDamaged(str(path), str(error)) from error
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        raise LibraryDamaged(str(path), str(error)) from error


def check_size(path: Path) -> None:
    """Find a file that was cut off: its header says how many pages there should be.

    Beside a journal that still has to be written into it the file may be short; SQLite then mends it on opening.

    Raises:
        LibraryDamaged: the file is shorter than it says, or no database.
    """
    if not path.exists() or _size(path.with_name(f"{path.name}-wal")):
        return
    if _size(path) == 0:
        if any(path.parent.glob("states/*")):
            raise LibraryDamaged(str(path), "filen er tom")
        return  # an ingest was stopped before it had written anything
    with path.open("rb") as file:
        head = file.read(100)
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(head[28:32], "big")
    if not head.startswith(b"SQLite format 3\0") or _size(path) < page_size * pages:
        raise LibraryDamaged(str(path), "filen er avkortet eller ikke en database")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
