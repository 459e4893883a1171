"""What a system gave for one question, as it is stored and scored; not whether it is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.manner import tells
from app.engine.retrieve import pages_of
from app.engine.values import Answer, Citation, PageRef
from ingest.indexed import IndexedPassage
from ingest.voice import Voice

PAGES_OF_A_NOTE = 2  # a note counts for so many of the pages that it cites (GOLD)


@dataclass(frozen=True, slots=True)
class Found:
    """A ranked passage.

    Attributes:
        id: of the passage in its system.
        source: id of the work that its pages belong to.
        kind: "original" or "note".
        pages: "source:label", the page of its best sentence first where the system knows one.
        text: its words.
    """

    id: str
    source: str
    kind: str
    pages: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation that was shown: its kind, its pages ("source:label"), its words, and who speaks in them."""

    kind: str
    pages: tuple[str, ...]
    quote: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the answer; voices are "author:source" or "reported:source"."""

    text: str
    verdict: str
    voices: tuple[str, ...]
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one system gave for one case.

    Attributes:
        case: id of the case.
        found: ranked passages, best first, at most ten.
        answers: the system answers or abstains; a system that only retrieves does neither.
        abstained: no answer was given.
        sureness: probability by which the system answered or abstained.
        said: the statements of the answer.
        milliseconds: from question to answer; the first question of a run is not warm.
    """

    case: str
    found: tuple[Found, ...]
    answers: bool = False
    abstained: bool = False
    sureness: float = 0.0
    said: tuple[Said, ...] = ()
    milliseconds: float = 0.0


def outcome_of(case: str, answer: Answer) -> Outcome:
    """Take down an answer of the engine."""
    return Outcome(
        case=case,
        found=tuple(found_passage(evidence.passage, evidence.sentence_scores) for evidence in answer.evidence),
        answers=True,
        abstained=answer.abstained,
        sureness=round(answer.sureness, 6),
        said=tuple(
            Said(s.text, s.verdict, _voices(s.voices), tuple(_cited(citation) for citation in s.citations))
            for s in answer.statements
        ),
        milliseconds=round(answer.timing.total, 3),
    )


def found_passage(passage: IndexedPassage, sentence_scores: Sequence[float] = ()) -> Found:
    """Take down a ranked passage; with scores of its sentences the best one's page comes first."""
    pages = [page_key(page) for page in pages_of(passage)]
    if passage.kind == "note":
        return Found(passage.id, passage.source, "note", tuple(pages[:PAGES_OF_A_NOTE]), passage.text)
    if sentence_scores:
        best = max(range(len(sentence_scores)), key=lambda n: (tells(passage.sentences[n].text), sentence_scores[n]))
        nearest = [f"{passage.source}:{label}" for label in passage.sentences[best].labels]
        pages = list(dict.fromkeys([*nearest, *pages]))
    return Found(passage.id, passage.source, "original", tuple(pages), passage.text)


def page_key(page: PageRef) -> str:
    """Name a printed page.

    >>> page_key(PageRef("joner-2022", "59"))
    'joner-2022:59'
    """
    return f"{page.source}:{page.label}"


def _cited(citation: Citation) -> Cited:
    return Cited(
        citation.kind, tuple(page_key(page) for page in citation.pages), citation.quote, _voices(citation.voices)
    )


def _voices(voices: Sequence[Voice]) -> tuple[str, ...]:
    return tuple(f"{voice.kind}:{voice.source}" for voice in voices)
