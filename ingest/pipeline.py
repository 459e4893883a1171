"""The corpus folder -> a new state: read what is new, encode what has no vector, build, verify, switch."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.document import ReadDocument
from ingest.errors import TillitskildenError
from ingest.library import (
    NOTE_CHUNKING,
    note_document,
    provisional_source,
    read_corpus,
)
from ingest.library.notes import Note
from ingest.passage import SplitDocument
from ingest.progress import Progress
from ingest.reading import SUPPORTED_SUFFIXES, UnreadableDocument, UnsupportedFormat, read_document
from ingest.settings import IngestSettings
from ingest.source import Source
from ingest.splitting import CHUNKING, split_document, split_sentences
from ingest.storing import (
    WORDS,
    IndexUnusableError,
    Library,
    Stamp,
    StateContents,
    StoredDocument,
    WriterLock,
    build_state,
    current_state,
    is_whole,
    plan_state,
    sweep_states,
)

FORM = "2"  # raise it when reading, sentence splitting or voices give other results for the same bytes
CHUNK_OF_TEXTS = 256  # texts that are encoded between two commits, so that a kill loses little


class PassageEncoder(Protocol):
    """What an ingest needs of `ingest.embedding.encoder.Encoder`."""

    @property
    def model_id(self) -> str: ...  # noqa: D102

    def encode_passages(self, texts: Sequence[str], progress: Progress) -> NDArray[np.float32]: ...  # noqa: D102


@dataclass(slots=True)
class Counts:
    """What an ingest did: documents by what happened to them, passages of the state, texts encoded."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    refused: int = 0
    passages: int = 0
    embedded: int = 0

    def as_record(self) -> dict[str, int]:
        """Give the counts as one flat record."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts, what was refused and why, and what readers noticed, in Norwegian."""

    counts: Counts
    refusals: tuple[TillitskildenError, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Run:
    library: Library
    sources: Mapping[str, Source]
    before: Mapping[tuple[str, str], StoredDocument]  # the current documents when the run began
    progress: Progress
    counts: Counts = field(default_factory=Counts)
    refusals: list[TillitskildenError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    known_works: str = ""

    def __post_init__(self) -> None:
        self.known_works = "\n".join(repr(source) for source in self.sources.values())


def stamp_for(model: str) -> Stamp:
    """Give the stamp of an index that this version of the program builds with a model."""
    return Stamp(model, f"{CHUNKING};{NOTE_CHUNKING}", WORDS)


def ingest(settings: IngestSettings, encoder: PassageEncoder, progress: Progress, rebuild: bool = False) -> Outcome:
    """Bring the index up to date with the corpus folder.

    A file that cannot be read is refused, named and left out; the rest goes in, and a document that was in before
    stays in with its last version. A wrong bibliography, note or outline stops everything, and the old state stays.

    Args:
        settings: where things lie.
        encoder: makes the vectors.
        progress: called with (done, total, label).
        rebuild: build the state anew even if nothing has changed.

    Raises:
        CorpusError: in the bibliography, a note or an outline, with file and line.
        IndexLocked: another ingest is running.
        LibraryDamaged, ChromaUnreachable, DataFolderUnwritable: see there.
    """
    corpus, data_dir, url = settings.corpus_dir, settings.data_dir, settings.chroma_url
    read = read_corpus(corpus)
    sources = read.sources
    with WriterLock(data_dir), Library(data_dir) as library:
        library.check()
        run = _Run(library, sources, library.current_documents(), progress)
        sweep_states(library, data_dir, url)
        originals = _original_files(corpus / "documents")
        unlisted = [provisional_source(path.stem) for path in originals if path.stem not in sources]
        library.put_sources([*sources.values(), *unlisted])
        _take_in_originals(run, originals)
        _take_in_notes(run, read.notes)
        stamp = stamp_for(encoder.model_id)
        contents = plan_state(library, stamp, data_dir, rebuild or not is_whole(library, data_dir, url))
        run.counts.passages = len(contents.passages)
        run.counts.embedded = _encode(library, encoder, contents, progress)
        if contents.id != current_state(library):
            progress(0, 1, "Bygger og prøver indeksen")
            build_state(library, data_dir, contents, stamp, url)
            sweep_states(library, data_dir, url)
            progress(1, 1, "Bygger og prøver indeksen")
    return Outcome(run.counts, tuple(run.refusals), tuple(run.warnings))


def _original_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _take_in_originals(run: _Run, paths: Sequence[Path]) -> None:
    for done, path in enumerate(paths):
        run.progress(done, len(paths), f"Leser {path.name}")
        try:
            _take_in_original(run, path)
        except IndexUnusableError:
            raise  # the store's fault, not the document's
        except TillitskildenError as error:
            run.refusals.append(error)
            run.counts.refused += 1
    run.progress(len(paths), len(paths), "Leser dokumenter")
    _retire_others(run, "original", {path.name for path in paths})


def _take_in_original(run: _Run, path: Path) -> None:
    if path.suffix.lower() not in SUPPORTED_SUFFIXES:
        raise UnsupportedFormat(path.name, SUPPORTED_SUFFIXES)
    try:
        version = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableDocument(path.name, error.strerror or str(error), "Se på filens rettigheter.") from error
    split_id = _split_id(version, path.stem, CHUNKING, run.known_works)

    def make() -> tuple[ReadDocument, SplitDocument]:
        read = read_document(path, path.stem)
        run.warnings.extend(read.warnings)
        return read, split_document(read, list(run.sources.values()))

    _put(run, "original", path.name, version, split_id, make)


def _take_in_notes(run: _Run, notes: Sequence[Note]) -> None:
    for done, note in enumerate(notes):
        run.progress(done, len(notes), "Leser notater")
        version = hashlib.sha256(note.path.read_bytes()).hexdigest()
        split_id = _split_id(version, note.name, NOTE_CHUNKING, run.known_works)
        _put(run, "note", note.name, version, split_id, lambda note=note: _make_note(run, note))  # type: ignore[misc]
    run.progress(len(notes), len(notes), "Leser notater")
    _retire_others(run, "note", {note.name for note in notes})


def _make_note(run: _Run, note: Note) -> tuple[ReadDocument, SplitDocument]:
    return note_document(note, run.sources, split_sentences)


def _put(  # noqa: PLR0913, PLR0917 - what a document is, and how it is made when it has to be
    run: _Run, kind: str, name: str, version: str, split_id: str, make: Callable[[], tuple[ReadDocument, SplitDocument]]
) -> None:
    before = run.before.get((kind, name))
    if before is not None and (before.version, before.split) == (version, split_id):
        run.counts.unchanged += 1
        return
    read, split = make()
    run.library.put_document(kind, read, split, split_id)
    if before is None:
        run.counts.added += 1
    elif before.version == version:  # split anew by other rules or another bibliography; its bytes are the same
        run.counts.unchanged += 1
    else:
        run.counts.changed += 1


def _retire_others(run: _Run, kind: str, names: set[str]) -> None:
    for known, name in run.before:
        if known == kind and name not in names:
            run.library.retire(kind, name)
            run.counts.removed += 1


def _split_id(version: str, source: str, chunking: str, known_works: str) -> str:
    """Name a split by all that decides how it comes out: the bytes, whose they are, our rules, the known works."""
    return hashlib.sha256("\0".join([version, source, FORM, chunking, known_works]).encode()).hexdigest()[:24]


def _encode(library: Library, encoder: PassageEncoder, contents: StateContents, progress: Progress) -> int:
    passages = [passage.encoded for passage in contents.passages]
    sentences = [sentence.text for passage in contents.passages for sentence in passage.sentences]
    return sum(
        _encode_missing(library, encoder, texts, progress, label)
        for texts, label in ((passages, "Lager vektorer for avsnitt"), (sentences, "Lager vektorer for setninger"))
    )


def _encode_missing(
    library: Library, encoder: PassageEncoder, texts: Sequence[str], progress: Progress, label: str
) -> int:
    missing = sorted(library.missing_vectors(encoder.model_id, texts), key=len, reverse=True)
    done = 0

    def show(batch: int, total: int, _: str) -> None:
        progress(done + batch, len(missing), label)

    for some in _chunks(missing):
        library.put_vectors(encoder.model_id, some, encoder.encode_passages(some, show))
        done += len(some)
    return len(missing)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), CHUNK_OF_TEXTS):
        yield texts[start : start + CHUNK_OF_TEXTS]
