"""References, notes and outlines are read from the corpus folder."""

from ingest.library.bibliography import read_bibliography
from ingest.library.check import check_notes
from ingest.library.corpus import Corpus, read_corpus
from ingest.library.note_document import NOTE_CHUNKING, note_document
from ingest.library.notes import read_notes
from ingest.library.outlines import read_outlines
from ingest.library.provisional import provisional_source

__all__ = [
    "NOTE_CHUNKING",
    "Corpus",
    "check_notes",
    "note_document",
    "provisional_source",
    "read_bibliography",
    "read_corpus",
    "read_notes",
    "read_outlines",
]
