"""Finds the lines that belong to figures: their captions and the words inside them; not what they show."""

import re
from collections.abc import Collection, Sequence

from ingest.reading.flat import FlatLine
from ingest.reading.headings import is_contents

_CAPTION = re.compile(
    r"(fig(ur|ure)?|tab(ell|le)?|bilde|billede|bild|diagram|graf|illustrasjon)\.?\s*\d+", re.IGNORECASE
)
_ENDED = re.compile(r"[.?!:;,»”\")\]]$")
_SENTENCE_END = re.compile(r"[.?!:;][»”\")\]]*$")
_MARK = re.compile(r"[•·*–—-]|\d{1,2}[.)]\s")


def is_caption(text: str) -> bool:
    """Tell whether a line opens a caption.

    >>> is_caption("Figur 1. Tre lag"), is_caption("Fig.3 Utdrag"), is_caption("Figuren viser")
    (True, True, False)
    """
    return bool(_CAPTION.match(text))


def figure_words(lines: Sequence[FlatLine], taken: Collection[int], width: int) -> set[int]:
    """Return the places of captions, of words inside figures, and of a table of contents.

    A caption opens a group of lines and runs to the group's end. Words inside a figure are short lines without
    an end mark: a group right before a caption, or two or more that close a page after a full line or stand
    between space.
    """
    found = {place for place, line in enumerate(lines) if place not in taken and is_contents(line.text)}
    for group in _groups(lines, {*taken, *found}):
        if is_caption(lines[group[0]].text):
            found.update(group)
            before = _group_before(lines, group[0], taken)
            if len(before) <= 4 and all(_label(lines[place], 0.85 * width) for place in before):
                found.update(before)
            continue
        tail = _tail(lines, group, width)
        if len(tail) >= 2 and (len(tail) < len(group) or not _sentence(lines, tail)):
            found.update(tail)
    return found


def _groups(lines: Sequence[FlatLine], taken: Collection[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for place, line in enumerate(lines):
        if place in taken:
            continue
        if line.gap or not groups or groups[-1][-1] != place - 1:
            groups.append([])
        groups[-1].append(place)
    return groups


def _group_before(lines: Sequence[FlatLine], place: int, taken: Collection[int]) -> list[int]:
    group: list[int] = []
    while place > 0 and place - 1 not in taken and lines[place - 1].page == lines[place].page:
        place -= 1
        group.insert(0, place)
        if lines[place].gap:
            break
    return group


def _tail(lines: Sequence[FlatLine], group: Sequence[int], width: int) -> list[int]:
    """Return the short lines that close a group, if the line before them is full or has ended."""
    at = len(group)
    while at > 0 and _fragment(lines[group[at - 1]], 0.45 * width):
        at -= 1
    tail = list(group[at:])
    if not tail or not lines[tail[0]].text[0].isupper():
        return []
    full = at == 0 or len(lines[group[at - 1]].text) > 0.7 * width or bool(_ENDED.search(lines[group[at - 1]].text))
    return tail if full else []


def _sentence(lines: Sequence[FlatLine], tail: Sequence[int]) -> bool:
    """Short lines that all go on in small letters are one text, not labels."""
    return all(lines[place].text[0].islower() for place in tail[1:])


def _label(line: FlatLine, width: float) -> bool:
    return len(line.text) <= width and not _SENTENCE_END.search(line.text) and not _MARK.match(line.text)


def _fragment(line: FlatLine, width: float) -> bool:
    return len(line.text) <= width and not _ENDED.search(line.text) and not _MARK.match(line.text)
