"""A file's bytes become a ReadDocument; not where files lie or what is done with them."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.document import Block, Page, ReadDocument, Section
from ingest.reading.blocks import find_blocks
from ingest.reading.canonical import Canonical, canonicalise
from ingest.reading.errors import UnreadableDocument, UnsupportedFormat
from ingest.reading.flat import flatten
from ingest.reading.furniture import strip_furniture
from ingest.reading.headings import find_headings
from ingest.reading.hyphens import joints
from ingest.reading.lines import RawPage
from ingest.reading.markdown import read_markdown
from ingest.reading.pdf import pdf_pages
from ingest.reading.sections import make_sections
from ingest.reading.text import decode, is_binary, text_pages

MEDIA = {".pdf": "pdf", ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}
SUPPORTED_SUFFIXES = frozenset(MEDIA)


def read_document(path: Path, source: str) -> ReadDocument:
    """Read one file.

    Args:
        path: a PDF, text or Markdown file.
        source: id of its source.

    Returns:
        Pages, sections (the first one is what stands before any heading) and blocks. The same bytes give
        equal results.

    Raises:
        UnsupportedFormat: the file's ending is not in `SUPPORTED_SUFFIXES`.
        UnreadableDocument: the file cannot be opened, is broken, locked, or a bomb.
    """
    media = MEDIA.get(path.suffix.lower())
    if media is None:
        raise UnsupportedFormat(path.name, SUPPORTED_SUFFIXES)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            path.name, "den finnes ikke eller kan ikke åpnes", "Se etter at filen ligger der og at du har lesetilgang."
        ) from error
    if media != "pdf" and is_binary(data):
        raise UnreadableDocument(
            path.name, "innholdet er ikke tekst", "Se etter at filen har rett navn og ending, og legg den inn på nytt."
        )
    if media == "markdown":
        read, sections, blocks = read_markdown(decode(data))
    else:
        pages = pdf_pages(data, path.name) if media == "pdf" else text_pages(decode(data))
        read, sections, blocks = structure(pages, numbered=media == "pdf")
    return ReadDocument(
        source=source,
        name=path.name,
        version=hashlib.sha256(data).hexdigest(),
        media=media,
        pages=read,
        sections=sections,
        blocks=blocks,
        warnings=_warnings(read, path.name),
    )


def structure(
    raw_pages: Sequence[RawPage], numbered: bool
) -> tuple[tuple[Page, ...], tuple[Section, ...], tuple[Block, ...]]:
    """Return pages, sections and blocks of raw pages; `numbered` pages without any label are counted from 1."""
    pages = strip_furniture(raw_pages)
    if numbered and not any(page.label for page in pages):
        pages = [replace(page, label=str(index)) for index, page in enumerate(pages, start=1)]
    meetings = joints([[page.text(line) for line in page.lines] for page in pages])
    texts = [canonicalise(page.raw, page.lines, joint) for page, joint in zip(pages, meetings, strict=True)]
    lines = flatten(pages, texts)
    canonical = [text.text for text in texts]
    headings = find_headings(lines)
    read = tuple(_page(index, page, text) for index, (page, text) in enumerate(zip(pages, texts, strict=True)))
    sections = make_sections(lines, headings, canonical)
    return read, tuple(sections), tuple(find_blocks(lines, headings, canonical))


def _page(index: int, page: RawPage, text: Canonical) -> Page:
    return Page(index, page.label, page.raw, text.text, text.raw_offsets, page.char_boxes, page.size)


def _warnings(pages: Sequence[Page], name: str) -> tuple[str, ...]:
    empty = [page for page in pages if not page.canonical]
    if pages and len(empty) == len(pages):
        return (f"«{name}» har ingen tekst som kan leses. Er den skannet, må den tekstgjenkjennes (OCR) først.",)
    return tuple(f"«{name}», side {page.label or page.index + 1}: siden har ingen tekst." for page in empty)
