"""A suite's documents -> an open index of their own, read, split and encoded as every document is; asks nothing."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from app.engine.abstain import load_abstention
from app.engine.engine import Engine, QueryEncoder
from evals.suite.beir import Suite
from ingest.indexed import IndexedPassage
from ingest.pipeline import Counts, PassageEncoder, ingest, stamp_for
from ingest.progress import Progress
from ingest.settings import IngestSettings
from ingest.storing import open_index

UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
NAME, HASH = 60, 12  # characters of an id and of a hash in a file's name


class SuiteEncoder(PassageEncoder, QueryEncoder, Protocol):
    """What a suite needs of `ingest.embedding.encoder.Encoder`."""


@dataclass(frozen=True, slots=True)
class SuiteLibrary:
    """An open library.

    Attributes:
        engine: over the suite's documents alone.
        passages: all that its index holds.
        documents: ids of the suite's documents by their source in the index; equal texts are one source.
        counts: what was done to bring it up to date.
        unread: ids of documents of which no passage came out; no system can find them.
    """

    engine: Engine
    passages: Sequence[IndexedPassage]
    documents: Mapping[str, tuple[str, ...]]
    counts: Counts
    unread: tuple[str, ...]


def open_library(suite: Suite, settings: IngestSettings, encoder: SuiteEncoder, progress: Progress) -> SuiteLibrary:
    """Bring the suite's index up to date and open it; what has a vector is not encoded again.

    Args:
        suite: its documents are all indexed, whichever half is asked about.
        settings: of the installation; the index is made below its data folder, and never on a Chroma server.
        encoder: makes the vectors.
        progress: called with (done, total, label).

    Raises:
        TillitskildenError: as `ingest` and `open_index` raise.
    """
    name = "-".join(part for part in (suite.name, suite.corpus_language) if part)
    folder = settings.data_dir / "evals" / "suites" / name
    own = replace(settings, corpus_dir=folder / "corpus", data_dir=folder / "index", chroma_url="")
    sources = _by_source(suite.documents)
    _write(own.corpus_dir / "documents", {source: suite.documents[ids[0]] for source, ids in sources.items()})
    counts = ingest(own, encoder, progress).counts
    index = open_index(own.data_dir, stamp_for(encoder.model_id))
    passages = index.passages(index.all_ids())
    read = {passage.source for passage in passages}
    unread = tuple(name for source, ids in sources.items() if source not in read for name in ids)
    return SuiteLibrary(Engine(index, encoder, load_abstention()), passages, sources, counts, unread)


def _by_source(documents: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the ids by a name that any file system takes: the first id's safe signs, and a hash of the text."""
    by_text: dict[str, list[str]] = defaultdict(list)
    for name, text in documents.items():
        by_text[text].append(name)
    return {
        f"{UNSAFE.sub('-', ids[0])[:NAME]}-{sha256(_bytes(text)).hexdigest()[:HASH]}": tuple(ids)
        for text, ids in by_text.items()
    }


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Make the folder hold one text file a source and no other; a file that is right is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{source}.txt": _bytes(text) for source, text in texts.items()}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, data in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")  # half a surrogate pair is JSON, but no text
