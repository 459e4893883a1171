"""Candidates -> the list that a question asks for, if one passage or note holds it; composes no other answer."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.engine.candidates import Candidate
from app.engine.markers import load_markers
from ingest.document import BlockKind

MOST_ITEMS = 10
LEAST_ITEMS = 3
RANKS = 3  # a list further down answers another question
BEHIND = 2.5  # how far its best sentence may lie behind the best candidate
OPENING_WORDS = 3
WORD = re.compile(r"\w+")


def find_list(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Find the best list: its lead-in, where there is one, and its items in reading order; empty when there is none.

    A list is a run of list items, of sentences that count ("det første …, det andre …"), or of a note's sentences
    that open with the same words ("Hansen (2001) anbefaler …"), also over neighbouring paragraphs.
    """
    if not candidates:
        return []
    bar = max(candidate.score for candidate in candidates) - BEHIND
    runs = [run for run in _runs(candidates) if max(c.score for c in run) >= bar]
    if not runs:
        return []
    return max(runs, key=lambda run: (max(c.score for c in run), len(run)))


def _runs(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    near = [candidate for candidate in candidates if candidate.evidence.rank <= RANKS]
    for _, group in groupby(near, key=lambda c: c.evidence.rank):
        passage = list(group)
        yield from _with_lead_in(passage, [c.sentence.kind is BlockKind.LIST_ITEM for c in passage])
        counting = load_markers().ordinal
        yield from _with_lead_in(passage, [bool(counting.search(c.text.lower())) for c in passage])
    yield from _parallel(candidates)


def _with_lead_in(passage: Sequence[Candidate], is_item: Sequence[bool]) -> Iterator[list[Candidate]]:
    start = 0
    for held, group in groupby(is_item):
        length = len(list(group))
        if held and length >= LEAST_ITEMS:
            lead = start - 1 if start else start
            yield list(passage[lead : start + min(length, MOST_ITEMS)])
        start += length


def _parallel(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    notes = [c for c in candidates if c.evidence.passage.kind == "note"]
    notes.sort(key=lambda c: (c.evidence.passage.name, c.evidence.passage.position, c.position))
    for (_, opening), group in groupby(notes, key=lambda c: (c.evidence.passage.name, _opening(c.text))):
        run = list(group)
        if opening and len(run) >= LEAST_ITEMS:
            yield run[:MOST_ITEMS]


def _opening(text: str) -> tuple[str, ...]:
    words = WORD.findall(text.lower())
    return tuple(words[:OPENING_WORDS]) if len(words) > OPENING_WORDS else ()
