"""Documents made of a few lines, for the tests of splitting and voices."""

from collections.abc import Sequence

from ingest.document import Block, BlockKind, Page, ReadDocument, Section
from ingest.span import PageSpan, Span

HEADING = BlockKind.HEADING
PARAGRAPH = BlockKind.PARAGRAPH
ITEM = BlockKind.LIST_ITEM
ROW = BlockKind.TABLE_ROW
SUBHEADING = BlockKind.SUBHEADING
CAPTION = BlockKind.CAPTION


def make_document(*lines: tuple[BlockKind, str] | str, source: str = "dokument-2020") -> ReadDocument:
    """Make a document of blocks; a bare line is a paragraph, "|" breaks the page, a heading opens a section."""
    pages = [""]
    blocks: list[Block] = []
    sections = [Section(None, "", (), ())]
    for line in lines:
        kind, text = (PARAGRAPH, line) if isinstance(line, str) else line
        span = _write(text, pages)
        if kind == HEADING:
            sections.append(Section(None, text, (text,), span))
        blocks.append(Block(kind, span, len(sections) - 1))
    return read_document_of(pages, sections, blocks, source)


def read_document_of(
    pages: Sequence[str], sections: Sequence[Section], blocks: Sequence[Block], source: str
) -> ReadDocument:
    """Wrap pages of canonical text, sections and blocks in a document."""
    made = tuple(
        Page(index, str(index + 1), text, text, tuple(range(len(text) + 1))) for index, text in enumerate(pages)
    )
    return ReadDocument(source, "dokument.txt", "0" * 64, "text", made, tuple(sections), tuple(blocks))


def _write(text: str, pages: list[str]) -> Span:
    places = []
    for number, piece in enumerate(text.split("|")):
        if number:
            pages.append("")
        if pages[-1]:
            pages[-1] += " "
        start = len(pages[-1])
        pages[-1] += piece
        places.append(PageSpan(len(pages) - 1, start, len(pages[-1])))
    return tuple(places)
