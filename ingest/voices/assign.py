"""Sentences -> sentences with voices; does not know passages."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import ReadDocument
from ingest.passage import Sentence
from ingest.source import Source
from ingest.voice import Voice


def assign_voices(
    sentences: Sequence[Sentence], read: ReadDocument, sources: Sequence[Source], languages: Sequence[str]
) -> list[Sentence]:
    """Return the sentences with who speaks in each."""
    return [replace(sentence, voices=(Voice("author", read.source),)) for sentence in sentences]
