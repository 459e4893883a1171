"""The store -> a state that retrieval reads: built aside, verified, then made current in one row; encodes nothing."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import numpy as np

from ingest.indexed import IndexedPassage
from ingest.storing import lexical, manifest
from ingest.storing.chroma import Vectors
from ingest.storing.contents import SplitPlace, read_frame, read_passages
from ingest.storing.errors import DataFolderUnwritable, IndexDamaged
from ingest.storing.library import Library
from ingest.storing.lock import if_free
from ingest.storing.manifest import Manifest, fingerprints, read_manifest, write_manifest
from ingest.storing.probe import REMEMBERED, check_state, remember
from ingest.storing.stamp import Stamp
from ingest.storing.words import analyse

STATES = "states"
AS_GIVEN = 1e-4  # cosine distance between a vector as given and as Chroma holds it


@dataclass(frozen=True, slots=True)
class StateContents:
    """What a state will hold.

    Attributes:
        id: follows from the contents and the stamp; a rebuild of the same has "-1", "-2" … behind it.
        places, passages: the splits in it, and their passages.
    """

    id: str
    places: tuple[SplitPlace, ...]
    passages: tuple[IndexedPassage, ...]


def plan_state(library: Library, stamp: Stamp, data_dir: Path, rebuild: bool = False) -> StateContents:
    """Give the contents of the state that the current documents ask for; passages that stand twice count once."""
    places = [SplitPlace(d.split, d.kind, d.name) for d in library.current_documents().values()]
    digest = hashlib.sha256(repr(stamp).encode())
    passages: dict[str, IndexedPassage] = {}
    with library.errors() as connection:
        for place in places:
            digest.update(f"\0{place.kind}\0{place.name}\0{place.split}".encode())
            for passage in read_passages(connection, read_frame(connection, place)):
                passages.setdefault(passage.id, passage)
    digest.update(json.dumps([repr(source) for source in library.sources().values()]).encode())
    return StateContents(
        _name(digest.hexdigest()[:24], library, data_dir, rebuild), tuple(places), tuple(passages.values())
    )


def _name(base: str, library: Library, data_dir: Path, rebuild: bool) -> str:
    current = current_state(library)
    if current is not None and current.partition("-")[0] == base and not rebuild and is_built(data_dir, current):
        return current
    names = (base if number == 0 else f"{base}-{number}" for number in count())
    return next(name for name in names if name != current and not (data_dir / STATES / name).exists())


def is_built(data_dir: Path, state: str) -> bool:
    """Say whether a state's folder is there and was finished; not whether it is whole."""
    return (data_dir / STATES / state / manifest.FILE).is_file()


def is_whole(library: Library, data_dir: Path, url: str = "") -> bool:
    """Say whether the current state is there, in every file what it was, and where the settings want its vectors."""
    current = current_state(library)
    if current is None:
        return False
    folder = data_dir / STATES / current
    try:
        found = read_manifest(folder)
        check_state(folder, found)
        if url:
            with closing(Vectors(folder, url, current)) as opened:
                return found.server and opened.count() == found.passages
    except IndexDamaged:
        return False
    return not found.server


def current_state(library: Library) -> str | None:
    """Give the id of the state that readers use, or None."""
    with library.errors() as connection:
        row = connection.execute("SELECT id FROM states WHERE current").fetchone()
    return None if row is None else str(row[0])


def build_state(library: Library, data_dir: Path, contents: StateContents, stamp: Stamp, url: str = "") -> None:
    """Build a state in a folder of its own, verify it, and make it current; readers see the old one until then.

    Every vector it needs must be in the store already.

    Raises:
        IndexDamaged: a passage is not found by its own vector.
        DataFolderUnwritable: the disk is full, for example.
    """
    vectors = library.vectors(stamp.model, [passage.encoded for passage in contents.passages])
    try:
        _write(data_dir / STATES / contents.id, contents, vectors, stamp, url)
    except OSError as error:
        raise DataFolderUnwritable(str(data_dir), error.strerror or str(error)) from error
    _switch(library, contents)


def sweep_states(library: Library, data_dir: Path, url: str = "") -> None:
    """Delete what nobody needs: free states that are not current, what killed builds left, splits that were replaced.

    A state with a reader stays, whole, until a later sweep.
    """
    current = current_state(library)
    for folder in sorted((data_dir / STATES).glob("*")):
        if folder.name == current:
            continue
        with if_free(folder) as free:
            if free:
                _delete(folder, url)
    left = {folder.name for folder in (data_dir / STATES).glob("*")}
    with library.transaction() as connection:
        for (state,) in connection.execute("SELECT id FROM states WHERE NOT current").fetchall():
            if state not in left:
                connection.execute("DELETE FROM states WHERE id = ?", (state,))
    library.prune_splits()
    for path in (data_dir / REMEMBERED).glob("*"):
        if path.name not in left:
            path.unlink(missing_ok=True)


def words_of_passage(passage: IndexedPassage) -> list[str]:
    """Give the words by which lexical search finds a passage: those of its headings and its text."""
    return analyse(passage.encoded, passage.language)


def _write(folder: Path, contents: StateContents, vectors: np.ndarray, stamp: Stamp, url: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / manifest.LOCK).touch()
    ids = [passage.id for passage in contents.passages]
    _fill(folder, url, contents, vectors)
    lexical.write_lexical(folder, ids, [words_of_passage(passage) for passage in contents.passages])
    exact = _verify(folder, url, contents.id, ids, vectors)
    write_manifest(folder, Manifest(stamp, len(ids), bool(url), tuple(exact), fingerprints(folder)))
    remember(folder)


def _fill(folder: Path, url: str, contents: StateContents, vectors: np.ndarray) -> None:
    from ingest.llama import PassageVectorStore, passage_nodes

    with closing(Vectors(folder, url, contents.id, create=True)) as opened:
        PassageVectorStore(opened).add(passage_nodes(contents.passages, vectors))


def _verify(folder: Path, url: str, state: str, ids: Sequence[str], vectors: np.ndarray) -> list[str]:
    """See that every passage is found by its own vector; give those that only an exact comparison finds."""
    with closing(Vectors(folder, url, state)) as opened:
        if opened.count() != len(ids):
            raise IndexDamaged(f"{opened.count()} av {len(ids)} avsnitt kom med")
        lost = opened.unreachable(ids, vectors)
        if lost:
            given = dict(zip(ids, vectors, strict=True))
            _, held = opened.held(lost)
            wanted = np.stack([given[name] for name in lost])
            cosines = np.sum(held * wanted, axis=1) / np.linalg.norm(held, axis=1) / np.linalg.norm(wanted, axis=1)
            if (cosines < 1 - AS_GIVEN).any():
                raise IndexDamaged("avsnitt har fått en annen vektor enn sin egen")
    return lost


def _switch(library: Library, contents: StateContents) -> None:
    with library.transaction() as connection:
        connection.execute("DELETE FROM states WHERE id = ?", (contents.id,))
        connection.execute("UPDATE states SET current = 0")
        connection.execute("INSERT INTO states VALUES (?, 1, ?)", (contents.id, datetime.now(UTC).isoformat()))
        connection.executemany(
            "INSERT INTO state_splits VALUES (?, ?, ?, ?, ?)",
            [(contents.id, n, place.split, place.kind, place.name) for n, place in enumerate(contents.places)],
        )


def _delete(folder: Path, url: str) -> None:
    if url:
        with suppress(IndexDamaged), closing(Vectors(folder, url, folder.name)) as opened:
            opened.drop()
    shutil.rmtree(folder, ignore_errors=True)
