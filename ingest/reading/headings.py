"""Lines that open sections: numbers that count on from each other, and lone first lines; not what follows them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading.flat import FlatLine, usual_width

Number = tuple[int, ...]

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(\.?)\s+(?=\S)")
_STANDING = re.compile(
    r"(sammendrag|samandrag|resymé|abstract|summary|forord|föreord|preface|takk|innhold(sfortegnelse)?|innleiing|"
    r"innledning|indledning|inledning|konklusjon|litteratur(liste|fortegnelse|henvisninger)?|referanse(r|liste)|"
    r"referenser|references|bibliografi|kilder|kildeliste|vedlegg|appendi(x|ks)|bilag(or)?)\b.{0,30}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(\.\s?){3,}\s*\d+$|…\s*\d+$")
_LONGEST = 140  # characters in a heading
_SKIPPED = 2  # numbers that may be missing between two headings


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines `first` to `last` (inclusive) open a section.

    Attributes:
        number: (5, 2, 1), or None for an unnumbered one.
        skip: characters of the printed number, with its space, before the heading's words.
        level: 1 for the top.
    """

    first: int
    last: int
    number: Number | None
    skip: int
    level: int


def find_headings(lines: Sequence[FlatLine]) -> list[Heading]:
    """Return the headings in reading order.

    Numbered ones form the best chain in which each number follows from the one before it (a child, the next
    sibling, or an ancestor's next sibling); a list's "1.", "2." has no place in such a chain, or is outweighed.
    Unnumbered ones are short lines that stand alone at the top of a page before the first number or after the
    last, or carry a name like "Litteratur", or are set in larger letters in a document without numbers.
    """
    width = usual_width(lines)
    body = body_size(lines)
    numbered = _best_chain(lines, _candidates(lines, width, body))
    taken = {place for heading in numbered for place in range(heading.first, heading.last + 1)}
    edges = (numbered[0].first, numbered[-1].first) if numbered else (len(lines), len(lines))
    lone = [
        Heading(place, place, None, 0, 1)
        for place, line in enumerate(lines)
        if place not in taken and stands_alone(lines, place) and _is_unnumbered(line, place, edges, body)
    ]
    return sorted([*numbered, *lone], key=lambda heading: heading.first)


def is_contents(text: str) -> bool:
    """Tell whether a line belongs to a table of contents: dots, then a page number.

    >>> is_contents("1.1 Vakter . . . . 7"), is_contents("1.1 Vakter")
    (True, False)
    """
    return bool(_CONTENTS.search(text))


def stands_alone(lines: Sequence[FlatLine], place: int) -> bool:
    """Tell whether a line has space before and after it."""
    return lines[place].gap and (place + 1 == len(lines) or lines[place + 1].gap)


