"""Locks on files: one writer per data folder, any number of readers per state; the system drops them when we die."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from ingest.storing.errors import DataFolderUnwritable, IndexLocked
from ingest.storing.manifest import LOCK


def make_folder(data_dir: Path) -> None:
    """Make the data folder, for this user alone, because it holds what the documents say.

    Raises:
        DataFolderUnwritable: it cannot be made.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise DataFolderUnwritable(str(data_dir), error.strerror or str(error)) from error


class WriterLock:
    """The right to write in a data folder, held as long as the `with` block runs.

    Raises:
        IndexLocked: another process holds it; the message names its number.
        DataFolderUnwritable: the folder or the lock cannot be made.
    """

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "writer.lock"
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        make_folder(self._path.parent)
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise DataFolderUnwritable(str(self._path.parent), error.strerror or str(error)) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "ukjent"
            file.close()
            raise IndexLocked(
                f"En annen innlesing holder på (prosess {holder}).",
                "Vent til den er ferdig, og kjør `python -m ingest` igjen.",
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
    """A share in a state's folder, which keeps it from being deleted until `release`.

    Raises:
        FileNotFoundError: the folder is not there, or was deleted while this waited for its share.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / LOCK).open("rb")
        fcntl.flock(self._file, fcntl.LOCK_SH)
        try:
            still = (folder / LOCK).stat().st_ino == os.fstat(self._file.fileno()).st_ino
        except FileNotFoundError:
            self._file.close()
            raise
        if not still:
            self._file.close()
            raise FileNotFoundError(folder)

    def release(self) -> None:
        """Give the share back; doing it twice does nothing."""
        self._file.close()


@contextmanager
def if_free(folder: Path) -> Iterator[bool]:
    """Say whether a state's folder has no reader; as long as the block runs, a new one waits."""
    try:
        file = (folder / LOCK).open("rb")
    except FileNotFoundError:
        yield True
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
