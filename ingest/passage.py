"""What is retrieved (Passage) and what is cited (Sentence); not how either is found or stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from ingest.document import Box
from ingest.span import Span
from ingest.voice import Voice


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place that a note paragraph cites: a work, its own page if known, and where it was read.

    `[@bentzen-2016, s. 27; gjengitt i @joner-2022, s. 33]` is
    `CitedPlace("bentzen-2016", ("27",), "joner-2022", ("33",))`;
    `[@joner-2022, s. 59]` is `CitedPlace("joner-2022", ("59",), None, ())`.
    """

    source: str
    pages: tuple[str, ...]
    via: str | None
    via_pages: tuple[str, ...]

    @property
    def read_in(self) -> str:
        """The work whose printed page says it: where it was read, else itself."""
        return self.via or self.source

    @property
    def read_on(self) -> tuple[str, ...]:
        """Pages of `read_in`."""
        return self.via_pages if self.via else self.pages


@dataclass(frozen=True, slots=True)
class Sentence:
    """An exact span that can be quoted.

    Attributes:
        span: its place; `span_text(span, canonical)` is `text`, except for a table row whose `text` was put
            together from cells.
        text: its words.
        block: index of its block in the document.
        section: index of its section in the document.
        voices: who speaks, at least one.
        boxes: rectangles on the PDF page, one per line; empty for other formats.
        citations: for a sentence of a note the places its paragraph cites; empty otherwise.
    """

    span: Span
    text: str
    block: int
    section: int
    voices: tuple[Voice, ...]
    boxes: tuple[Box, ...] = ()
    citations: tuple[CitedPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of one section.

    Attributes:
        id: derived from (version, chunking stamp, span).
        kind: "text", "table" or "note".
        section: index of its section in the document.
        span: from its first sentence to its last, one part per page.
        first, last: indexes of its first and last sentence in the document's sentences (inclusive).
        text: its sentences' text, paragraphs apart by a line break.
        language: "nb", "nn", "sv", "da" or "en".
    """

    id: str
    kind: str
    section: int
    span: Span
    first: int
    last: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class SplitDocument:
    """A document's sentences and passages, in reading order."""

    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


def embedding_text(text: str, section_path: Sequence[str]) -> str:
    """Give what is encoded for a passage: the line of headings above it, then its text.

    >>> embedding_text("Tillit tar tid.", ("5 Drøfting", "5.2 Motstand"))
    '5 Drøfting › 5.2 Motstand\\nTillit tar tid.'
    """
    heading = " › ".join(section_path)
    return f"{heading}\n{text}" if heading else text


def passage_id(version: str, chunking: str, span: Span) -> str:
    """Give the id that follows from the document's version, how it was divided, and the place."""
    places = ";".join(f"{part.page_index}:{part.start}-{part.end}" for part in span)
    return sha256(f"{version}|{chunking}|{places}".encode()).hexdigest()[:24]
