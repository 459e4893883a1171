"""A block's text -> where its sentences stand; does not know pages, sections or voices."""

import re
from collections.abc import Iterator

from ingest.splitting.abbreviations import BEFORE_DIGITS, CLOSING, OPENERS, POINTING

OPENING = "«“„\"'‘([»”"
_STOP = re.compile(
    r"(?P<mark>[.!?…]+)(?P<closers>[»”“\"'’)\]«]*)(?P<gap>\s+|$|(?=[«“]?[A-ZÆØÅÄÖ][^\W\d_]))"
)  # a gap of no width is a blank that the writer forgot
_BRACKET = re.compile(r"\(([^()]{3,200})\)")
_CITATION = re.compile(r"\b(1[5-9]|20)\d\d[a-z]?\b|\bs(?:id)?\.? ?\d|\bpp?\. ?\d|^[a-z0-9-]+\.(?:no|dk|se|com|org)\b")
_NAMED = re.compile(r"[^\W\d]{2,}.*\d{4}")
_TOKEN = re.compile(r"[^\s(\[«“\"]*$")
_WORD = re.compile(r"[^\W\d_]+")
_ENCLOSED = re.compile(r"«[^«»]{1,600}»|“[^“”]{1,600}”|\"[^\"]{1,600}\"|\([^()]{1,400}\)")
_LEAD = re.compile(r"[:;]\s+(?=[«“])")
_AHEAD, _BEHIND = 240, 80  # characters looked at, so that a book in one block takes no longer per sentence


