"""What is told -> statements with checked citations; chooses no words."""

from collections.abc import Callable, Sequence

from app.engine.candidates import Candidate
from app.engine.compose import Told
from app.engine.values import Citation, PageRef, Statement, Verdict
from ingest.span import Span

QuoteAt = Callable[[str, Span], str | None]
"""Version and span -> the words that stand there in the stored canonical text, or None when there is no such place."""


def make_statements(told: Sequence[Told], quote_at: QuoteAt) -> tuple[Statement, ...]:
    """Turn what is told into statements whose citations have been looked up in the stored text.

    A statement is `supported` and has the words of the first of its citations that stand verbatim at their place;
    citations whose words are not there are left out. Where none stands it is `not_found` and shows what was sought.
    """
    return tuple(_statement(item, quote_at) for item in told)


def _statement(told: Told, quote_at: QuoteAt) -> Statement:
    citations = [cite(candidate) for candidate in told.sentences]
    found = [citation for citation in citations if stands(citation, quote_at)]
    verdict: Verdict = "supported" if found else "not_found"
    shown = tuple(found or citations[:1])
    voices = tuple(dict.fromkeys(voice for citation in shown for voice in citation.voices))
    return Statement(shown[0].quote, verdict, voices, shown)


def stands(citation: Citation, quote_at: QuoteAt) -> bool:
    """Say whether a citation's words stand at its place; a table row's words are put together, so its cells must."""
    there = quote_at(citation.version, citation.spans)
    if there is None:
        return False
    if citation.passage.kind == "table":
        return bool(there.strip())
    return there == citation.quote


def cite(candidate: Candidate) -> Citation:
    """Make the citation of one sentence."""
    passage, sentence = candidate.evidence.passage, candidate.sentence
    return Citation(
        kind="note" if passage.kind == "note" else "original",
        source=passage.source,
        version=passage.version,
        quote=sentence.text,
        language=passage.language,
        spans=sentence.span,
        pages=sentence_pages(candidate),
        section=passage.section_number or (passage.section_path[-1] if passage.section_path else ""),
        boxes=sentence.boxes,
        passage=passage,
        voices=sentence.voices,
    )


def sentence_pages(candidate: Candidate) -> tuple[PageRef, ...]:
    """Give the printed pages of a sentence; of a note's sentence the pages cited for the voices in it."""
    passage, sentence = candidate.evidence.passage, candidate.sentence
    if passage.kind != "note":
        return tuple(PageRef(passage.source, label) for label in sentence.labels)
    speaking = {(voice.source, voice.via) for voice in sentence.voices}
    pages = [
        PageRef(place.read_in, label)
        for place in sentence.citations
        if (place.source, place.via) in speaking
        for label in place.read_on
    ]
    return tuple(dict.fromkeys(pages))
