"""A small invented library and its answers: two reports, one note; every value can be read off here."""

from collections.abc import Mapping

from app.engine.values import Answer, Citation, Evidence, PageRef, Statement, Verdict
from ingest.document import BlockKind
from ingest.errors import TillitskildenError
from ingest.indexed import IndexedPassage, IndexedSentence
from ingest.source import Source
from ingest.span import PageSpan, Span
from ingest.voice import Voice

SOURCES = {
    "dahl-2020": Source("dahl-2020", ("Dahl",), "2020", title="Om å slippe taket"),
    "berg-2015": Source("berg-2015", ("Berg", "Lund"), "2015"),
    "ond-2021": Source("ond-2021", ("![x](http://ond.example/l.png) www.ond.example **Ond**",), "2021"),
    "lind-2018": Source("lind-2018", ("Lind",), "2018", language="sv"),
}
BERG_IN_DAHL = Voice("reported", "berg-2015", via="dahl-2020")
DAHL = Voice("author", "dahl-2020")
LIND = Voice("author", "lind-2018")

TALKS = "Ledere som spør før de svarer, får vite mer."
REPORT = "Skjemaene ble færre da avdelingen fikk velge selv."
OPINION = "Jeg tror møtene burde vært kortere."
SWEDISH = "Cheferna behöver tid att lyssna."
NOTE = "Færre skjemaer ga ifølge Berg og Lund (2015) roligere morgener."
HOSTILE = "<img src=x onerror=alert(1)> ![x](http://ond.example/p.png) <b>fet</b>"


def span(page: int, start: int, end: int) -> Span:
    return (PageSpan(page, start, end),)


def sentence(
    text: str, place: Span, *voices: Voice, labels: tuple[str, ...] = (), paragraph: int = 0
) -> IndexedSentence:
    return IndexedSentence(text, place, voices, (), (), labels, paragraph, BlockKind.PARAGRAPH)


def passage(
    *sentences: IndexedSentence, source: str = "dahl-2020", kind: str = "text", language: str = "nb"
) -> IndexedPassage:
    labels = tuple(dict.fromkeys(label for each in sentences for label in each.labels))
    return IndexedPassage(
        id=f"{source}-{kind}",
        kind=kind,
        source=source,
        version=f"version-of-{source}",
        name="hverdag/skjemaer" if kind == "note" else f"{source}.pdf",
        media="note" if kind == "note" else "pdf",
        section_number="4.1",
        section_path=("4 Drøfting", "4.1 Hverdagen"),
        labels=labels,
        span=tuple(part for each in sentences for part in each.span),
        text=" ".join(each.text for each in sentences),
        language=language,
        position=0,
        sentences=sentences,
    )


REPORT_SPAN: Span = (PageSpan(32, 400, 430), PageSpan(33, 0, 20))
DAHL_PASSAGE = passage(
    sentence(TALKS, span(32, 300, 344), DAHL, labels=("33",)),
    sentence(REPORT, REPORT_SPAN, BERG_IN_DAHL, labels=("33", "34")),
    sentence(TALKS, span(33, 30, 74), DAHL, labels=("34",), paragraph=1),  # the same words at another place
    sentence(OPINION, span(33, 80, 115), DAHL, labels=("34",), paragraph=1),
)
LIND_PASSAGE = passage(sentence(SWEDISH, span(4, 0, 32), LIND, labels=("5",)), source="lind-2018", language="sv")
NOTE_PASSAGE = passage(sentence(NOTE, span(0, 0, 62), BERG_IN_DAHL, labels=("33",)), kind="note")
HOSTILE_PASSAGE = passage(
    sentence(HOSTILE, span(0, 0, 70), Voice("author", "ond-2021"), labels=("1",)), source="ond-2021"
)


def cite(place: IndexedPassage, index: int, *labels: str) -> Citation:
    quoted = place.sentences[index]
    return Citation(
        kind="note" if place.kind == "note" else "original",
        source=place.source,
        version=place.version,
        quote=quoted.text,
        language=place.language,
        spans=quoted.span,
        pages=tuple(PageRef(place.source, label) for label in labels or quoted.labels),
        section=place.section_number or "",
        boxes=(),
        passage=place,
        voices=quoted.voices,
    )


def state(*citations: Citation, verdict: Verdict = "supported") -> Statement:
    return Statement(citations[0].quote, verdict, citations[0].voices, citations)


def evidence(rank: int, place: IndexedPassage) -> Evidence:
    pages = tuple(PageRef(place.source, label) for label in place.labels)
    return Evidence(rank, place, 1 / rank, tuple(0.5 for _ in place.sentences), pages)


def answer(question: str, *statements: Statement, language: str = "nb", is_list: bool = False) -> Answer:
    return Answer(question, question, language, False, statements, (evidence(1, DAHL_PASSAGE),), is_list=is_list)


def abstention(question: str, language: str = "nb") -> Answer:
    near = (DAHL_PASSAGE, LIND_PASSAGE, NOTE_PASSAGE, HOSTILE_PASSAGE)
    found = tuple(evidence(rank, place) for rank, place in enumerate(near, start=1))
    return Answer(question, question, language, True, (), found)


SKJEMA = "Hva skjedde med skjemaene?"
LISTE = "Hva sier de om ledere?"
ENGLISH = "What did the leaders need?"
UNKNOWN = "Hva koster et bibliotek?"
HTML_QUESTION = "<script>alert(1)</script> **fet** ![x](http://ond.example/q.png)"

ANSWERS = {
    SKJEMA: answer(
        SKJEMA,
        state(cite(DAHL_PASSAGE, 1), cite(NOTE_PASSAGE, 0)),
        state(cite(DAHL_PASSAGE, 3), verdict="weak"),
        state(cite(DAHL_PASSAGE, 1), verdict="not_found"),
        state(cite(LIND_PASSAGE, 0)),
    ),
    LISTE: answer(LISTE, state(cite(DAHL_PASSAGE, 0)), state(cite(LIND_PASSAGE, 0)), is_list=True),
    ENGLISH: answer(ENGLISH, state(cite(DAHL_PASSAGE, 1)), language="en"),
    UNKNOWN: abstention(UNKNOWN),
    HTML_QUESTION: answer(HTML_QUESTION, state(cite(HOSTILE_PASSAGE, 0))),
}


class FakeService:
    """Answers the questions of `ANSWERS`, abstains on others, fails while `problem` is set."""

    def __init__(self) -> None:
        self.problem: TillitskildenError | None = None
        self.asked: list[str] = []

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        if self.problem:
            raise self.problem
        return ANSWERS.get(question) or abstention(question)

    def sources(self) -> Mapping[str, Source]:
        return SOURCES
