"""Locks on files: one writer per data folder, any number of readers per state; the system drops them when we die."""

import fcntl
import os
from pathlib import Path
from typing import IO, Self

from ingest.storing.errors import IndexLocked


class WriterLock:
    """The right to write in a data folder, held as long as the `with` block runs.

    Raises:
        IndexLocked: another process holds it; the message names its number.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "writer.lock"
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "ukjent"
            file.close()
            raise IndexLocked(
                f"En annen innlesing holder på (prosess {holder}).", "Vent til den er ferdig, og prøv igjen."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return self

    def __exit__(self, *exception: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class ReaderLock:
    """A share in a state's folder, which keeps it from being deleted until `release`."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "reader.lock").open("rb")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> None:
        """Give the share back; doing it twice does nothing."""
        self._file.close()


def nobody_reads(folder: Path) -> bool:
    """Say whether a state's folder has no reader now."""
    try:
        with (folder / "reader.lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    return True
