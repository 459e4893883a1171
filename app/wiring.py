"""Where the page meets the engine: the environment goes in, something that answers comes out; no screen, no logic."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.engine.values import Answer
from ingest.settings import IngestSettings
from ingest.source import Source

ROOT = Path(__file__).resolve().parent.parent


class AskingService(Protocol):
    """What the page asks; both calls may raise TillitskildenError."""

    def ask(self, question: str) -> Answer:
        """Return the checked answer to a question, or an abstention."""
        ...

    def sources(self) -> Mapping[str, Source]:
        """Return the bibliography by id."""
        ...


@dataclass(frozen=True, slots=True)
class LibrarySize:
    """How many files the library holds."""

    documents: int
    notes: int


def open_service() -> AskingService:
    """Open the engine over the current index; the only thing that tests replace."""
    from app.service import open_service as open_over

    return open_over(_settings())


def library_size() -> LibrarySize:
    """Count the documents and notes that lie in the library's folder."""
    corpus = _settings().corpus_dir
    documents = corpus / "documents"
    names = [path.name for path in documents.iterdir() if path.is_file()] if documents.is_dir() else []
    return LibrarySize(
        documents=sum(not name.startswith(".") for name in names),
        notes=sum(1 for _ in (corpus / "notes").rglob("*.md")),
    )


def _settings() -> IngestSettings:
    return IngestSettings.from_environment(os.environ, ROOT)
