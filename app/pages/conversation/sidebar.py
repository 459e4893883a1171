"""Beside the conversation: what answers stand on, how documents are added, and the way to end it."""

import streamlit as st

from app.pages.conversation.turns import forget_turns, turns
from app.pages.shell.boxes import commands_markup
from app.pages.shell.markup import element
from app.texts.loader import Interface
from app.wiring import LibrarySize


def show_sidebar(size: LibrarySize, texts: Interface) -> None:
    """Fill the sidebar."""
    with st.sidebar:
        st.html(_part(texts.standing_heading, texts.standing, size_text(size, texts)))
        st.html(_part(texts.adding_heading, texts.adding) + commands_markup(texts.adding_commands))
        st.html(_part(texts.conversation_heading, texts.conversation_privacy))
        st.button(texts.delete_conversation, disabled=not turns(), on_click=_delete, args=(texts,), width="stretch")


def size_text(size: LibrarySize, texts: Interface) -> str:
    """Return "I biblioteket: 1 dokument og 16 notater."."""
    documents = _counted(size.documents, texts.documents_none, texts.documents_one, texts.documents_many)
    notes = _counted(size.notes, texts.notes_none, texts.notes_one, texts.notes_many)
    return texts.library_size.format(documents=documents, notes=notes)


def _counted(count: int, none: str, one: str, many: str) -> str:
    return (none, one)[count] if count < 2 else many.format(count=count)


def _delete(texts: Interface) -> None:
    forget_turns()
    st.toast(texts.conversation_deleted)


def _part(heading: str, *paragraphs: str) -> str:
    return element("h2", heading, kind="side-heading") + "".join(element("p", text, kind="side") for text in paragraphs)
