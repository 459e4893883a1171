"""markers.yaml -> a test for each kind of marker; does not know what a marker leads to."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from re import Pattern

import yaml

_SCANDINAVIAN = ("nb", "nn", "da", "sv")
_QUOTED = re.compile(r"«[^«»]*(?:»|$)|“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")


class Markers:
    """The markers of one language, or of the Scandinavian ones together.

    Every test takes a sentence and looks only outside its quotation marks.
    """

    def __init__(self, words: dict[str, list[str]]) -> None:
        self._first_person = _anywhere(words["first_person"])
        self._opinion = _anywhere(words["opinion"])
        self._claims = _anywhere(words["claims"])
        self._we = _anywhere(words["we"])
        self._plan = _anywhere(words["plan"])
        self._hedge = _anywhere(words["hedge"])
        one = _alternatives(words["one"])
        verbs, several = _alternatives(words["verbs"]), _alternatives(words["several"])
        between = r"(?: (?:også|òg|videre|også|samtidig|också|även|also|both|begge))?"
        follows = r"(?=\s*(?:$|[^\w\s])| (?:at|att|that|om|å|att|ikke|ikkje|inte|også|også|også|videre|not|to)\b)"
        self._several = _compiled(
            rf"(?:^\W*|[,;:] )(?:{several}){between} (?:{verbs})\b|\b(?:{verbs}) (?:{several}){follows}"
        )
        self._one = _compiled(
            rf"(?:^\W*|[,;:] |\b(?:at|og|men|som|that|and|att|och) )(?:{one}){between} (?:{verbs})\b"
            rf"|\b(?:{verbs}) (?:{one})\b"
        )
        self._one_first = _compiled(rf"^\W*(?:{one})\b")
        self._work = _anywhere(words["work"])
        self._own_work = _anywhere(words["own_work"])
        self._going_on = _compiled(rf"^\W*(?:{_alternatives(words['going_on'])})\b")

    def first_person(self, text: str) -> bool:
        """The writer says "I"."""
        return bool(self._first_person.search(unquoted(text)))

    def own_work(self, text: str) -> bool:
        """The study in hand is meant, where nobody else's is being reported."""
        return bool(self._own_work.search(unquoted(text)))

    def opinion(self, text: str) -> bool:
        """The writer says what she thinks."""
        return bool(self._opinion.search(unquoted(text)))

    def claims(self, text: str) -> bool:
        """Somebody is said to say something."""
        return bool(self._claims.search(unquoted(text)))

    def we(self, text: str) -> bool:
        """Somebody says "we"."""
        return bool(self._we.search(unquoted(text)))

    def plan(self, text: str) -> bool:
        """The text speaks of itself."""
        return bool(self._plan.search(unquoted(text)))

    def hedge(self, text: str) -> bool:
        """Somebody guesses."""
        return bool(self._hedge.search(unquoted(text)))

    def one(self, text: str) -> bool:
        """A single author is meant by a pronoun."""
        return bool(self._one.search(unquoted(text)))

    def one_first(self, text: str) -> bool:
        """Such a pronoun opens the sentence."""
        return bool(self._one_first.search(text))

    def several(self, text: str) -> bool:
        """Several authors are meant by a pronoun, and do what authors do."""
        return bool(self._several.search(unquoted(text)))

    def work(self, text: str) -> bool:
        """A work, its people or its findings are meant."""
        return bool(self._work.search(unquoted(text)))

    def going_on(self, text: str) -> bool:
        """The sentence opens with a word that leans on the one before it."""
        return bool(self._going_on.search(text))


def markers_for(language: str) -> Markers:
    """Return the markers for a language code; all but "en" share the Scandinavian ones."""
    return _load(("en",) if language == "en" else _SCANDINAVIAN)


def unquoted(text: str) -> str:
    """Return the text with what stands in quotation marks taken out."""
    return _QUOTED.sub("«»", text)


@cache
def _load(languages: tuple[str, ...]) -> Markers:
    lists = yaml.safe_load((files("ingest.voices") / "markers.yaml").read_text(encoding="utf-8"))
    return Markers({kind: [word for code in languages for word in by[code]] for kind, by in lists.items()})


def _anywhere(words: Iterable[str]) -> Pattern[str]:
    return _compiled(rf"(?<![\w-])(?:{_alternatives(words)})(?![\w-])")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(
        f"(?-i:{word})" if len(word) == 1 and word.isupper() else re.escape(word).replace(r"\*", r"\w*")
        for word in dict.fromkeys(words)
    )


def _compiled(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
