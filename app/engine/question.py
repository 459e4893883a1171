"""A question's text -> what it asks for: language, words, named works, kind; does not look at any source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.engine.markers import load_markers
from app.engine.names import Name, find_names
from ingest.errors import TillitskildenError
from ingest.language import detect_language
from ingest.source import Source
from ingest.storing.words import analyse

MAX_CHARACTERS = 1000
NORWEGIAN = ("nb", "nn")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COMMON_NAME = 4  # letters; a name no longer may be a word ("berg"), and counts only when capitalised


class UnusableQuestion(TillitskildenError):
    """A text that cannot be asked: it has no words, or too many."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        text: as asked, without blanks around it.
        language: "nb", "nn", "sv", "da" or "en".
        tokens: its analysed words, each once, in order.
        works: ids of the works it names by author, and by year if it gives one.
        names: places, capitalised words inside it and numbers, each in all its forms.
        asks_list, asks_author, asks_amount: what kind of answer it wants.
    """

    text: str
    language: str
    tokens: tuple[str, ...]
    works: frozenset[str]
    names: tuple[Name, ...]
    asks_list: bool
    asks_author: bool
    asks_amount: bool


def has_words(text: str) -> bool:
    """Say whether a text has a letter or a digit, and so can be asked."""
    return any(sign.isalnum() for sign in text)


def usable(text: str) -> str:
    """Give a question without blanks around it.

    Raises:
        UnusableQuestion: it has no letter or digit, or more than `MAX_CHARACTERS` characters.
    """
    text = text.strip()
    if not has_words(text):
        raise UnusableQuestion("Jeg finner ingen ord i spørsmålet.", "Skriv det med noen ord.")
    if len(text) > MAX_CHARACTERS:
        raise UnusableQuestion(
            f"Spørsmålet er på {len(text)} tegn, og grensen er {MAX_CHARACTERS}.", "Kort det ned og spør igjen."
        )
    return text


def understand(text: str, sources: Mapping[str, Source]) -> Question:
    """Analyse a question.

    Args:
        text: one question, at most some hundred words.
        sources: the works that it may name.
    """
    text = " ".join(text.split())
    lower, markers = text.lower(), load_markers()
    language = detect_language(text)
    return Question(
        text=text,
        language=language,
        tokens=tuple(dict.fromkeys(analyse(text, language))),
        works=frozenset(_named_works(text, sources)),
        names=find_names(text),
        asks_list=bool(markers.list.search(lower)),
        asks_author=bool(markers.author.search(lower)),
        asks_amount=bool(markers.amount.search(lower)),
    )


def same_tongue(question_language: str, passage_language: str) -> bool:
    """Say whether the words of a question can be expected in a passage: the same language, or both Norwegian."""
    both = {question_language, passage_language}
    return len(both) == 1 or both <= set(NORWEGIAN)


def _named_works(text: str, sources: Mapping[str, Source]) -> list[str]:
    years = set(YEAR.findall(text))
    by_name = [source for source in sources.values() if any(_names(text, author) for author in source.authors)]
    dated = [source.id for source in by_name if source.year in years]
    return dated or [source.id for source in by_name]


def _names(text: str, author: str) -> bool:
    anyhow = re.IGNORECASE if len(author) > COMMON_NAME else 0
    return bool(re.search(rf"(?<!\w){re.escape(author)}(?:s|')?(?!\w)", text, anyhow))
