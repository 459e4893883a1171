"""Values <-> what the tables hold; opens no database."""

import json
from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ingest.document import Box
from ingest.passage import CitedPlace
from ingest.source import Source
from ingest.span import PageSpan, Span
from ingest.voice import Voice

Vector = NDArray[np.float32]


def pack_span(span: Span) -> str:
    """[[page, start, end], …]"""
    return json.dumps([[part.page_index, part.start, part.end] for part in span], separators=(",", ":"))


def unpack_span(text: str) -> Span:
    """Inverse of `pack_span`."""
    return tuple(PageSpan(*part) for part in json.loads(text))


def pack_voices(voices: Iterable[Voice]) -> str:
    """[[kind, source, via], …]"""
    return json.dumps([[voice.kind, voice.source, voice.via] for voice in voices], separators=(",", ":"))


def unpack_voices(text: str) -> tuple[Voice, ...]:
    """Inverse of `pack_voices`."""
    return tuple(Voice(*parts) for parts in json.loads(text))


def pack_boxes(boxes: Iterable[Box]) -> str:
    """[[page, left, top, width, height], …], hundredths of a point."""
    rows = [[b.page_index, *(round(x, 2) for x in (b.left, b.top, b.width, b.height))] for b in boxes]
    return json.dumps(rows, separators=(",", ":"))


def unpack_boxes(text: str) -> tuple[Box, ...]:
    """Inverse of `pack_boxes`."""
    return tuple(Box(*parts) for parts in json.loads(text))


def pack_citations(places: Iterable[CitedPlace]) -> str:
    """[[source, pages, via, via pages], …]"""
    return json.dumps([[p.source, p.pages, p.via, p.via_pages] for p in places], separators=(",", ":"))


def unpack_citations(text: str) -> tuple[CitedPlace, ...]:
    """Inverse of `pack_citations`."""
    return tuple(CitedPlace(s, tuple(pages), via, tuple(at)) for s, pages, via, at in json.loads(text))


def pack_source(source: Source) -> str:
    """One JSON object of the source's fields."""
    return json.dumps({name: getattr(source, name) for name in Source.__slots__}, ensure_ascii=False)


def unpack_source(text: str) -> Source:
    """Inverse of `pack_source`."""
    found = json.loads(text)
    tuples = {name: tuple(found[name]) for name in ("authors", "aliases")}
    return Source(**{**found, **tuples, "fields": tuple((name, value) for name, value in found["fields"])})


def pack_offsets(offsets: Iterable[int]) -> bytes:
    """Unsigned 32-bit numbers, little-endian on every machine we run on."""
    return array("I", offsets).tobytes()


def unpack_offsets(data: bytes) -> tuple[int, ...]:
    """Inverse of `pack_offsets`."""
    numbers = array("I")
    numbers.frombytes(data)
    return tuple(numbers)
