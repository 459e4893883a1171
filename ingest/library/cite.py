"""Pandoc citations in a note -> cited places; knows nothing of the note around them."""

import re
from collections.abc import Iterator

from ingest.passage import CitedPlace

GROUP = re.compile(r"\[([^\[\]]*@[^\[\]]*)\]")
ITEM = re.compile(r"(?P<prefix>.*?)@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)(?:,\s*s\.\s*(?P<pages>[^;]+))?", re.DOTALL)
PAGE = re.compile(r"(?P<first>\d+|[ivxlc]+)(?:\s*[–-]\s*(?P<last>\d+))?")
RELAYED = "gjengitt i"


class CitationError(ValueError):
    """A group of citations that is not of the form; its text says what is wrong, in Norwegian."""


def read_group(inside: str) -> list[CitedPlace]:
    """Read what stands between the brackets.

    >>> read_group("@hansen-2001, s. 4–5; gjengitt i @dahl-2010, s. 9")
    [CitedPlace(source='hansen-2001', pages=('4', '5'), via='dahl-2010', via_pages=('9',))]

    Raises:
        CitationError: no key, a prefix that is not known, a page that is none, "gjengitt i" without a work before it.
    """
    places: list[CitedPlace] = []
    for part in inside.split(";"):
        item = ITEM.fullmatch(part.strip())
        if item is None:
            raise CitationError(f"«{part.strip()}» er ikke en henvisning av formen «@kilde-2016, s. 27»")
        prefix, pages = item["prefix"].strip(), tuple(_pages(item["pages"] or ""))
        if not prefix:
            places.append(CitedPlace(item["key"], pages, None, ()))
        elif prefix == RELAYED and places and places[-1].via is None:
            places[-1] = CitedPlace(places[-1].source, places[-1].pages, item["key"], pages)
        else:
            raise CitationError(f"«{prefix}» foran @{item['key']} er ikke kjent; skriv «{RELAYED}» etter et verk")
    return places


def _pages(text: str) -> Iterator[str]:
    for part in filter(None, (part.strip() for part in text.split(","))):
        page = PAGE.fullmatch(part)
        if page is None:
            raise CitationError(f"«{part}» er ikke et sidetall")
        if page["last"] is None:
            yield page["first"]
        else:
            yield from _range(page["first"], page["last"])


def _range(first: str, last: str) -> Iterator[str]:
    if not first.isdigit() or int(last) < int(first) or int(last) - int(first) > 100:
        raise CitationError(f"«{first}–{last}» er ikke et sideintervall")
    yield from (str(page) for page in range(int(first), int(last) + 1))
