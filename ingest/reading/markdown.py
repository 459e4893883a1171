"""Markdown becomes one page without label, its sections and blocks; not whether a note's head is right.

The page's raw text is the file's; its canonical text is what a reader sees: no marks, no links' addresses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.document import Block, BlockKind, Page, Section
from ingest.reading.canonical import canonicalise
from ingest.reading.lines import Line
from ingest.reading.rows import sentence
from ingest.reading.sections import BEGINNING, path_entry
from ingest.span import PageSpan

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^---[ \t]*$", re.DOTALL | re.MULTILINE)
_BREAK = re.compile(r"\r\n|\n|\r")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")


@dataclass(slots=True)
class _Piece:
    """A block's visible characters, each with its offset in the file."""

    kind: BlockKind
    level: int = 0
    cells: list[str] = field(default_factory=list)
    chars: list[tuple[str, int]] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return "".join(char for char, _ in self.chars)


def read_markdown(raw: str) -> tuple[tuple[Page, ...], tuple[Section, ...], tuple[Block, ...]]:
    """Return the page, the sections (by # depth) and the blocks of a Markdown file."""
    pieces = [piece for piece in _pieces(raw) if piece.shown.strip()]
    shown, places, lines = "", [], []
    for piece in pieces:
        lines.append(Line(len(shown), len(shown) + len(piece.chars)))
        shown += piece.shown
        places += [offset for _, offset in piece.chars]
    text = canonicalise(shown, lines, [" "] * len(lines))
    offsets: list[int] = []
    for offset in text.raw_offsets:
        place = places[offset] if offset < len(places) else len(raw)
        offsets.append(max(place, offsets[-1] if offsets else 0))
    page = Page(0, None, raw, text.text, tuple(offsets))
    sections, blocks = _structure(pieces, text.line_spans, text.text)
    return (page,), sections, blocks


def _structure(
    pieces: Sequence[_Piece], spans: Sequence[tuple[int, int]], canonical: str
) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    sections = [BEGINNING]
    open_paths: list[tuple[int, str]] = []
    blocks: list[Block] = []
    header: list[str] = []
    for piece, (start, end) in zip(pieces, spans, strict=True):
        if start == end:
            continue
        span = (PageSpan(0, start, end),)
        said = None
        if piece.kind is BlockKind.HEADING:
            number = _NUMBER.match(canonical[start:end])
            words = canonical[start + (number.end() if number else 0) : end]
            while open_paths and open_paths[-1][0] >= piece.level:
                open_paths.pop()
            printed = number[1].removesuffix(".0") if number else None
            open_paths.append((piece.level, path_entry(printed, words)))
            sections.append(Section(printed, words, tuple(entry for _, entry in open_paths), span))
        elif piece.kind is BlockKind.CAPTION:
            header = piece.cells
        elif piece.kind is BlockKind.TABLE_ROW:
            names = [*header, *[""] * len(piece.cells)][: len(piece.cells)]
            said = sentence(names, tuple(piece.cells))
        blocks.append(Block(piece.kind, span, len(sections) - 1, said))
    return tuple(sections), tuple(blocks)


def _pieces(raw: str) -> Iterator[_Piece]:
    head = _HEAD.match(raw)
    skipped = head.end() if head else 0
    body = raw[skipped:]
    starts = [skipped, *(skipped + found.end() for found in _BREAK.finditer(body)), len(raw)]
    parser = MarkdownIt("commonmark").enable("table")
    kind, level, row, fresh = BlockKind.PARAGRAPH, 0, None, False
    cursor = skipped
    for token in parser.parse(body):
        if token.type == "heading_open":
            kind, level = BlockKind.HEADING, int(token.tag[1:])
        elif token.type in ("heading_close", "paragraph_close"):
            kind = BlockKind.PARAGRAPH
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "tr_open":
            row = _Piece(BlockKind.TABLE_ROW)
        elif token.type == "th_open" and row:
            row.kind = BlockKind.CAPTION
        elif token.type == "tr_close" and row:
            yield row
            row = None
        elif token.type == "inline" or token.type in ("fence", "code_block"):
            cursor = max(cursor, starts[token.map[0]]) if token.map else cursor
            piece = _Piece(BlockKind.LIST_ITEM if fresh and kind is BlockKind.PARAGRAPH and not row else kind, level)
            fresh = False
            piece.chars, cursor = _visible(token, raw, cursor)
            if row is not None:
                row.cells.append(" ".join(piece.shown.split()))
                row.chars += [(" ", cursor), *piece.chars] if row.chars else piece.chars
            else:
                yield _subheading(piece, token)


def _subheading(piece: _Piece, token: Token) -> _Piece:
    """A paragraph that is one short run of strong words heads what follows."""
    children = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
    strong = bool(children) and children[0].type == "strong_open" and children[-1].type == "strong_close"
    if piece.kind is BlockKind.PARAGRAPH and strong and sum(child.type == "strong_open" for child in children) == 1:
        piece.kind = BlockKind.SUBHEADING if len(piece.chars) < 100 else BlockKind.PARAGRAPH
    return piece


def _visible(token: Token, raw: str, cursor: int) -> tuple[list[tuple[str, int]], int]:
    """Return a token's visible characters with their offsets, and where reading goes on."""
    chars: list[tuple[str, int]] = []
    for child in token.children or [token]:
        if child.type in ("softbreak", "hardbreak"):
            chars.append((" ", cursor))
            continue
        if child.type == "image":
            alt, cursor = _visible(child, raw, cursor) if child.children else ([], cursor)
            chars += alt
            continue
        if not child.content or child.type.startswith("html"):
            continue
        for words in re.split(r"(?<=\n)", child.content):
            written = child.markup if child.type == "text_special" else words.rstrip("\n")
            at = raw.find(written, cursor)
            at = cursor if at < 0 else at
            step = 0 if child.type == "text_special" else 1
            chars += [(char, min(at + place * step, len(raw))) for place, char in enumerate(words)]
            cursor = min(at + len(written), len(raw))
    return chars, cursor
