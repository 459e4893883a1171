"""A sentence -> the works it names, and how; does not know who speaks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.voices.works import Works, derived_id, fold, split_names

_CAPITAL = "A-ZÆØÅÄÖÉÜ"
_NAME = rf"[{_CAPITAL}][^\W\d_]+(?:['’][^\W\d_]+|-\s?[{_CAPITAL}][^\W\d_]+)*"
_PERSON = rf"(?:[{_CAPITAL}]\.\s?)*{_NAME}(?:\s(?:[{_CAPITAL}]\.|{_NAME})){{0,3}}"
_AND = r"(?:\s?,\s?(?:og\s|and\s|och\s|&\s?)?|\s(?:og|and|och|&)\s|\s?&\s?)"
_MORE = r"(?:,?\s(?:m\.?\s?fl\.?|mfl\.?|et\sal\.?|med\sflere|med\sflera))"
_PEOPLE = rf"(?P<people>{_PERSON}(?:{_AND}{_PERSON})*)(?P<more>{_MORE}?)"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?(?![\d:/])|u\.å\.|n\.d\.|udatert|udateret|odaterad"
_CITE = re.compile(
    rf"(?<![\w-]){_PEOPLE}(?:\ssin[et]?|\ssitt)?(?P<gap>,?\s?\(?)(?P<years>(?:{_YEAR})(?:(?:\s?,\s?|\s(?:og|and|och|&)\s|\)\s(?:og|and|och|&)\s)\(?(?:{_YEAR}))*)"
)
_BODY = re.compile(rf"[(;]\s?(?P<body>[{_CAPITAL}][^,;()\d]{{3,60}}),?\s(?P<years>{_YEAR})")
_ONE_YEAR = re.compile(_YEAR)
_LISTED = re.compile(rf"(?<![\w-])(?P<people>{_PERSON}(?:{_AND}{_PERSON})*)")
_PAGES = re.compile(
    r"\((?:ibid\.?|sst\.?|smst\.?|a\.a\.)?,?\s?(?:s(?:id)?\.?|pp?\.)\s?\d[\d\s,–-]*\)|\((?:ibid|sst|smst)\.?\)"
)
_NOT_NAMES = """
    januar februar mars april mai juni juli august september oktober november desember december maj januari februari
    january february march may june july october høsten våren sommeren vinteren efteråret foråret hösten autumn spring
    norge noreg danmark sverige oslo københavn stockholm figur fig tabell tabel table figure kapittel kapitel chapter
    lov prop meld sou nou siden sidan sedan since perioden året
"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A work named in a sentence: where, and whether in a bracket after what it supports."""

    start: int
    end: int
    work: str
    bracket: bool


class Mentions:
    """Finds the works that a document names.

    Args:
        works: the bibliography.
        texts: the document's sentences and headings, by which a surname without a year is understood.
        own: id of the document itself, which it does not report.
    """

    def __init__(self, works: Works, texts: Iterable[str], own: str) -> None:
        self._works = works
        self._own = own
        self._literal = _literal_pattern(works.literal)
        self._surnames: dict[str, Counter[str]] = {}
        lower: set[str] = set()
        for text in texts:
            lower.update(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
            for _, _, names, work, _ in self._dated(text):
                self._surnames.setdefault(fold(names[0]).split()[-1], Counter())[work] += 1
        common = {fold(word) for word in lower}
        self._surnames = {name: works for name, works in self._surnames.items() if name not in common}

    def find(self, text: str, recent: list[str]) -> list[Mention]:
        """Return the works named in `text`, in order.

        Args:
            text: a sentence.
            recent: works named before in the section, the latest last.
        """
        brackets = _brackets(text)
        found = [Mention(start, end, work, _within(start, brackets)) for start, end, _, work, _ in self._dated(text)]
        found += [
            Mention(hit.start(), hit.end(), self._works.literal[hit.group()], _within(hit.start(), brackets))
            for hit in (self._literal.finditer(text) if self._literal else ())
        ]
        found += list(self._undated(text, found, recent, brackets))
        listed = [m for m in found if m.work in self._works.sources]
        kept = [m for m in found if m in listed or not any(_overlap(m, other) for other in listed)]
        return sorted((m for m in kept if m.work != self._own), key=lambda mention: mention.start)

    def _dated(self, text: str) -> Iterator[tuple[int, int, list[str], str, bool]]:
        """Yield start, end, names, work and whether it is known, for each name with a year."""
        taken = []
        for cite in _CITE.finditer(text):
            people, more = split_names(cite["people"]), bool(cite["more"])
            enclosed = "(" in cite["gap"] or _within(cite.start(), _brackets(text))
            for year in _ONE_YEAR.findall(cite["years"]):
                found = self._resolve(people, year, more)
                if found is None and enclosed:
                    found = _unknown(people, year, more)
                if found:
                    taken.append((cite.start(), cite.end()))
                    yield cite.start(), cite.end(), found[0], found[1], True
        for body in _BODY.finditer(text):
            if not any(start < body.end() and body.start() < end for start, end in taken):
                names = [body["body"].strip()]
                work = self._works.find(names, body["years"]) or derived_id(names, body["years"], False)
                yield body.start("body"), body.end(), names, work, False

    def _resolve(self, people: list[str], year: str, more: bool) -> tuple[list[str], str] | None:
        """Find the work among the people before a year, leaving out words before the first name."""
        for first in range(len(people)):
            words = people[first].split()
            for skipped in range(len(words)):
                names = [" ".join(words[skipped:]), *people[first + 1 :]]
                work = self._works.find(names, year)
                work = work or self._works.find([_surname(name) for name in names], year)
                if work:
                    return names, work
        return None

    def _undated(
        self, text: str, found: list[Mention], recent: list[str], brackets: list[tuple[int, int]]
    ) -> Iterator[Mention]:
        """Yield surnames without a year that the document elsewhere gives a year."""
        for listed in _LISTED.finditer(text):
            if any(m.start < listed.end() and listed.start() < m.end for m in found):
                continue
            for name in split_names(listed["people"]):
                words = name.split()
                known = self._surnames.get(fold(words[-1])) or self._surnames.get(fold(words[-1]).rstrip("s'"))
                work = self._choose(known, words, recent) if known else None
                if work:
                    yield Mention(listed.start(), listed.end(), work, _within(listed.start(), brackets))
                    break

    def _choose(self, known: Counter[str], words: list[str], recent: list[str]) -> str:
        for word in words[:-1]:
            for work in known:
                if self._works.given_name(work, word):
                    return work
        latest = [work for work in reversed(recent) if work in known]
        return latest[0] if latest else known.most_common(1)[0][0]


def page_alone(text: str) -> bool:
    """Tell whether the sentence cites a page and no work: "(s. 36)", "(ibid.)"."""
    return bool(_PAGES.search(text))


def _unknown(people: list[str], year: str, more: bool) -> tuple[list[str], str] | None:
    names = [_surname(name) for name in people]
    if any(name.lower() in _NOT_NAMES.split() for name in names):
        return None
    return names, derived_id(
        names, _ONE_YEAR.sub(lambda hit: hit.group() if hit.group()[0] in "12" else "", year), more
    )


def _surname(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.rsplit(maxsplit=1)[-1])


def _literal_pattern(literal: Iterable[str]) -> re.Pattern[str] | None:
    names = "|".join(re.escape(name) for name in sorted(literal, key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{names})(?!\w)") if names else None


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _brackets(text: str) -> list[tuple[int, int]]:
    return [hit.span() for hit in re.finditer(r"\([^()]*(?:\)|$)", text)]


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < position < end for start, end in spans)
