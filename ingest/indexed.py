"""Passages and sentences as the open index hands them out: complete values, no handles to a database."""

from dataclasses import dataclass

from ingest.document import BlockKind, Box
from ingest.passage import CitedPlace, embedding_text
from ingest.span import Span
from ingest.voice import Voice


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """A sentence that can be quoted.

    Attributes:
        text, span, voices, boxes, citations: as in `ingest.passage.Sentence`.
        labels: printed labels of the pages that the span touches, in page order; empty where there are none.
        paragraph: index of its block in the document; equal for sentences of one paragraph.
        kind: what its block is.
    """

    text: str
    span: Span
    voices: tuple[Voice, ...]
    boxes: tuple[Box, ...]
    citations: tuple[CitedPlace, ...]
    labels: tuple[str, ...]
    paragraph: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage of the current state.

    Attributes:
        id: stable id of the passage.
        kind: "text", "table" or "note".
        source: id in references.bib; for a note the work that its first citation was read in
            (`via` if there is one), so that the pages of a note belong to that source.
        version: SHA-256 of the file.
        name: the file's name; for a note its path below corpus/notes without ".md".
        media: "pdf", "text", "markdown" or "note".
        section_number: "5.2.1" or None.
        section_path: headings from the top; for a note its title alone.
        labels: printed labels of the pages it touches; for a note the pages that its paragraph's citations
            name in `source`.
        span, text, language: as in `ingest.passage.Passage`.
        position: place in its document, in reading order.
        sentences: in reading order.
    """

    id: str
    kind: str
    source: str
    version: str
    name: str
    media: str
    section_number: str | None
    section_path: tuple[str, ...]
    labels: tuple[str, ...]
    span: Span
    text: str
    language: str
    position: int
    sentences: tuple[IndexedSentence, ...]

    @property
    def encoded(self) -> str:
        """The text that its vector stands for: where it belongs, then what it says."""
        return embedding_text(self.text, self.section_path)
