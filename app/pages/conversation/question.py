"""What was typed becomes a question, or a refusal in words; nothing is asked here."""

from dataclasses import dataclass

from app.engine.question import MAX_CHARACTERS, has_words
from app.texts.loader import Interface

MAX_KEPT = 20_000
"""A refused text up to this length is put back into the field."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A question to ask, or why it cannot be asked and the text to put back."""

    question: str = ""
    refusal: str = ""
    put_back: str = ""


def read_typed(text: str, texts: Interface) -> Typed:
    """Tell a question from an empty, wordless or too long text."""
    question = text.strip()
    if not has_words(question):
        return Typed(refusal=texts.no_words)
    if len(question) <= MAX_CHARACTERS:
        return Typed(question=question)
    kept = len(question) <= MAX_KEPT
    words = texts.too_long if kept else texts.too_long_to_keep
    length = f"{len(question):,}".replace(",", " ") if len(question) > 9999 else str(len(question))
    return Typed(refusal=words.format(length=length, limit=MAX_CHARACTERS), put_back=question if kept else "")
