"""A text -> its language among nb, nn, sv, da and en; does not know what the text is for."""

import re
from functools import cache
from typing import Any

LANGUAGES = ("nb", "nn", "sv", "da", "en")

_KEYWORDS = 3  # so few words, and none of them a function word, are keywords
_MARGIN = 0.5  # another language must beat Bokmål by half a function word
_SCRIPTS = {"nb": "no", "nn": "no"}  # the identifier has one Norwegian
_SAMPLE = 1000

_FUNCTION_WORDS = {
    "nb": """at av bare ble blir da de dem den det dette du eller en enn er et etter fra flere for gjennom har hun hva
        hvem i hvilke hvilken hvis hvor hvordan hvorfor ikke jeg kan man med mellom men mer mye noe noen når og også om
        på seg selv sier skal slik som til uten ut være vi viktigste vil å""",
    "nn": """at av berre blei blir då dei deira den denne det dette du eg ein eit eller enn er etter frå fleire for
        gjennom gjer gjere har ho i ikkje kan kor korleis kva kven kvifor kvar med meir mellom men mykje noko nokon når
        og også om på seg seier sjølv skal slik som til utan ut vere vert vi viktigaste vil å""",
    "da": """af bare blev bliver da de dem den der det dette du efter eller en end er et flere for fra gennem har hun
        hvad hvem hvilke hvilken hvis hvor hvordan hvorfor hvornår i ikke jeg kan kun man med mellem men mere meget
        nogen noget nogle når og også om på sig selv siger skal som sker til uden ud være vi vigtigste vil ville at""",
    "sv": """alla att av bara blev blir då de den denna det detta du efter eller en enligt ett för från fler flera
        genom han har hon hur i inte jag kan man med mellan men mer mycket måste någon något några när och också om på
        sig själv ska som till under utan ut vad varför vara varje vem vi vid viktigaste vilka vilken vill vilket är""",
    "en": """a about all an and are as at be been between but by can could did do does for from has have how i if in is
        it its more most my not of on or our should than that the their there these they this to was we were what when
        where which who why will with without would you your""",
}
"""Words that hold sentences together; one that several languages share votes for each of them."""

_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str:
    """Return "nb", "nn", "sv", "da" or "en"; keywords and close calls are "nb".

    Function words vote, py3langid's probability counts as up to two more of them. Under 1 ms a call for a
    question, after the first call has loaded the model.

    >>> detect_language("Korleis kan ein leie med tillit?")
    'nn'
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    votes = {language: sum(word in known for word in words) for language, known in _vocabulary().items()}
    if len(words) <= _KEYWORDS and not any(votes.values()):
        return "nb"
    likely = dict(_identifier().rank(sample))
    scores = {language: votes[language] + 2 * likely[_SCRIPTS.get(language, language)] for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: scores[language])
    return best if scores[best] >= scores["nb"] + _MARGIN else "nb"


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["no", "sv", "da", "en"])
    return identifier
