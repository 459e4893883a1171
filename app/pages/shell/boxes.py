"""Messages in boxes: what went wrong and what mends it, and polite refusals; only shown, never decided here."""

import streamlit as st

from app.pages.shell.markup import element, first_command, sentence_with_code, wrapped
from app.texts.loader import Interface
from ingest.errors import TillitskildenError


def show_problem(error: TillitskildenError, texts: Interface) -> None:
    """Show an error's message and remedy, the command in a code box; no traceback."""
    parts = element("strong", texts.problem_heading) + element("p", error.message)
    command = first_command(error.remedy)
    if error.remedy != command:
        parts += wrapped("p", sentence_with_code(error.remedy))
    if command:
        parts += commands_markup((command,))
    st.html(wrapped("div", parts, kind="problem", role="alert"))


def show_refusal(words: str) -> None:
    """Show why a question was not asked."""
    st.html(wrapped("div", element("p", words), kind="refusal", role="status"))


def commands_markup(commands: tuple[str, ...]) -> str:
    """Return commands as code, one a line."""
    return wrapped("pre", "".join(element("code", command) for command in commands), kind="commands")
