"""An invented library of four passages, and an index and encoder in memory whose vectors are the words' sums."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.engine import Engine
from app.engine.logistic import Logistic
from ingest.document import BlockKind
from ingest.indexed import IndexedPassage, IndexedSentence
from ingest.passage import CitedPlace
from ingest.source import Source
from ingest.span import PageSpan, Span, merge_spans
from ingest.storing import Hit, analyse
from ingest.voice import Voice
from tests.ingest.storing.conftest import vector_of

DAHL = Voice("author", "dahl-2020")
BERG = Voice("reported", "berg-2015", "dahl-2020")
SOURCES = {
    "dahl-2020": Source("dahl-2020", ("Dahl",), "2020", "Ferger"),
    "berg-2015": Source("berg-2015", ("Berg",), "2015", "Skjemaer"),
    "lind-2018": Source("lind-2018", ("Lind",), "2018", "Färjor"),
    "moe-2021": Source("moe-2021", ("Moe", "Torgersen"), "2021", "Havner"),
}
ALWAYS = Logistic((), (), (), (), bias=5.0, threshold=0.5)
NEVER = Logistic((), (), (), (), bias=-5.0, threshold=0.5)
CITED = CitedPlace("berg-2015", ("4",), "dahl-2020", ("34",))


def vector(text: str) -> NDArray[np.float32]:
    """Sum of the directions of a text's analysed words."""
    return vector_of(" ".join(analyse(text, "nb")) or "tom")


def passage(
    name: str,
    texts: Sequence[str],
    voices: Sequence[Voice] = (),
    *,
    kind: str = "text",
    language: str = "nb",
    page: int = 33,
    kinds: Mapping[int, BlockKind] | None = None,
    paragraphs: Sequence[int] | None = None,
) -> IndexedPassage:
    """Make a passage of sentences that follow each other on one page; a note cites berg-2015 on page 34."""
    sentences, start = [], 0
    for n, text in enumerate(texts):
        span = (PageSpan(page, start, start + len(text)),)
        start += len(text) + 1
        sentences.append(
            IndexedSentence(
                text=text,
                span=span,
                voices=(voices[n] if voices else DAHL,),
                boxes=(),
                citations=(CITED,) if kind == "note" else (),
                labels=() if kind == "note" else (str(page),),
                paragraph=paragraphs[n] if paragraphs else 0,
                kind=(kinds or {}).get(n, BlockKind.PARAGRAPH),
            )
        )
    return IndexedPassage(
        id=name,
        kind=kind,
        source="dahl-2020",
        version="v-" + name,
        name=name,
        media="note" if kind == "note" else "text",
        section_number=None if kind == "note" else "2.1",
        section_path=("2 Ferger", "2.1 Vakter"),
        labels=("34",) if kind == "note" else (str(page),),
        span=merge_spans([sentence.span for sentence in sentences]),
        text=" ".join(texts),
        language=language,
        position=0,
        sentences=tuple(sentences),
    )


class MemoryIndex:
    """The passages given, searched exactly."""

    def __init__(self, passages: Sequence[IndexedPassage]) -> None:
        self.held = {p.id: p for p in passages}

    def search_vector(self, wanted: NDArray[np.float32], k: int) -> list[Hit]:
        hits = [Hit(p.id, float(vector(p.text) @ wanted)) for p in self.held.values()]
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def search_words(self, tokens: Sequence[str], k: int) -> list[Hit]:
        hits = [Hit(p.id, float(len(set(tokens) & set(analyse(p.text, p.language))))) for p in self.held.values()]
        return sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)[:k]

    def passages(self, ids: Sequence[str]) -> list[IndexedPassage]:
        return [self.held[name] for name in ids]

    def sentence_vectors(self, name: str) -> NDArray[np.float32]:
        return np.stack([vector(sentence.text) for sentence in self.held[name].sentences])

    def sources(self) -> Mapping[str, Source]:
        return SOURCES

    def quote_at(self, version: str, span: Span) -> str | None:
        for held in self.held.values():
            for sentence in held.sentences:
                if held.version == version and sentence.span == span:
                    return sentence.text
        return None


class WordEncoder:
    """Encodes questions as the index encodes passages."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([vector(text) for text in texts])


def engine(passages: Sequence[IndexedPassage], abstention: Logistic = ALWAYS) -> Engine:
    """Put an engine over passages."""
    return Engine(MemoryIndex(passages), WordEncoder(), abstention)


ROSTER = passage(
    "vakter",
    [
        "Hvem setter opp vaktene på fergene?",
        "I dette kapittelet vil jeg presentere vaktene på fergene.",
        "Mannskapet på fergene setter selv opp vaktene sine.",
        "Dette gir mannskapet på fergene roligere morgener.",
        "Etter mitt syn bør vaktene henge i salongen.",
    ],
)
FORMS = passage(
    "skjemaer",
    [
        "Berg (2015) fant at skjemaene om bord ble færre.",
        "Hun mener at færre skjemaer gir mer tid til passasjerene.",
        "Skjemaene ble fylt ut på broen hver eneste kveld.",
    ],
    [BERG, BERG, DAHL],
    page=35,
)
NOTE = passage("notat", ["Skjemaene om bord ble færre, fant Berg (2015)."], [BERG], kind="note", page=0)
SWEDISH = passage("svensk", ["Lind (2018) säger att färjorna går varje timme."], language="sv", page=40)


@pytest.fixture
def library() -> list[IndexedPassage]:
    return [ROSTER, FORMS, NOTE, SWEDISH]
