"""Sentences -> sentences with voices, a section at a time; does not know passages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.document import BlockKind, ReadDocument
from ingest.passage import Sentence
from ingest.source import Source
from ingest.span import span_text
from ingest.voice import Voice
from ingest.voices.clues import Clues, read_clues
from ingest.voices.markers import Markers, markers_for
from ingest.voices.mentions import Mentions
from ingest.voices.report import AUTHOR, Report, Speakers
from ingest.voices.works import Works

_HEADS = (BlockKind.HEADING, BlockKind.SUBHEADING)


def assign_voices(
    sentences: Sequence[Sentence], read: ReadDocument, sources: Sequence[Source], languages: Sequence[str]
) -> list[Sentence]:
    """Return the sentences with who speaks in each: the document's author, works that it reports, or both.

    Args:
        sentences: of one document, in reading order, whatever voices they have.
        read: the document, for its blocks and headings.
        sources: the bibliography.
        languages: language code of each section.
    """
    heads = {
        index: span_text(block.span, read.canonical) for index, block in enumerate(read.blocks) if block.kind in _HEADS
    }
    works = Works(sources)
    mentions = Mentions(works, [*(sentence.text for sentence in sentences), *heads.values()], read.source)
    by_block = {block: list(run) for block, run in groupby(sentences, key=lambda sentence: sentence.block)}
    speakers = _Speakers(read, works, mentions, languages)
    voiced = []
    for index in range(len(read.blocks)):
        if index in heads:
            speakers.head(index, heads[index])
        run = by_block.get(index, [])
        for sentence, who in zip(run, speakers.block(index, run) if run else (), strict=True):
            voiced.append(replace(sentence, voices=tuple(_voice(name, read.source) for name in sorted(who))))
    return voiced


class _Speakers:
    """Walks through a document's blocks, with a fresh report in every section."""

    def __init__(self, read: ReadDocument, works: Works, mentions: Mentions, languages: Sequence[str]) -> None:
        self._read = read
        self._works = works
        self._mentions = mentions
        self._languages = languages
        self._section = -1
        self._recent: list[str] = []
        self._report = Report(frozenset(), works.authors)

    def head(self, index: int, text: str) -> None:
        """Begin under a heading: the works that it names are what follows."""
        self._enter(index)
        topic = frozenset(mention.work for mention in self._mentions.find(text, self._recent))
        self._report = Report(topic, self._works.authors)

    def block(self, index: int, run: Sequence[Sentence]) -> list[Speakers]:
        """Return the speakers of a block's sentences."""
        self._enter(index)
        kind = self._read.blocks[index].kind
        markers = markers_for(self._languages[self._section])
        clues = list(self._clues(run, markers))
        if kind == BlockKind.TABLE_ROW:
            return [shown.works or frozenset({AUTHOR}) for shown in clues]
        return self._report.paragraph(clues, item=kind == BlockKind.LIST_ITEM)

    def _clues(self, run: Sequence[Sentence], markers: Markers) -> Iterator[Clues]:
        for sentence in run:
            found = self._mentions.find(sentence.text, self._recent)
            self._recent.extend(mention.work for mention in found)
            yield read_clues(sentence.text, found, markers)

    def _enter(self, index: int) -> None:
        section = self._read.blocks[index].section
        if section != self._section:
            self._section, self._recent = section, []
            self._report = Report(frozenset(), self._works.authors)


def _voice(name: str, document: str) -> Voice:
    return Voice("author", document) if name == AUTHOR else Voice("reported", name, via=document)
