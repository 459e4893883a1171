"""A read document -> its sentences, with voices and rectangles, and its passages; does not know any store."""

import re
from collections.abc import Iterator, Sequence

from ingest.document import Block, BlockKind, ReadDocument
from ingest.language import detect_language
from ingest.passage import Sentence, SplitDocument
from ingest.reading.boxes import boxes_of
from ingest.source import Source
from ingest.span import Span
from ingest.splitting.passages import make_passages
from ingest.splitting.places import PlacedText
from ingest.splitting.sentences import split_sentences
from ingest.voices.assign import assign_voices

_SPOKEN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_MARKER = re.compile(r"\s*(?:[•▪◦*–—-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)")
_SAMPLE = 1500  # characters of a section that tell its language


def split_document(read: ReadDocument, sources: Sequence[Source]) -> SplitDocument:
    """Return a document's sentences and passages in reading order.

    Headings, subheadings and captions give no sentences; a table row is one; a list marker is left out.

    Args:
        read: the document as read.
        sources: the bibliography, by which mentioned works are recognised.
    """
    languages = _languages(read)
    sentences = [
        sentence for index, block in enumerate(read.blocks) for sentence in _sentences(read, index, block, languages)
    ]
    voiced = assign_voices(sentences, read, sources, languages)
    return SplitDocument(tuple(voiced), tuple(make_passages(voiced, read.blocks, read.version)))


def _sentences(read: ReadDocument, index: int, block: Block, languages: Sequence[str]) -> Iterator[Sentence]:
    placed = PlacedText(block.span, read.canonical)
    if block.kind == BlockKind.TABLE_ROW:
        text = placed.text if block.text is None else block.text
        if text.strip():
            yield _sentence(read, index, block.span, text)
    elif block.kind in _SPOKEN:
        skipped = _marker_length(block, placed.text)
        for start, end in split_sentences(placed.text[skipped:], languages[block.section]):
            first, last = start + skipped, end + skipped
            yield _sentence(read, index, placed.span(first, last), placed.text[first:last])


def _sentence(read: ReadDocument, index: int, span: Span, text: str) -> Sentence:
    """Make a sentence that nobody has said yet."""
    return Sentence(span, text, index, read.blocks[index].section, (), boxes_of(span, read.pages))


def _marker_length(block: Block, text: str) -> int:
    marker = _MARKER.match(text) if block.kind == BlockKind.LIST_ITEM else None
    return marker.end() if marker else 0


def _languages(read: ReadDocument) -> list[str]:
    """Return the language of each section, by the first words of its paragraphs."""
    samples = ["" for _ in read.sections]
    for block in read.blocks:
        if block.kind in _SPOKEN and len(samples[block.section]) < _SAMPLE:
            samples[block.section] += PlacedText(block.span, read.canonical).text + "\n"
    return [detect_language(sample[:_SAMPLE]) for sample in samples]
