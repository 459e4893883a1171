"""Which texts are asked -> an engine over just those, in a data folder of its own; asks nothing."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from app.engine.abstain import load_abstention
from app.engine.engine import Engine
from evals.outcome import found_passage
from evals.systems.llama_default import PlainText
from ingest.embedding.encoder import Encoder
from ingest.errors import TillitskildenError
from ingest.indexed import IndexedPassage
from ingest.pipeline import ingest, stamp_for
from ingest.progress import Progress
from ingest.reading import read_document
from ingest.settings import IngestSettings
from ingest.storing import Index, open_index

Sources = Literal["thesis", "notes", "both"]
SOURCES: tuple[Sources, ...] = get_args(Sources)
THESIS = "joner-2022"


@dataclass(frozen=True, slots=True)
class Library:
    """An open library: the engine over it, and its index and encoder themselves."""

    engine: Engine
    index: Index
    encoder: Encoder

    def passages(self) -> list[IndexedPassage]:
        """Give every passage it holds."""
        return self.index.passages(self.index.all_ids())


class ThesisMissing(TillitskildenError):
    """The gold questions are about a document that is not there."""


def prepare(settings: IngestSettings, sources: Sources, encoder: Encoder, progress: Progress) -> Library:
    """Bring a library of the thesis, the notes, or both up to date, and open it.

    The corpus folder itself may hold other documents; they are left out, because the gold does not know them.

    Args:
        settings: of the installation; the library is made below its data folder.
        sources: what the library holds.
        encoder: makes the vectors; what has not changed is not encoded again.
        progress: called with (done, total, label).

    Raises:
        ThesisMissing: it is asked for and not there.
        TillitskildenError: as `ingest` and `open_index` raise.
    """
    folder = settings.data_dir / "evals" / sources
    corpus = _corpus(settings.corpus_dir, folder / "corpus", sources)
    own = replace(settings, corpus_dir=corpus, data_dir=folder / "data", chroma_url="")
    outcome = ingest(own, encoder, progress)
    if outcome.refusals:
        raise outcome.refusals[0]
    index = open_index(own.data_dir, stamp_for(encoder.model_id))
    return Library(Engine(index, encoder, load_abstention()), index, encoder)


def plain_texts(settings: IngestSettings, sources: Sources, passages: Sequence[IndexedPassage]) -> list[PlainText]:
    """Give the same texts as a default index reads them: a printed page at a time, and a note's paragraph at a time."""
    texts: list[PlainText] = []
    if sources != "notes":
        read = read_document(find_thesis(settings.corpus_dir), THESIS)
        texts += [
            PlainText(THESIS, "original", (f"{THESIS}:{page.label}",), page.raw)
            for page in read.pages
            if page.raw.strip()
        ]
    notes = [found_passage(passage) for passage in passages if passage.kind == "note"]
    return [*texts, *(PlainText(note.source, "note", note.pages, note.text) for note in notes)]


def thesis_pages(corpus_dir: Path) -> dict[str, int]:
    """Give the page index of each printed page of the thesis, by "source:label".

    Raises:
        ThesisMissing: it is not there.
    """
    read = read_document(find_thesis(corpus_dir), THESIS)
    return {f"{THESIS}:{page.label}": page.index for page in read.pages}


def find_thesis(corpus_dir: Path) -> Path:
    """Find the thesis: among the documents, or where `TILLITSKILDEN_THESIS_DIR` says.

    Raises:
        ThesisMissing: it is in neither place.
    """
    folders: Sequence[Path] = [corpus_dir / "documents"]
    if given := os.environ.get("TILLITSKILDEN_THESIS_DIR"):
        folders = [Path(given).resolve(), *folders]  # the corpus links to it from elsewhere
    for folder in folders:
        for suffix in (".pdf", ".txt"):
            if (folder / f"{THESIS}{suffix}").is_file():
                return folder / f"{THESIS}{suffix}"
    raise ThesisMissing(
        "Gullspørsmålene handler om Joner (2022), og den masteroppgaven ligger ikke i biblioteket.",
        f"Legg {THESIS}.pdf i corpus/documents, eller still bare notatene: --sources notes",
    )


def _corpus(given: Path, folder: Path, sources: Sources) -> Path:
    """Lay out a corpus of links to the parts that are wanted."""
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "documents").mkdir(parents=True)
    parts = ["references.bib", "outlines", *(["notes"] if sources != "thesis" else [])]
    for part in parts:
        if (given / part).exists():
            (folder / part).symlink_to(given / part)
    if sources != "notes":
        thesis = find_thesis(given)
        (folder / "documents" / thesis.name).symlink_to(thesis)
    return folder
