"""The turns of this session, kept in the server's memory alone; not how they are shown or answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from app.engine.values import Answer
from ingest.errors import TillitskildenError
from ingest.source import Source

_TURNS = "turns"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, with what stopped it, or with neither while it waits.

    `sources` is the bibliography as it was when the answer came, so that an old answer keeps its names.
    """

    question: str
    answer: Answer | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    problem: TillitskildenError | None = None

    @property
    def waits(self) -> bool:
        """True until the turn has been answered or stopped."""
        return self.answer is None and self.problem is None


def turns() -> list[Turn]:
    """Return the session's turns, oldest first."""
    kept: list[Turn] = st.session_state.setdefault(_TURNS, [])
    return kept


def add_question(question: str) -> None:
    """Put a question last; it waits for its answer."""
    turns().append(Turn(question))


def settle(index: int, turn: Turn) -> Turn:
    """Put a turn with its answer or its problem in the place of the one that waited."""
    turns()[index] = turn
    return turn


def ask_again(index: int) -> None:
    """Let a turn wait for its answer once more."""
    turns()[index] = Turn(turns()[index].question)


def forget_turns() -> None:
    """End the conversation."""
    st.session_state[_TURNS] = []
