"""Names and a year as a document writes them -> the id of a work; does not know where in a text they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.source import Source

UNDATED = "udatert"
_YEAR = re.compile(r"\(?\b((?:1[5-9]|20)\d\d)([a-z]?)\)?$")
_FOLDED = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ß": "ss", "’": "'"})
_ALSO = re.compile(r"\s*(?:,|;|&|\bog\b|\band\b|\boch\b)+\s*")


@dataclass(frozen=True, slots=True)
class Form:
    """One way of naming a work: surnames, folded, in order, and the year."""

    names: tuple[str, ...]
    year: str
    work: str


class Works:
    """The works of a bibliography, found by the names and year that a document gives."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = {source.id: source for source in sources}
        self._by_year: dict[str, list[Form]] = {}
        self.literal: dict[str, str] = {}
        for source in self.sources.values():
            for form in _forms(source):
                self._by_year.setdefault(form.year, []).append(form)
            for name in _literal_names(source):
                self.literal.setdefault(name, source.id)

    def find(self, names: Sequence[str], year: str) -> str | None:
        """Return the work that the names and year fit best, allowing for slips in a name; None if none does."""
        wanted = [fold(name) for name in names]
        forms = self._by_year.get(year) or self._by_year.get(year.rstrip("abcdefgh"), [])
        best = max(((_fit(wanted, form.names), form) for form in forms), key=lambda pair: pair[0], default=None)
        if best and best[0] > 0:
            return best[1].work
        if len(wanted) == 1:  # "Dahl og (Berg, 2015)": only the second name was caught
            return next((form.work for form in forms if wanted[0] in form.names), None)
        return None

    def authors(self, work: str) -> int:
        """Return how many authors a work has; a derived id tells by its names."""
        source = self.sources.get(work)
        return len(source.authors) if source and source.authors else max(1, work.count("-"))

    def given_name(self, work: str, word: str) -> bool:
        """Tell whether `word` is in the author field of a work, as a given name is."""
        source = self.sources.get(work)
        return source is not None and word in dict(source.fields).get("author", "").replace(",", " ").split()


def derived_id(names: Sequence[str], year: str, more: bool) -> str:
    """Return the id of a work without an entry: one or two surnames, or the first of more, and the year.

    >>> derived_id(["Jørgensen", "Åse"], "2020", False)
    'jorgensen-ase-2020'
    >>> derived_id(["Buch"], "2014", True)
    'buch-2014'
    """
    kept = names[:1] if more or len(names) > 2 else names
    return "-".join([re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") for name in kept] + [year or UNDATED])


def fold(name: str) -> str:
    """Return a name in lower-case ASCII, a blank after a hyphen left out."""
    text = unicodedata.normalize("NFKD", name.lower().translate(_FOLDED))
    return re.sub(r"-\s+", "-", "".join(sign for sign in text if not unicodedata.combining(sign))).strip(" .,'")


def split_names(text: str) -> list[str]:
    """Return the names of a list as it stands in running text: "Eide, Moe og Dahl"."""
    return [name for name in _ALSO.split(text) if name]


def _forms(source: Source) -> Iterator[Form]:
    if source.authors:
        yield Form(tuple(fold(author) for author in source.authors), source.year, source.id)
    for alias in source.aliases:
        year = _YEAR.search(alias)
        if year:
            names = split_names(alias[: year.start()].strip(" ("))
            yield Form(tuple(fold(name) for name in names), year.group(1) + year.group(2), source.id)


def _literal_names(source: Source) -> Iterator[str]:
    """Yield names that stand for the work without a year: titles and aliases without one."""
    for name in (*source.aliases, source.title):
        if len(name) > 4 and not _YEAR.search(name) and not name.startswith("["):
            yield name


def _fit(wanted: Sequence[str], names: Sequence[str]) -> float:
    """Return how well names as written fit a form: 0 when the first does not fit, more the more of them do."""
    first = _alike(wanted[0], names[0])
    others = [max((_alike(name, known) for known in names), default=0.0) for name in wanted[1:]]
    if not first or not all(others):
        return 0.0
    return first + sum(others) - abs(len(wanted) - len(names)) / 10


def _alike(name: str, known: str) -> float:
    """Return 1 for the same surname, less for one with slips, 0 for another."""
    if name == known:
        return 1.0
    if name in known.split()[-1:] or known in name.split()[-1:]:
        return 0.9
    allowed = 0 if min(len(name), len(known)) < 4 else 1 if min(len(name), len(known)) < 8 else 2
    distance = _distance(name, known, allowed)
    return 0.8 - distance / 10 if distance <= allowed else 0.0


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters to add, drop, change or swap with a neighbour; anything above `most` is too many."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
