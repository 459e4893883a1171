"""What the engine hands to whoever shows it: evidence, citations, statements, answers; no text of the interface."""

from dataclasses import dataclass, field
from typing import Literal

from ingest.document import Box
from ingest.indexed import IndexedPassage
from ingest.span import Span
from ingest.voice import Voice

Verdict = Literal["supported", "weak", "not_found"]


@dataclass(frozen=True, slots=True)
class PageRef:
    """A printed page of a source."""

    source: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found for a question.

    Attributes:
        rank: from 1.
        passage: the passage.
        score: fused score, comparable within one question only.
        sentence_scores: similarity of the question to each of the passage's sentences (cosine).
        pages: the passage's printed pages; for a note the pages its citations name.
    """

    rank: int
    passage: IndexedPassage
    score: float
    sentence_scores: tuple[float, ...]
    pages: tuple[PageRef, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement's words stand.

    Attributes:
        kind: "original" for a printed text, "note" for one of our own notes.
        source, version: which file; for a note `source` is the work whose pages it cites.
        quote: the words, exactly those at `spans`.
        language: of the quote.
        spans: their place in the file's canonical text.
        pages: printed pages; for a note those that its paragraph cites.
        section: section number, or the heading where there is none.
        boxes: rectangles on the PDF page.
        passage: the whole passage, to show around the quote.
        voices: who speaks in the quote.
    """

    kind: Literal["original", "note"]
    source: str
    version: str
    quote: str
    language: str
    spans: Span
    pages: tuple[PageRef, ...]
    section: str
    boxes: tuple[Box, ...]
    passage: IndexedPassage
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the citations it stands on (the first one's quote is its text)."""

    text: str
    verdict: Verdict
    voices: tuple[Voice, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds."""

    encode: float = 0.0
    retrieve: float = 0.0
    answer: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention with the nearest passages.

    Attributes:
        question: as asked.
        resolved_question: as understood (follow-ups made standalone).
        language: of the question: "nb", "nn", "sv", "da" or "en".
        abstained: True when the sources do not answer; `statements` is empty then.
        statements: in the order in which they read.
        evidence: the ten best passages, best first.
        notices: things the reader should know, keys of the interface's texts.
        is_list: True when the statements are items of a list.
        sureness: probability that the sources answer, by which it answered or abstained.
        timing: where the time went.
    """

    question: str
    resolved_question: str
    language: str
    abstained: bool
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]
    notices: tuple[str, ...] = ()
    is_list: bool = False
    sureness: float = 0.0
    timing: Timing = field(default_factory=Timing)
