"""A passage becomes markup with the cited sentences marked by their spans; its text is never searched."""

from itertools import groupby

from app.engine.values import Citation, Evidence
from app.labels import Sources, citation_label, evidence_label, page_ranges, printed_in
from app.pages.shell.markup import element, wrapped
from app.texts.loader import Frame
from ingest.indexed import IndexedPassage, IndexedSentence
from ingest.span import Span


def citation_markup(citation: Citation, sources: Sources, frame: Frame) -> str:
    """Return what a citation opens: who says it, where, and the passage with the quoted sentences marked."""
    passage = citation.passage
    same = passage.version == citation.version
    marked = {s.span for s in passage.sentences if same and overlap(s.span, citation.spans)}
    _, pages = printed_in(citation.source, citation.pages)
    who = citation_label(citation, sources, frame)
    missing = "" if marked else element("p", frame.quote_missing, kind="missing")
    return _source(passage, (frame.who, who), pages, frame, missing + _text(passage, marked))


def evidence_markup(evidence: Evidence, sources: Sources, frame: Frame) -> str:
    """Return a passage that was found but not cited: nothing in it is marked."""
    _, pages = printed_in(evidence.passage.source, evidence.pages)
    label = evidence_label(evidence, sources, frame)
    return _source(evidence.passage, (frame.source, label), pages, frame, _text(evidence.passage, set()))


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans of the same document share a character."""
    return any(a.page_index == b.page_index and max(a.start, b.start) < min(a.end, b.end) for a in one for b in other)


def _source(passage: IndexedPassage, first: tuple[str, str], pages: list[str], frame: Frame, text: str) -> str:
    facts = {
        first[0]: first[1],
        frame.printed_page: page_ranges(pages),
        frame.place: " › ".join(passage.section_path),
        (frame.note if passage.kind == "note" else frame.document): passage.name,
    }
    rows = "".join(wrapped("div", element("dt", name) + element("dd", value)) for name, value in facts.items() if value)
    return wrapped("div", wrapped("dl", rows, kind="facts") + text, kind="source", language=frame.language)


def _text(passage: IndexedPassage, marked: set[Span]) -> str:
    paragraphs = "".join(
        wrapped("p", " ".join(_sentence(s, marked) for s in sentences), kind=str(kind).replace("_", "-"))
        for (_, kind), sentences in groupby(passage.sentences, key=lambda s: (s.paragraph, s.kind))
    )
    return wrapped("blockquote", paragraphs, kind="passage", language=passage.language)


def _sentence(sentence: IndexedSentence, marked: set[Span]) -> str:
    return element("mark" if sentence.span in marked else "span", sentence.text)
