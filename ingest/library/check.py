"""Notes against references and outlines: keys, pages and sections agree; does not judge the words."""

from collections.abc import Iterable, Iterator, Mapping

from ingest.library.errors import NoteError
from ingest.library.notes import Note
from ingest.library.outlines import Outline
from ingest.passage import CitedPlace
from ingest.source import Source

PAGES_PER_CITATION = 2


def check_notes(notes: Iterable[Note], sources: Mapping[str, Source], outlines: Mapping[str, Outline]) -> None:
    """Check every note.

    Raises:
        NoteError: the first key, page or section that does not exist, with file and line.
    """
    for note in notes:
        for problem in _head_problems(note, sources, outlines):
            raise NoteError(note.path, 1, problem)
        for paragraph in note.paragraphs:
            for problem in (p for place in paragraph.citations for p in _place_problems(place, sources, outlines)):
                raise NoteError(note.path, paragraph.line, problem)


def _head_problems(note: Note, sources: Mapping[str, Source], outlines: Mapping[str, Outline]) -> Iterator[str]:
    cited = {key for p in note.paragraphs for place in p.citations for key in (place.source, place.via) if key}
    for key in note.sources:
        if key not in sources:
            yield f"kilden «{key}» står ikke i references.bib"
        elif key not in cited:
            yield f"kilden «{key}» står i hodet, men ingen avsnitt viser til den"
    known = {name for key in note.sources if key in outlines for name in _names(outlines[key])}
    for section in note.sections:
        if known and section not in known:
            yield f"kapittel «{section}» finnes ikke i innholdsoversikten"


def _names(outline: Outline) -> set[str]:
    return {section.number or section.heading for section in outline.sections}


def _place_problems(place: CitedPlace, sources: Mapping[str, Source], outlines: Mapping[str, Outline]) -> Iterator[str]:
    for key, pages in ((place.source, place.pages), (place.via, place.via_pages)):
        if key is None:
            continue
        if key not in sources:
            yield f"kilden «{key}» står ikke i references.bib"
        if key in outlines:
            if not pages:
                yield f"henvisningen til @{key} mangler sidetall"
            if len(pages) > PAGES_PER_CITATION:
                yield f"henvisningen til @{key} har {len(pages)} sider; {PAGES_PER_CITATION} er det meste"
            for page in pages:
                if page not in outlines[key].labels:
                    yield f"@{key} har ingen side {page}"
