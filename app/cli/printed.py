"""An answer -> the text that the terminal shows: numbered statements, then the sources; prints nothing."""

import textwrap
from collections.abc import Iterator, Mapping

from app.engine.values import Answer, Citation
from app.labels import citation_label, doubt_label, evidence_label
from app.texts.loader import Frame, frame
from ingest.source import Source

WIDTH = 100
NEAREST = 3
SHORTENED = 300


def printed_answer(answer: Answer, sources: Mapping[str, Source]) -> str:
    """Give the whole answer as lines; an abstention with the nearest passages."""
    words = frame(answer.language)
    lines = _abstention(answer, sources, words) if answer.abstained else _statements(answer, sources, words)
    return "\n".join(lines)


def _statements(answer: Answer, sources: Mapping[str, Source], words: Frame) -> Iterator[str]:
    numbers: dict[Citation, int] = {}
    for statement in answer.statements:
        marks = "".join(f"[{numbers.setdefault(citation, len(numbers) + 1)}]" for citation in statement.citations)
        doubt = doubt_label(statement, words)
        verdict = f" ({doubt})" if doubt else ""
        start = "– " if answer.is_list else ""
        yield textwrap.fill(f"{start}{statement.text} {marks}{verdict}", WIDTH, subsequent_indent=" " * len(start))
    yield ""
    for citation, number in numbers.items():
        section = " › ".join(citation.passage.section_path)
        yield f"[{number}] {citation_label(citation, sources, words)}" + (f" – {section}" if section else "")


def _abstention(answer: Answer, sources: Mapping[str, Source], words: Frame) -> Iterator[str]:
    yield words.abstention
    if answer.evidence:
        yield words.nearest
    for found in answer.evidence[:NEAREST]:
        yield f"• {evidence_label(found, sources, words)} – {' › '.join(found.passage.section_path)}"
        start = textwrap.shorten(found.passage.text, SHORTENED, placeholder=" …")
        yield textwrap.fill(start, WIDTH, initial_indent="  ", subsequent_indent="  ")
