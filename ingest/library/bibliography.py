"""references.bib -> sources; does not know how a reference is printed."""

from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry
from pylatexenc.latex2text import LatexNodes2Text

from ingest.library.errors import BibliographyError
from ingest.source import Source

UNDATED = "udatert"


def read_bibliography(path: Path) -> dict[str, Source]:
    """Read the sources by id, in the file's order; a file that is not there gives none.

    Raises:
        BibliographyError: an entry that cannot be parsed, or a key that stands twice.
    """
    if not path.exists():
        return {}
    library = parse_string(
        path.read_text(encoding="utf-8"),
        append_middleware=[SeparateCoAuthors(), SplitNameParts()],  # LaTeX last, so that {Byrådet i Oslo} is one name
    )
    _raise_for_failed(library, path)
    return {entry.key: _source(entry) for entry in library.entries}


def _raise_for_failed(library: Library, path: Path) -> None:
    for block in library.failed_blocks:
        key = getattr(getattr(block, "ignore_error_block", None), "key", "")
        what = f"oppføringen «{key}» står to ganger eller har et felt for mye" if key else "oppføringen er ikke BibTeX"
        raise BibliographyError(path, (block.start_line or 0) + 1, what)


def _source(entry: Entry) -> Source:
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    text = {name: _plain(value) for name, value in fields.items()}
    year = text.get("year", "")
    return Source(
        id=entry.key,
        authors=tuple(_surname(author) for author in fields.get("author", fields.get("editor", []))),
        year="" if year == UNDATED else year,
        title=text.get("title", ""),
        kind=text.get("kind", ""),
        country=text.get("country", ""),
        language=text.get("language", ""),
        aliases=tuple(alias.strip() for alias in text.get("aliases", "").split(";") if alias.strip()),
        fields=(("entrytype", entry.entry_type), *text.items()),
    )


def _surname(author: NameParts) -> str:
    return _decode(" ".join([*author.von, *author.last]))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " and ".join(part.merge_last_name_first if isinstance(part, NameParts) else str(part) for part in value)
    return _decode(str(value))


def _decode(latex: str) -> str:
    if not any(sign in latex for sign in "\\{}"):
        return latex  # also spares a lone & from being read as a column
    return str(LatexNodes2Text().latex_to_text(latex))
