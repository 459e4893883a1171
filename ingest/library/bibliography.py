"""references.bib -> sources; does not know how a reference is printed."""

import logging
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import NameParts, NormalizeFieldKeys, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, MiddlewareErrorBlock
from bibtexparser.model import ParsingFailedBlock as FailedBlock
from pylatexenc.latex2text import LatexNodes2Text

from ingest.library.errors import BibliographyError
from ingest.source import Source

UNDATED = "udatert"
AND_MORE = "others"
LONE_SIGN = re.compile(r"(?<!\\)[%&]")  # a comment and a column to LaTeX, words to everybody else
BARE_VALUE = re.compile(r"[\w.:+-]*")
_SILENT = logging.NullHandler()  # the parser's own log counts lines from 0, and in English


def read_bibliography(path: Path) -> dict[str, Source]:
    """Read the sources by id, in the file's order; a file that is not there gives none.

    Raises:
        BibliographyError: not UTF-8, an entry that cannot be parsed, or a key that stands twice.
    """
    if not path.exists():
        return {}
    logging.getLogger("bibtexparser").addHandler(_SILENT)
    library = parse_string(
        _text(path),
        # LaTeX last, so that {Byrådet i Oslo} is one name
        append_middleware=[NormalizeFieldKeys(), SeparateCoAuthors(), SplitNameParts()],
    )
    for block in library.failed_blocks:
        raise BibliographyError(path, (block.start_line or 0) + 1, _problem(block))
    for entry in library.entries:
        _raise_for_missing_comma(entry, path)
    return {entry.key: _source(entry) for entry in library.entries}


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BibliographyError(path, line, "filen er ikke lagret som UTF-8") from error


def _problem(block: FailedBlock) -> str:
    key = getattr(block.ignore_error_block, "key", "")
    match block:
        case DuplicateBlockKeyBlock():
            return f"oppføringen «{key}» står to ganger"
        case DuplicateFieldKeyBlock():
            return f"oppføringen «{key}» har feltet «{'», «'.join(sorted(block.duplicate_keys))}» to ganger"
        case MiddlewareErrorBlock():
            return f"navnene i «{key}» kan ikke leses; skriv «Etternavn, Fornavn and Etternavn, Fornavn»"
        case _:
            return "oppføringen er ikke BibTeX"


def _raise_for_missing_comma(entry: Entry, path: Path) -> None:
    """Without its comma a field is read on into the next one, and then has no pair of braces around it."""
    enclosings = entry.parser_metadata.get("removed_enclosing", {})
    bare = {name.lower() for name, enclosing in enclosings.items() if enclosing == "no-enclosing"}
    for field in entry.fields:
        if field.key in bare and not BARE_VALUE.fullmatch(str(field.value)):
            problem = f"feltet «{field.key}» er ikke avsluttet; mangler det et komma?"
            raise BibliographyError(path, (field.start_line or 0) + 1, problem)


def _source(entry: Entry) -> Source:
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    text = {name: _plain(value) for name, value in fields.items()}
    year = text.get("year", "")
    return Source(
        id=entry.key,
        authors=tuple(name for name in map(_surname, _authors(fields)) if name != AND_MORE),
        year="" if year == UNDATED else year,
        title=text.get("title", ""),
        kind=text.get("kind", ""),
        country=text.get("country", ""),
        language=text.get("language", ""),
        aliases=tuple(alias.strip() for alias in text.get("aliases", "").split(";") if alias.strip()),
        fields=(("entrytype", entry.entry_type), *text.items()),
    )


def _authors(fields: Mapping[str, Any]) -> list[NameParts]:
    return list(fields.get("author") or fields.get("editor") or [])


def _surname(author: NameParts) -> str:
    return _decode(" ".join([*author.von, *author.last]))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " and ".join(part.merge_last_name_first if isinstance(part, NameParts) else str(part) for part in value)
    return _decode(str(value))


def _decode(latex: str) -> str:
    if not any(sign in latex for sign in "\\{}"):
        return latex
    return str(LatexNodes2Text().latex_to_text(LONE_SIGN.sub(r"\\\g<0>", latex)))
