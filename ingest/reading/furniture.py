"""Pages lose their printed numbers and running heads; the numbers become labels. Looks at outer lines only."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading.canonical import clean
from ingest.reading.lines import RawPage

_NUMBER = re.compile(
    r"[-–—|\s]*(?:side|s\.|page|p\.|sid[ae]?n?\.?)?\s*(\d{1,4}|[ivxlc]{1,8})\s*(?:(?:av|of|/)\s*\d{1,4})?[-–—|.\s]*",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NEAR = 3  # pages
_LONGEST_HEAD = 120  # characters
_TIGHT = 6  # pages that must repeat a line which no space parts from the text


def strip_furniture(pages: Sequence[RawPage]) -> list[RawPage]:
    """Return the pages without page numbers and running heads.

    A page that has no label of its own gets its printed number, where a run of pages counts on by one.
    """
    return _without_heads(_without_numbered_heads(_without_numbers(pages)))


def number_value(text: str) -> tuple[str, int] | None:
    """Return ("arabic" or "roman", value) of a line that is a page number and nothing else.

    >>> number_value("- 12 -"), number_value("iv"), number_value("Side 3 av 9"), number_value("12 måneder")
    (('arabic', 12), ('roman', 4), ('arabic', 3), None)
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    word = found[1].casefold()
    if word.isdecimal():
        return "arabic", int(word)
    values = [_ROMAN[letter] for letter in word]
    value = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return "roman", value


def _without_numbers(pages: Sequence[RawPage]) -> list[RawPage]:
    last, first = (_supported(pages, position) for position in (-1, 0))
    numbers, position = (first, 0) if len(first) > len(last) else (last, -1)
    enough = len(numbers) >= 2 and 2 * len(numbers) >= sum(bool(page.lines) for page in pages)
    out = []
    for index, page in enumerate(pages):
        printed = _between(numbers, index) if enough else None
        drop = enough and index in numbers
        if not drop and page.label and page.lines:
            drop = clean(page.text(page.lines[position])) == page.label
        lines = page.lines
        if drop:
            lines = lines[:-1] if position == -1 else lines[1:]
        out.append(replace(page, lines=lines, label=page.label or printed))
    return out


def _supported(pages: Sequence[RawPage], position: int) -> dict[int, tuple[str, int]]:
    """Return the number at a page's first or last line, where a near page counts on from it."""
    found = {
        index: number
        for index, page in enumerate(pages)
        if page.lines and (number := number_value(clean(page.text(page.lines[position]))))
    }
    return {
        index: (kind, value)
        for index, (kind, value) in found.items()
        if any(found.get(index + step) == (kind, value + step) for step in range(-_NEAR, _NEAR + 1) if step)
    }


def _between(numbers: dict[int, tuple[str, int]], index: int) -> str | None:
    """Return the printed label of a page; one inside a run that lacks its number gets the one due."""
    number = numbers.get(index)
    if not number:
        before = max((i for i in numbers if i < index), default=None)
        after = min((i for i in numbers if i > index), default=None)
        if before is None or after is None:
            return None
        kind, value = numbers[before]
        if numbers[after] != (kind, value + after - before):
            return None
        number = kind, value + index - before
    return str(number[1]) if number[0] == "arabic" else roman(number[1])


def roman(value: int) -> str:
    """Return a number in small roman numerals.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    steps = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    out = ""
    for step, sign in steps:
        out += sign * (value // step)
        value %= step
    return out


def _without_numbered_heads(pages: Sequence[RawPage]) -> list[RawPage]:
    """Take away outer lines that hold their page's label beside other words, where many pages have one."""
    out = list(pages)
    for position in (0, -1):
        numbered = [
            index
            for index, page in enumerate(out)
            if len(page.lines) > 1 and _apart(page, position) and _holds_label(page, position)
        ]
        if len(numbered) >= 3 and 3 * len(numbered) >= len(pages):
            for index in numbered:
                lines = out[index].lines[1:] if position == 0 else out[index].lines[:-1]
                out[index] = replace(out[index], lines=lines)
    return out


def _holds_label(page: RawPage, position: int) -> bool:
    words = clean(page.text(page.lines[position])).split()
    return page.label is not None and len(words) > 1 and page.label in (words[0], words[-1])


def _without_heads(pages: Sequence[RawPage]) -> list[RawPage]:
    out = list(pages)
    for position in (0, -1, 0, -1):
        seen: dict[str, list[int]] = defaultdict(list)
        for index, page in enumerate(out):
            if len(page.lines) > 1 and (key := _letters(page.text(page.lines[position]))):
                seen[key + "|" * _apart(page, position)].append(index)
        for key, places in seen.items():
            if len(places) < (3 if key.endswith("|") else _TIGHT):
                continue
            for index in places:
                if any(other != index and abs(other - index) <= _NEAR for other in places):
                    lines = out[index].lines[1:] if position == 0 else out[index].lines[:-1]
                    out[index] = replace(out[index], lines=lines)
    return out


def _apart(page: RawPage, position: int) -> bool:
    """Tell whether space parts the outer lines, up to three, from the text."""
    inner = page.lines[1:4] if position == 0 else page.lines[1:][-3:]
    return any(line.gap for line in inner)


def _letters(text: str) -> str:
    """Return what makes two running heads the same: their letters, whatever number stands beside them."""
    return "" if len(text) > _LONGEST_HEAD else "".join(c for c in text.casefold() if c.isalpha())
