"""The store that is the truth, and the states that retrieval reads.

Writing, in this order, by whoever holds the `WriterLock`:

    with WriterLock(data_dir), Library(data_dir) as library:
        library.put_sources(sources)
        library.put_document("original", read, split, split_id)     # for each new or changed file
        contents = plan_state(library, stamp, data_dir)
        library.put_vectors(stamp.model, texts, vectors)             # for library.missing_vectors(...)
        if contents.id != current_state(library):
            build_state(library, data_dir, contents, stamp)          # aside, verified, then current
        sweep_states(library, data_dir)

Reading, in any number of processes: `open_index(data_dir, stamp)`.
"""

from ingest.storing.errors import (
    ChromaUnreachable,
    DataFolderUnwritable,
    IndexClosed,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexStampMismatch,
    IndexUnusableError,
    LibraryDamaged,
)
from ingest.storing.hit import Hit
from ingest.storing.index import Index, open_index
from ingest.storing.library import Library, StoredDocument
from ingest.storing.lock import WriterLock
from ingest.storing.stamp import SCHEMA, Stamp
from ingest.storing.state import StateContents, build_state, current_state, is_whole, plan_state, sweep_states
from ingest.storing.words import WORDS, analyse, pieces

__all__ = [
    "SCHEMA",
    "WORDS",
    "ChromaUnreachable",
    "DataFolderUnwritable",
    "Hit",
    "Index",
    "IndexClosed",
    "IndexDamaged",
    "IndexLocked",
    "IndexMissing",
    "IndexStampMismatch",
    "IndexUnusableError",
    "Library",
    "LibraryDamaged",
    "Stamp",
    "StateContents",
    "StoredDocument",
    "WriterLock",
    "analyse",
    "build_state",
    "current_state",
    "is_whole",
    "open_index",
    "pieces",
    "plan_state",
    "sweep_states",
]
