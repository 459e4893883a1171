"""Text -> analysed words, and words -> the overlapping pieces that lexical search compares."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

WORDS = "2"  # raise it when `analyse` or `pieces` gives something else: the index is then built anew
PIECE = 4  # letters
WORD = re.compile(r"[^\W_]+")
ALGORITHMS = {"nb": "norwegian", "nn": "norwegian", "da": "danish", "sv": "swedish", "en": "english"}
STOP_WORDS = {
    "norwegian": (
        "alle at av bare begge ble blei bli blir blitt både da de dei deira dem den denne der dere deres det dette "
        "di din disse ditt du dykk då eg ein eit eitt eller elles en enn er et ett etter for fordi fra frå før ha "
        "hadde han hans har hennes her ho hos hun hva hvem hver hvilke hvilken hvis hvor hvordan hvorfor i ikke ikkje "
        "ingen inn ja jeg kan kom korleis kor kva kven kvifor kvar kunne man mange me med medan meg mellom men mi min "
        "mitt mot mye mykje når no noe noen noka noko nokon nå og også om opp oss over på samme seg selv si sia siden "
        "sin sine sitt sjøl skal skulle slik so som så til um under ut uten var vart ved verte vi vil ville vore vors "
        "vår være vere være vert å"
    ),
    "danish": (
        "af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter "
        "eller en end er et for fra ham han hans har havde have hende hendes her hos hun hvad hvem hvilke hvilken "
        "hvis hvor hvordan hvorfor i ikke ind jeg jer jo kan kunne man mange med meget men mig min mine mit mod når "
        "ned noget nogle nu og også om op os over på sin sine sit skal skulle som sådan så til ud under var ved vi "
        "vil ville vor være været"
    ),
    "swedish": (
        "alla allt att av blev bli blir blivit de dem den denna deras dess dessa det detta dig din dina ditt du då "
        "där efter ej eller en er era ett från för ha hade han hans har henne hennes hon honom hur här i icke ingen "
        "inom inte jag ju kan kunde man med mellan men mig min mina mitt mot mycket ni nu när någon något några och "
        "om oss på samma sedan sig sin sina sitt ska skall skulle som så sådan till under upp ut utan vad var vara "
        "varför varit vara varje vars vem vi vid vilka vilken vilket vår våra vårt än är åt över"
    ),
    "english": (
        "a about after all also an and any are as at be because been before being between both but by can could did "
        "do does for from had has have he her here him his how i if in into is it its just me more most my no not of "
        "on or our out over she should so some such than that the their them then there these they this those to "
        "under up was we were what when where which who why will with would you your"
    ),
}


def analyse(text: str, language: str) -> list[str]:
    """Give a text's words in order, as lexical search compares them.

    Args:
        text: any text.
        language: "nb", "nn", "sv", "da" or "en"; anything else counts as Bokmål.

    >>> analyse("Kommunens ledere i 2018:38", "nb")
    ['kommun', 'leder', '2018', '38']
    """
    algorithm = ALGORITHMS.get(language, "norwegian")
    stop = _stop_words(algorithm)
    words = (found for found in WORD.findall(unicodedata.normalize("NFC", text).lower()) if found not in stop)
    return [_stem(word, algorithm) for word in words]


def pieces(words: Iterable[str]) -> list[str]:
    """Cut analysed words into overlapping pieces of four letters, their ends marked.

    Parts of a compound, other inflections, Nynorsk, Danish and Swedish forms and misspellings share most of their
    pieces, so no table of variants has to know them (McNamee and Mayfield 2004 on n-grams for European languages).

    >>> pieces(["tillit", "få"])
    ['_til', 'till', 'illi', 'llit', 'lit_', '_få_']
    """
    return [piece for word in words for piece in _pieces(word)]


@lru_cache(maxsize=100_000)
def _pieces(word: str) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(marked[start : start + PIECE] for start in range(max(1, len(marked) - PIECE + 1)))


@lru_cache(maxsize=100_000)
def _stem(word: str, algorithm: str) -> str:
    return str(_stemmer(algorithm).stemWord(word))


@cache
def _stemmer(algorithm: str) -> "Stemmer.Stemmer":
    return Stemmer.Stemmer(algorithm)


@cache
def _stop_words(algorithm: str) -> frozenset[str]:
    return frozenset(STOP_WORDS[algorithm].split())
