"""One answer on the screen: its statements and the passages behind them, or an abstention with the nearest ones."""

import logging
import textwrap

import streamlit as st

from app.engine.values import Answer
from app.labels import Sources, citation_label, evidence_label
from app.pages.answer.numbers import number_citations
from app.pages.answer.passages import citation_markup, evidence_markup
from app.pages.answer.statements import statements_markup
from app.pages.shell.markup import element, plain_label
from app.texts.loader import Frame, Interface, frame

NEAREST = 3
QUOTED = 60  # characters of a quotation that tell it from another on the same page
_log = logging.getLogger(__name__)


def show_answer(answer: Answer, sources: Sources, texts: Interface) -> None:
    """Show an answer in the frame of its question's language."""
    words = frame(answer.language)
    if answer.resolved_question.split() != answer.question.split():
        st.html(element("p", f"{texts.understood_as} {answer.resolved_question}", kind="understood"))
    for key in answer.notices:
        _show_notice(key, texts)
    if answer.abstained:
        _show_abstention(answer, sources, words)
    else:
        _show_statements(answer, sources, words)


def _show_statements(answer: Answer, sources: Sources, words: Frame) -> None:
    numbering = number_citations(answer.statements)
    st.html(statements_markup(answer, numbering, sources, words))
    with st.container(gap="xsmall"):
        for number, citation in enumerate(numbering.citations, start=1):
            label = f"{words.source} {number}: {citation_label(citation, sources, words)} – {_start(citation.quote)}"
            with st.expander(plain_label(label)):
                st.html(citation_markup(citation, sources, words))


def _show_abstention(answer: Answer, sources: Sources, words: Frame) -> None:
    nearest = answer.evidence[:NEAREST]
    lead = element("p", words.nearest, kind="nearest", language=words.language) if nearest else ""
    st.html(element("p", words.abstention, kind="abstention", language=words.language) + lead)
    with st.container(gap="xsmall"):
        for number, evidence in enumerate(nearest, start=1):
            with st.expander(plain_label(f"{words.passage} {number}: {evidence_label(evidence, sources, words)}")):
                st.html(evidence_markup(evidence, sources, words))


def _start(quote: str) -> str:
    return f"«{textwrap.shorten(quote, QUOTED, placeholder=' …')}»"


def _show_notice(key: str, texts: Interface) -> None:
    if key in texts.notices:
        st.html(element("p", texts.notices[key], kind="notice"))
    else:
        _log.warning("the interface has no words for the notice %r", key)
