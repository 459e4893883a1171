"""An answer -> the record of `python -m app ask --json`, schema 1; prints nothing."""

from collections.abc import Sequence
from typing import Any

from app.engine.values import Answer, Citation, Evidence, PageRef, Statement
from ingest.errors import TillitskildenError
from ingest.span import Span
from ingest.voice import Voice

SCHEMA = 1


def answer_record(answer: Answer, record_id: str) -> dict[str, Any]:
    """Give the record of an answer; all keys are always there."""
    return {
        "schema": SCHEMA,
        "id": record_id,
        "question": answer.question,
        "resolved_question": answer.resolved_question,
        "language": answer.language,
        "abstained": answer.abstained,
        "answer": None if answer.abstained else answer_text(answer),
        "notices": list(answer.notices),
        "error": None,
        "statements": [_statement(statement) for statement in answer.statements],
        "evidence": [_evidence(found) for found in answer.evidence],
        "timing_ms": {
            "encode": round(answer.timing.encode, 2),
            "retrieve": round(answer.timing.retrieve, 2),
            "answer": round(answer.timing.answer, 2),
            "total": round(answer.timing.total, 2),
        },
    }


def error_record(question: str, record_id: str, error: TillitskildenError) -> dict[str, Any]:
    """Give the record of a question that could not be answered because something is wrong."""
    return {
        "schema": SCHEMA,
        "id": record_id,
        "question": question,
        "resolved_question": question,
        "language": "nb",
        "abstained": True,
        "answer": None,
        "notices": [],
        "error": {"kind": type(error).__name__, "message": error.message, "remedy": error.remedy},
        "statements": [],
        "evidence": [],
        "timing_ms": {"encode": 0.0, "retrieve": 0.0, "answer": 0.0, "total": 0.0},
    }


def answer_text(answer: Answer) -> str:
    """Give the answer's sentences as plain text, a list with one item a line."""
    return ("\n" if answer.is_list else " ").join(statement.text for statement in answer.statements)


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "verdict": statement.verdict,
        "voices": [_voice(voice) for voice in statement.voices],
        "citations": [_citation(citation) for citation in statement.citations],
    }


def _voice(voice: Voice) -> dict[str, Any]:
    return {"kind": voice.kind, "source": voice.source, "via": voice.via}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "kind": citation.kind,
        "source": citation.source,
        "version": citation.version,
        "quote": citation.quote,
        "language": citation.language,
        "spans": _spans(citation.spans),
        "pages": _pages(citation.pages),
        "section": citation.section,
    }


def _evidence(found: Evidence) -> dict[str, Any]:
    passage = found.passage
    return {
        "rank": found.rank,
        "id": passage.id,
        "kind": "note" if passage.kind == "note" else "original",
        "source": passage.source,
        "pages": _pages(found.pages),
        "section": passage.section_number or (passage.section_path[-1] if passage.section_path else ""),
        "score": round(found.score, 4),
        "text": passage.text,
    }


def _spans(span: Span) -> list[dict[str, int]]:
    return [{"page_index": part.page_index, "start": part.start, "end": part.end} for part in span]


def _pages(pages: Sequence[PageRef]) -> list[dict[str, str]]:
    return [{"source": page.source, "label": page.label} for page in pages]
