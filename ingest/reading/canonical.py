"""Raw lines become one line of canonical text with a map back; not which lines or hyphens belong in it.

>>> canonicalise("Tillit \\uf0b7  og\\u00a0mot", (Line(0, 16),), ("",)).text
'Tillit • og mot'
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.reading.lines import Line
from ingest.span import JOINED_WORD

BULLET = "•"
_BULLETS = frozenset("\uf0b7\uf0a7\uf076\uf0d8\x00•▪▫●○◦‣■□∙⁃")
_DROPPED = frozenset("\u00ad\u200b\u2060\ufeff\ufffe\uffff")
HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Canonical:
    """Canonical text, where each character starts in the raw text (one entry more), and each line's range."""

    text: str
    raw_offsets: tuple[int, ...]
    line_spans: tuple[tuple[int, int], ...]


def canonicalise(raw: str, lines: Sequence[Line], joints: Sequence[str]) -> Canonical:
    """Put a page's lines together.

    Args:
        raw: the page's raw text.
        lines: those of its lines that belong to the text, in order.
        joints: per line how it meets the next: " " apart, "" close up, "join" close up without its hyphen;
            for the page's last line "", or "join" / "glue" when its last word goes on overleaf.

    Returns:
        The text in NFC, one line, single spaces; `raw_offsets` never falls.
    """
    signs = _Signs()
    for number, (line, joint) in enumerate(zip(lines, joints, strict=True)):
        end = line.end
        while joint == "join" and end > line.start and raw[end - 1] not in HYPHENS:
            end -= 1
        for offset in range(line.start, end - (joint == "join")):
            signs.add(sign_of(raw[offset]), offset, number)
        if joint == " ":
            signs.add(" ", line.end, number)
    signs.trim()
    signs = signs.composed()
    last = lines[-1].end if lines else 0
    spans = signs.spans(len(lines))
    if joints and joints[-1] in ("join", "glue") and spans[-1][1]:
        signs.add(JOINED_WORD, max(signs.offsets[-1], last - 1), len(lines))
        spans = (*spans[:-1], (spans[-1][0], len(signs.text)))
    ends = max([last, *signs.offsets[-1:]])
    return Canonical("".join(signs.text), (*signs.offsets, ends), spans)


def clean(text: str) -> str:
    """Return a piece of text as it will stand in canonical text."""
    return canonicalise(text, (Line(0, len(text)),), ("",)).text


@lru_cache(maxsize=4096)
def sign_of(char: str) -> str:
    """Return what a raw character becomes: itself, a space, a bullet, or nothing."""
    if char in _BULLETS:
        return BULLET
    if char.isspace():
        return " "
    if char in _DROPPED or unicodedata.category(char) in ("Cc", "Cs"):
        return ""
    return char


class _Signs:
    """Characters with where each starts in the raw text and which line it comes from."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.offsets: list[int] = []
        self.owners: list[int] = []

    def add(self, sign: str, offset: int, owner: int) -> None:
        """Put a sign at the end; nothing, and a space after a space or at the start, is left out."""
        if not sign or (sign == " " and (not self.text or self.text[-1] == " ")):
            return
        self.text.append(sign)
        self.offsets.append(offset)
        self.owners.append(owner)

    def trim(self) -> None:
        """Take away a space at the end."""
        if self.text and self.text[-1] == " ":
            self.text.pop()
            self.offsets.pop()
            self.owners.pop()

    def composed(self) -> "_Signs":
        """Return the same in NFC; every character of a composed cluster starts where the cluster starts."""
        if unicodedata.is_normalized("NFC", "".join(self.text)):
            return self
        out = _Signs()
        start = 0
        for end in range(1, len(self.text) + 1):
            if end < len(self.text) and not _boundary("".join(self.text[start:end]), self.text[end]):
                continue
            for sign in unicodedata.normalize("NFC", "".join(self.text[start:end])):
                out.add(sign, self.offsets[start], self.owners[start])
            start = end
        return out

    def spans(self, lines: int) -> tuple[tuple[int, int], ...]:
        """Return each line's range without spaces around it; (0, 0) for a line without signs."""
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for place, (sign, owner) in enumerate(zip(self.text, self.owners, strict=True)):
            if sign != " ":
                starts.setdefault(owner, place)
                ends[owner] = place + 1
        return tuple((starts.get(number, 0), ends.get(number, 0)) for number in range(lines))


def _boundary(before: str, char: str) -> bool:
    """Tell whether composing stops before a character."""
    if char.isascii():
        return True
    if unicodedata.combining(unicodedata.normalize("NFD", char)[0]):
        return False
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", before + char) == apart
