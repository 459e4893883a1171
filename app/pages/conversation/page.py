"""The conversation page: draws the turns, asks what waits, takes the next question; no rule of answering."""

import streamlit as st

from app import wiring
from app.pages.conversation.question import read_typed
from app.pages.conversation.reply import show_answer
from app.pages.conversation.sidebar import show_sidebar
from app.pages.conversation.turns import Turn, add_question, ask_again, settle, turns
from app.pages.shell.boxes import show_problem, show_refusal
from app.pages.shell.document import ANSWERING, ASKING
from app.pages.shell.markup import element
from app.texts.loader import Interface, interface
from ingest.errors import TillitskildenError

_INPUT = "question"
_REFUSAL = "refusal"


def conversation() -> None:
    """Draw the page."""
    texts = interface()
    st.title(texts.title, anchor=False)
    st.html(element("p", texts.subtitle, kind="subtitle"))
    show_sidebar(wiring.library_size(), texts)
    above = st.container()
    with st.container(key="ask"):  # in a container, or Streamlit would scroll to the end of each answer
        if refusal := st.session_state.pop(_REFUSAL, ""):
            show_refusal(refusal)
        st.chat_input(texts.input_placeholder, key=_INPUT, on_submit=_take_typed)
    with above:
        _show_turns(texts)


def _show_turns(texts: Interface) -> None:
    if not turns():
        _show_examples(texts)
    service = _opened(texts)
    for index, turn in enumerate(turns()):
        _show_turn(index, turn, service, texts)


def _show_turn(index: int, turn: Turn, service: wiring.AskingService | None, texts: Interface) -> None:
    with st.chat_message("user", avatar=ASKING):
        st.html(element("p", turn.question, kind="question"))
    if turn.waits and service is None:
        return
    with st.chat_message("assistant", avatar=ANSWERING):
        if turn.waits and service is not None:
            turn = _answered(index, service, texts)
        if turn.problem is not None:
            show_problem(turn.problem, texts)
            st.button(texts.retry, key=f"retry-{index}", on_click=ask_again, args=(index,))
        elif turn.answer is not None:
            show_answer(turn.answer, turn.sources, texts)


def _answered(index: int, service: wiring.AskingService, texts: Interface) -> Turn:
    question = turns()[index].question
    with st.spinner(texts.searching):
        try:
            return settle(index, Turn(question, service.ask(question), service.sources()))
        except TillitskildenError as error:
            _service.clear()  # what failed may hold a broken index open; the next question opens anew
            return settle(index, Turn(question, problem=error))


def _opened(texts: Interface) -> wiring.AskingService | None:
    try:
        with st.spinner(texts.loading):
            return _service()
    except TillitskildenError as error:
        show_problem(error, texts)
        st.button(texts.retry, key="retry-opening")
        return None


@st.cache_resource(show_spinner=False)
def _service() -> wiring.AskingService:
    return wiring.open_service()


def _show_examples(texts: Interface) -> None:
    st.html(element("p", texts.examples_heading, kind="examples"))
    with st.container(gap="xsmall"):
        for example in texts.examples:
            st.button(example, on_click=add_question, args=(example,))


def _take_typed() -> None:
    typed = read_typed(st.session_state[_INPUT] or "", interface())
    if typed.question:
        add_question(typed.question)
        return
    st.session_state[_REFUSAL] = typed.refusal
    if typed.put_back:
        st.session_state[_INPUT] = typed.put_back
