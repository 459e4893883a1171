"""Blocks become sentences, sentences become passages."""

from ingest.splitting.document import split_document
from ingest.splitting.passages import CHUNKING
from ingest.splitting.sentences import split_sentences

__all__ = ["CHUNKING", "split_document", "split_sentences"]
