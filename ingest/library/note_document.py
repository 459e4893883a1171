"""A note -> the same document, sentences and passages that originals become; one passage a paragraph."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

from ingest.document import Block, BlockKind, Page, ReadDocument, Section
from ingest.library.notes import Note, NoteParagraph
from ingest.passage import CitedPlace, Passage, Sentence, SplitDocument, passage_id
from ingest.source import Source
from ingest.span import PageSpan
from ingest.voice import Voice

NOTE_CHUNKING = "paragraph/1"
SplitSentences = Callable[[str, str], Sequence[tuple[int, int]]]


def note_document(
    note: Note, sources: Mapping[str, Source], split_sentences: SplitSentences, language: str = "nb"
) -> tuple[ReadDocument, SplitDocument]:
    """Give a note as a document of one page without a label.

    Args:
        note: as read.
        sources: to know which of a paragraph's works a sentence names.
        split_sentences: text and language -> half-open ranges.
        language: of our notes.
    """
    canonical, offsets, places = _canonical(note)
    version = hashlib.sha256(note.path.read_bytes()).hexdigest()
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    for index, (paragraph, (start, end)) in enumerate(zip(note.paragraphs, places, strict=True)):
        text = canonical[start:end]
        first = len(sentences)
        for left, right in split_sentences(text, language):
            span = (PageSpan(0, start + left, start + right),)
            voices = _voices(text[left:right], paragraph.citations, sources)
            sentences.append(Sentence(span, text[left:right], index, 0, voices, (), paragraph.citations))
        span = (PageSpan(0, start, end),)
        blocks.append(Block(BlockKind.PARAGRAPH, span, 0))
        name = passage_id(version, NOTE_CHUNKING, span)
        passages.append(Passage(name, "note", 0, span, first, len(sentences) - 1, text, language))
    page = Page(0, None, note.text, canonical, offsets)
    section = Section(None, note.title, (note.title,), ())
    source = next((place.read_in for p in note.paragraphs for place in p.citations), note.name)
    read = ReadDocument(source, note.name, version, "note", (page,), (section,), tuple(blocks))
    return read, SplitDocument(tuple(sentences), tuple(passages))


def _canonical(note: Note) -> tuple[str, tuple[int, ...], list[tuple[int, int]]]:
    signs: list[str] = []
    offsets: list[int] = []
    places: list[tuple[int, int]] = []
    for paragraph in note.paragraphs:
        if signs:
            signs.append(" ")
            offsets.append(paragraph.start - 1)
        start = len(signs)
        for sign, offset in _single_spaced(note.text, paragraph):
            signs.append(sign)
            offsets.append(offset)
        places.append((start, len(signs)))
    return "".join(signs), (*offsets, len(note.text)), places


def _single_spaced(text: str, paragraph: NoteParagraph) -> list[tuple[str, int]]:
    kept: list[tuple[str, int]] = []
    for offset in range(paragraph.start, paragraph.end):
        if not text[offset].isspace():
            kept.append((text[offset], offset))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", offset))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def _voices(sentence: str, citations: Sequence[CitedPlace], sources: Mapping[str, Source]) -> tuple[Voice, ...]:
    voices = list(dict.fromkeys(_voice(place) for place in citations))
    named = [voice for voice in voices if _is_named(sources.get(voice.source), sentence)]
    return tuple(named or voices)


def _voice(place: CitedPlace) -> Voice:
    if place.via is None:
        return Voice("author", place.source)
    return Voice("reported", place.source, place.via)


def _is_named(source: Source | None, sentence: str) -> bool:
    if source is None or not source.authors:
        return bool(source and source.title and source.title in sentence)
    named = re.search(rf"(?<!\w){re.escape(source.authors[0])}", sentence)  # "Joners" names Joner, "MacDahl" not Dahl
    return named is not None and (not source.year or source.year in sentence)