def split_sentences(text: str, language: str = "nb") -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of `text`, in order.

    A sentence neither starts nor ends with a blank, and every character that is no blank is in one. A citation
    in brackets goes with the sentence before it, also when the full stop stands before the bracket.

    Args:
        text: one block: a paragraph or a list item.
        language: "nb", "nn", "da", "sv" or "en"; English alone reads "no. 4" as a number.

    >>> split_sentences("Det står på s. 27. Hvorfor?")
    [(0, 18), (19, 27)]
    """
    stops = sorted({*_stops(text, language), *_forgotten_stops(text)})
    ends = sorted({*stops, *_lead_ins(text, stops)})
    sentences = []
    start = 0
    for end in [*ends, len(text)]:
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            sentences.append((first, first + len(piece.strip())))
        start = end
    return sentences


def _stops(text: str, language: str) -> Iterator[int]:
    """Yield the end of each sentence that a full stop, question mark or ellipsis ends."""
    closed = _closed_positions(text)
    for stop in _STOP.finditer(text):
        end, after = stop.end("closers"), text[stop.end() : stop.end() + _AHEAD]
        if not after or stop.start() in closed:
            continue
        cited = _citation_length(after)
        if cited:
            end = stop.end() + cited
            after = after[cited:].lstrip()
        if not after or _ends(text[max(0, stop.start() - _BEHIND) : stop.start()], stop, after, language, cited > 0):
            yield end


def _ends(before: str, stop: re.Match[str], after: str, language: str, cited: bool) -> bool:
    """Tell whether a sentence ends at `stop`, given what stands before it and after it (and after a citation)."""
    mark = stop["mark"]
    if not _may_open(after):
        return mark == "." and not stop["closers"] and not cited and _small_letter_for_capital(before, after)
    if not before.strip(" " + OPENING) or before.endswith(("(", "[")):
        return False  # "(…)" stands for words left out
    if not stop["gap"]:
        return mark != "." or _blank_forgotten(before, after)
    return mark != "." or bool(stop["closers"]) or not _abbreviates(before, after, language)


def _abbreviates(before: str, after: str, language: str) -> bool:
    """Tell whether the full stop after `before` belongs to an abbreviation, an initial or an ordinal."""
    token = _last_token(before)
    word = token.lower().strip(".,;:-–/")
    if word.isdigit():
        return _is_ordinal(before, token)
    if after[:1].isdigit() and word in BEFORE_DIGITS:
        return language == "en" or word != "no"
    if word in POINTING:
        return not (word == "s" and _opens(after))
    if word in CLOSING or re.fullmatch(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}", word):
        return not after.lstrip(OPENING)[:1].isupper()
    if len(word) == 1 and token.isupper():
        return not _opens(after)
    return False


def _is_ordinal(before: str, token: str) -> bool:
    """Tell "den 3. Mai" and a number that opens the text ("2. Flere møter") from "på side 27. Det"."""
    lead = before[: len(before) - len(token)].split()
    return len(token) <= 2 and (not lead or lead[-1].lower() in {"den", "det", "dei", "de"})


def _may_open(after: str) -> bool:
    """Tell whether a sentence can begin like this: with a capital letter or a digit, after any quotation mark."""
    head = after.lstrip("–—-• " + OPENING)
    return bool(head) and (head[0].isupper() or head[0].isdigit() or not (head[0].isalpha() or head[0] in ",;:.)"))


def _opens(after: str) -> bool:
    word = _WORD.match(after.lstrip(OPENING + "–- "))
    return word is not None and word.group().lower() in OPENERS


def _small_letter_for_capital(before: str, after: str) -> bool:
    """Tell whether a long plain word and one that often opens sentences stand around the stop: "… praksis. dette"."""
    word, token = _WORD.match(after), _last_token(before)
    starts = word is not None and word.group() in {"det", "dette", "jeg", "vi", "man"}
    return starts and len(token) > 4 and token.isalpha()


def _blank_forgotten(before: str, after: str) -> bool:
    """Tell "… slutt.Ny setning" from a name with a point in it ("St.Meld")."""
    token, word = _last_token(before), _WORD.match(after.lstrip(OPENING))
    plain = token.isalpha() and token[1:].islower() and len(token) > 2 and token.lower() not in POINTING | CLOSING
    return bool((plain or token.endswith(")")) and word and len(word.group()) > 1)


def _last_token(before: str) -> str:
    token = _TOKEN.search(before)
    return token.group() if token else ""


def _citation_length(after: str) -> int:
    """Return the length of a citation in brackets, with its full stop, that starts `after`; 0 if there is none."""
    bracket = _BRACKET.match(after)
    if not bracket or not _CITATION.search(bracket.group(1)) or re.match(r"\d{4}", bracket.group(1)):
        return 0
    if len(bracket.group(1).split()) > 14:
        return 0
    return bracket.end() + (after[bracket.end() : bracket.end() + 1] == ".")


def _closed_positions(text: str) -> set[int]:
    """Return positions inside quotations and brackets that the sentence around them goes on after."""
    closed: set[int] = set()
    for part in _ENCLOSED.finditer(text):
        ahead = text[part.end() : part.end() + 3].lstrip()
        behind = text[max(0, part.start() - 3) : part.start()].rstrip()
        opens = not behind or behind[-1] in ".!?…:;"
        goes_on = ahead[:1].islower() or ahead[:1] in (",", ";", ":")
        if not opens and (goes_on or part.group()[0] == "("):
            closed.update(range(part.start(), part.end() - 2))  # the last stop may end the sentence around it
    return closed


def _forgotten_stops(text: str) -> Iterator[int]:
    """Yield the end of citations in brackets that a capital letter follows without a full stop."""
    for bracket in _BRACKET.finditer(text):
        inner, after = bracket.group(1), text[bracket.end() : bracket.end() + _AHEAD]
        if _NAMED.search(inner) and _CITATION.search(inner) and re.match(r"\s+[A-ZÆØÅÄÖ][^\W\d_]*\s", after):
            yield bracket.end()


def _lead_ins(text: str, stops: list[int]) -> Iterator[int]:
    """Yield the end of clauses that lead in a quotation of several sentences ("Hun konkluderer: «Det … . Vi …»")."""
    for lead in _LEAD.finditer(text):
        close = text.find({"«": "»", "“": "”"}[text[lead.end()]], lead.end())
        if close > 0 and any(lead.end() < stop < close for stop in stops):
            yield lead.start() + 1
