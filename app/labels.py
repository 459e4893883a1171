"""Who says it and on which page, in the words of the answer's language; plain text that knows no screen."""

from collections.abc import Mapping, Sequence

from app.engine.values import Citation, Evidence, PageRef, Statement
from app.texts.loader import Frame
from ingest.source import Source
from ingest.voice import Voice

Sources = Mapping[str, Source]


def citation_label(citation: Citation, sources: Sources, frame: Frame) -> str:
    """Return who says it and where, and whether one of our notes tells it.

    "Bentzen (2016), gjengitt i Joner (2022, s. 33)", "Joner (2022, s. 59), forfatterens eget syn",
    "Vårt notat til Joner (2022), s. 59", "Bentzen (2016), gjengitt i vårt notat til Joner (2022), s. 33".
    """
    source, pages = printed_in(citation.source, citation.pages)
    if citation.kind == "note":
        note = note_label(source, pages, sources, frame)
        works = _reported(citation.voices, sources, frame)
        return f"{works}, {frame.reported_in} {note[0].lower()}{note[1:]}" if works else note
    return voices_label(citation.voices, source, pages, sources, frame)


def doubt_label(statement: Statement, frame: Frame) -> str:
    """Return what to say of a statement whose citation does not carry it; empty for one that is supported."""
    return {"weak": frame.weak, "not_found": frame.not_found}.get(statement.verdict, "")


def evidence_label(evidence: Evidence, sources: Sources, frame: Frame) -> str:
    """Return where a passage stands, whoever speaks in it: "Joner (2022, s. 33–34)"."""
    source, pages = printed_in(evidence.passage.source, evidence.pages)
    if evidence.passage.kind == "note":
        return note_label(source, pages, sources, frame)
    return work_label(source, pages, sources, frame)


def printed_in(source: str, pages: Sequence[PageRef]) -> tuple[str, list[str]]:
    """Return the work to name and its pages: `source`, or for a note that cites only other works the first of them."""
    if pages and source not in {page.source for page in pages}:
        source = pages[0].source
    return source, [page.label for page in pages if page.source == source]


def note_label(source: str, pages: Sequence[str], sources: Sources, frame: Frame) -> str:
    """Return what one of our own notes is called, by the pages that it tells of."""
    label = f"{frame.note_on} {work_label(source, (), sources, frame)}"
    return f"{label}, {pages_label(pages, frame)}" if pages else label


def voices_label(voices: Sequence[Voice], read_in: str, pages: Sequence[str], sources: Sources, frame: Frame) -> str:
    """Return who speaks in a sentence of the document `read_in`: the works it reports, then its own author."""
    where = work_label(read_in, pages, sources, frame)
    works = _reported(voices, sources, frame)
    said = [f"{works}, {frame.reported_in} {where}"] if works else []
    if any(voice.kind == "author" for voice in voices):
        said.append(f"{where}, {frame.author_view}")
    return "; ".join(said) or where


def _reported(voices: Sequence[Voice], sources: Sources, frame: Frame) -> str:
    reported = dict.fromkeys(voice.source for voice in voices if voice.kind == "reported")
    works = [work_label(source, (), sources, frame) for source in reported]
    return _joined(works, frame) if works else ""


def work_label(source: str, pages: Sequence[str], sources: Sources, frame: Frame) -> str:
    """Return author, year and pages as in running text: "Joner (2022, s. 59)"; title or id where no author is known."""
    work = sources.get(source)
    if work is None or not work.authors:
        name = (work.title if work else "") or source
        return f"{name} ({pages_label(pages, frame)})" if pages else name
    inside = [work.year or frame.undated, *([pages_label(pages, frame)] if pages else [])]
    return f"{_names(work.authors, frame)} ({', '.join(inside)})"


def pages_label(labels: Sequence[str], frame: Frame) -> str:
    """Return "s. 33", "s. 33–34" or "s. iv, 12"."""
    ranges = page_ranges(labels)
    several = "–" in ranges or "," in ranges
    return f"{frame.pages if several else frame.page} {ranges}"


def page_ranges(labels: Sequence[str]) -> str:
    """Return "33–35, 40": numbers that follow each other become a range."""
    runs: list[list[str]] = []
    for label in dict.fromkeys(labels):
        if runs and label.isdecimal() and runs[-1][-1].isdecimal() and int(label) == int(runs[-1][-1]) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _names(authors: Sequence[str], frame: Frame) -> str:
    return _joined(authors, frame) if len(authors) <= 2 else f"{authors[0]} {frame.et_al}"


def _joined(items: Sequence[str], frame: Frame) -> str:
    *first, last = items
    return f"{', '.join(first)} {frame.and_} {last}" if first else last
