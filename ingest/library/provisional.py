"""The name of a document's file -> a source that makes do until references.bib has an entry."""

import re

from ingest.library.bibliography import UNDATED
from ingest.source import Source

NAMED = re.compile(r"(?P<names>[^\W\d_]+(?:-[^\W\d_]+)*)-(?P<year>(?:1[5-9]|20)\d\d|udatert)")


def provisional_source(stem: str) -> Source:
    """Read surnames and year from a file's stem; one of another form is a title without an author.

    >>> provisional_source("dahl-berg-2020").short
    'Dahl og Berg (2020)'
    >>> provisional_source("årsrapport").short
    'årsrapport (udatert)'
    """
    named = NAMED.fullmatch(stem)
    if named is None:
        return Source(stem, (), "", title=stem)
    authors = tuple(name.capitalize() for name in named["names"].split("-"))
    return Source(stem, authors, "" if named["year"] == UNDATED else named["year"])
