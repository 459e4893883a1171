"""Bytes become pages, blocks and sections."""

from ingest.reading.boxes import boxes_of
from ingest.reading.errors import UnreadableDocument, UnsupportedFormat
from ingest.reading.reader import SUPPORTED_SUFFIXES, read_document

__all__ = ["SUPPORTED_SUFFIXES", "UnreadableDocument", "UnsupportedFormat", "boxes_of", "read_document"]