def body_size(lines: Sequence[FlatLine]) -> float:
    """Return the height of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_unnumbered(line: FlatLine, place: int, edges: tuple[int, int], body: float) -> bool:
    text = line.text
    if len(text) > 70 or len(text.split()) > 8 or text[-1] in ".,:;?!»" or not text[0].isupper():
        return False
    if _STANDING.fullmatch(text) and line.opens:
        return True
    unnumbered = edges[0] == edges[1]
    if unnumbered and body and line.size >= 1.15 * body:
        return True
    outside = place < edges[0] if not unnumbered else True
    emphasised = not body or line.bold or line.size > 1.05 * body
    return line.opens and outside and emphasised and any(c.isalpha() for c in text) and not line.cells


@dataclass(frozen=True, slots=True)
class _Candidate:
    heading: Heading
    number: Number
    weight: float


def _candidates(lines: Sequence[FlatLine], width: int, body: float) -> list[_Candidate]:
    found = []
    bold_text = sum(line.bold for line in lines) > len(lines) / 3
    for place, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if not match or not (line.gap or (line.bold and not bold_text)):
            continue
        title = line.text[match.end() :]
        if is_contents(line.text):
            continue
        if len(title) > _LONGEST or not (title[0].isupper() or title[0] in "«“\"'") or len(title) < 2:
            continue
        number = tuple(int(part) for part in match[1].split("."))
        if len(number) > 1 and number[-1] == 0:
            number = number[:-1]
        last = _last_line(lines, place, width, body)
        weight = 1.0 + (number[0] < 30) - 2.0 * (number[0] >= 30)
        weight += 2.0 * ("." in match[1]) + 2.0 * (line.bold and not bold_text) + 1.5 * (line.size > 1.05 * body > 0)
        weight += 1.0 * (last + 1 == len(lines) or lines[last + 1].gap)
        weight -= 2.5 * (lines[last].text[-1] in ".,;:") + 1.0 * (bool(match[2]) and "." not in match[1])
        weight -= 4.0 * _in_list(lines, place, last, number)
        found.append(_Candidate(Heading(place, last, number, match.end(), len(number)), number, weight))
    return found


def _last_line(lines: Sequence[FlatLine], place: int, width: int, body: float) -> int:
    """Return the heading's last line: it goes on in the same letters, or in one short line with space after."""
    line = lines[place]
    following = lines[place + 1 : place + 4]
    if not following or following[0].gap or following[0].page != line.page:
        return place
    last = place
    for after in following:
        emphasised = line.bold or line.size > 1.05 * body > 0
        if not emphasised or after.gap or (after.bold, after.size) != (line.bold, line.size):
            break
        last += 1
    if last > place:
        return last
    ends = len(following) < 2 or following[1].gap
    goes_on = ends and len(line.text) > 0.6 * width and line.text[-1] not in ".?!" and len(following[0].text) < width
    return place + 1 if goes_on and not _NUMBERED.match(following[0].text) else place


def _in_list(lines: Sequence[FlatLine], place: int, last: int, number: Number) -> bool:
    """Tell whether the next or the last number of a list stands just below or above, with no text between."""
    if len(number) > 1:
        return False
    for step, other in ((1, number[0] + 1), (-1, number[0] - 1)):
        near = last + 1 if step == 1 else place - 1
        while 0 <= near < len(lines) and abs(near - place) <= 3:
            match = _NUMBERED.match(lines[near].text)
            if match and match[1] == str(other):
                return True
            near += step
    return False


def _best_chain(lines: Sequence[FlatLine], candidates: Sequence[_Candidate]) -> list[Heading]:
    """Return the heaviest chain of candidates whose numbers follow from each other."""
    best: list[tuple[float, int | None]] = []
    for place, candidate in enumerate(candidates):
        start = 0.0 if candidate.number == (1,) else -1.0 if candidate.number[-1] == 1 else -2.0
        total, before = start, None
        for earlier in range(place):
            cost = _cost(candidates[earlier].number, candidate.number)
            if cost is not None and best[earlier][0] - cost > total:
                total, before = best[earlier][0] - cost, earlier
        best.append((total + candidate.weight, before))
    chain: list[Heading] = []
    at = max(range(len(best)), key=lambda place: best[place][0], default=None)
    if at is None or best[at][0] <= 2.0:
        return []
    while at is not None:
        chain.append(candidates[at].heading)
        at = best[at][1]
    return chain[::-1]


def _cost(before: Number, after: Number) -> float | None:
    """Return 0 when a number follows from another, more when some between are missing, None when it cannot.

    >>> _cost((1,), (1, 1)), _cost((5, 2, 3), (5, 3)), _cost((2, 1), (2, 3)), _cost((2, 1), (2, 1)), _cost((1,), (1, 2))
    (0.0, 0.0, 1.5, None, 1.5)
    """
    if len(after) > len(before):
        if after[: len(before)] != before or len(after) > len(before) + 1:
            return None
        missing = after[-1] - 1
    else:
        if after[:-1] != before[: len(after) - 1]:
            return None
        missing = after[-1] - before[len(after) - 1] - 1
    return 1.5 * missing if 0 <= missing <= _SKIPPED else None
