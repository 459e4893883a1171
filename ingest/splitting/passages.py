"""Sentences -> passages of one section each, 1200 to 1800 characters; does not know how they are found again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Block, BlockKind
from ingest.language import detect_language
from ingest.passage import Passage, Sentence, passage_id
from ingest.span import merge_spans

CHUNKING = "1200-1800/1"
"""Stamp of how passages are cut: least and most characters, and the version of the rules."""

LEAST, MOST = 1200, 1800


def make_passages(sentences: Sequence[Sentence], blocks: Sequence[Block], version: str) -> list[Passage]:
    """Return the passages: every sentence is in exactly one, a longer run is cut where it hurts least."""
    passages = []
    for start, end in _runs(sentences, blocks):
        for first, last in _cut(sentences[start:end], blocks):
            passages.append(_passage(sentences, start + first, start + last, blocks, version))
    return passages


def _passage(sentences: Sequence[Sentence], first: int, last: int, blocks: Sequence[Block], version: str) -> Passage:
    run = sentences[first : last + 1]
    span = merge_spans([sentence.span for sentence in run])
    text = run[0].text
    for before, sentence in pairwise(run):
        text += (" " if sentence.block == before.block else "\n") + sentence.text
    kind = "table" if _is_row(run[0], blocks) else "text"
    return Passage(
        passage_id(version, CHUNKING, span), kind, run[0].section, span, first, last, text, detect_language(text)
    )


def _is_row(sentence: Sentence, blocks: Sequence[Block]) -> bool:
    return blocks[sentence.block].kind == BlockKind.TABLE_ROW


def _runs(sentences: Sequence[Sentence], blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield ranges of sentences that may share passages: of one section, and of one table or of none."""
    start = 0
    for index, (before, sentence) in enumerate(pairwise(sentences), 1):
        rows = _is_row(before, blocks), _is_row(sentence, blocks)
        new_table = rows == (True, True) and sentence.block - before.block > 1
        if before.section != sentence.section or rows[0] != rows[1] or new_table:
            yield start, index
            start = index
    if sentences:
        yield start, len(sentences)


def _cut(run: Sequence[Sentence], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return (first, last) of each passage of a run: the cheapest way to cut it, by the costs below."""
    best = [0.0] + [float("inf")] * len(run)
    cut_before = [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        length = -1
        for start in range(end - 1, -1, -1):
            length += len(run[start].text) + 1
            if length > MOST and start < end - 1:
                break
            cost = best[start] + _size_cost(length) + (_break_cost(run[start - 1], run[start], blocks) if start else 0)
            if cost < best[end]:
                best[end], cut_before[end] = cost, start
    passages = []
    end = len(run)
    while end:
        passages.append((cut_before[end], end - 1))
        end = cut_before[end]
    return passages[::-1]


def _size_cost(length: int) -> float:
    """A passage costs 1 for being there, and up to 9 more the shorter it is than the least size."""
    short = max(0.0, 1 - length / LEAST)
    return 1 + 9 * short * short


def _break_cost(before: Sentence, after: Sentence, blocks: Sequence[Block]) -> float:
    """Cutting between two paragraphs costs least, then inside one, then inside a list, then under its lead-in."""
    to_item = blocks[after.block].kind == BlockKind.LIST_ITEM
    if to_item and blocks[before.block].kind != BlockKind.LIST_ITEM:
        return 4.0
    if before.block == after.block:
        return 1.0
    return 1.5 if to_item else 0.0
