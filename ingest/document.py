"""What reading a file gives: pages, sections and blocks with their places; nothing about sentences or storage."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.span import Span


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a PDF page in points (1/72 inch), origin at the page's top left corner."""

    page_index: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        index: position in the file, from 0.
        label: as printed ("iv", "58"); None where the format has no pages.
        raw: text as the reader gave it.
        canonical: one line of text: NFC, bullets as "•", single spaces, page number and running heads left
            out, line-end hyphens decided (CONTRACT).
        raw_offsets: for each canonical character the offset in `raw` where it starts, plus a last entry for
            the end; length `len(canonical) + 1`, never falling.
        char_boxes: for a PDF one (left, top, right, bottom) in points per raw character, origin top left;
            None for characters without ink and for formats without geometry.
        size: (width, height) in points for a PDF, else None.
    """

    index: int
    label: str | None
    raw: str
    canonical: str
    raw_offsets: tuple[int, ...]
    char_boxes: tuple[tuple[float, float, float, float] | None, ...] | None = None
    size: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document.

    Attributes:
        number: "5.2.1", or None for an unnumbered one ("Sammendrag").
        heading: the heading's words without the number.
        path: headings from the top down to this one, as shown ("5 Drøfting", "5.2 …").
        span: where the heading stands; empty when the document starts without one.
    """

    number: str | None
    heading: str
    path: tuple[str, ...]
    span: Span


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"  # opens a Section
    SUBHEADING = "subheading"  # a line of its own that heads a few paragraphs but is no section
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"  # figure and table captions, and the words inside a figure


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or other block; one broken by a page has a span with a part on each page.

    `text` is given only where the block's words are not its span's text (a table row put together from its
    cells); it is None otherwise.
    """

    kind: BlockKind
    span: Span
    section: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One version of one file, read.

    Attributes:
        source: id in references.bib (the file's stem when there is no entry).
        name: the file's name, for people.
        version: SHA-256 of the file's bytes, hex.
        media: "pdf", "text" or "markdown" ("note" for our own notes).
        pages, sections, blocks: in reading order; every block's `section` indexes `sections`.
        warnings: what the reader noticed (Norwegian), e.g. pages without text.
    """

    source: str
    name: str
    version: str
    media: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()

    @property
    def canonical(self) -> list[str]:
        """Canonical text per page index."""
        return [page.canonical for page in self.pages]
