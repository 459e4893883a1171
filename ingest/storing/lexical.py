"""Analysed passages -> a BM25 index on disk and back; knows no language and no passage."""

import json
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from ingest.storing.errors import IndexDamaged
from ingest.storing.hit import Hit
from ingest.storing.words import pieces

FOLDER = "words"
IDS = "ids.json"


def write_lexical(folder: Path, ids: Sequence[str], documents: Sequence[Sequence[str]]) -> None:
    """Index passages by the pieces of their analysed words (BM25 as bm25s has it, Lucene's formula), and write it."""
    target = folder / FOLDER
    target.mkdir()
    (target / IDS).write_text(json.dumps(list(ids)), encoding="utf-8")
    if any(documents):
        retriever = bm25s.BM25()
        retriever.index([pieces(words) for words in documents], show_progress=False)
        retriever.save(str(target), corpus=None, show_progress=False)


class Lexical:
    """An open BM25 index.

    Raises:
        IndexDamaged: a file is missing or unreadable.
    """

    def __init__(self, folder: Path) -> None:
        source = folder / FOLDER
        try:
            self._ids: list[str] = json.loads((source / IDS).read_text(encoding="utf-8"))
            self._bm25 = None
            if self._ids and any(path.suffix == ".npy" for path in source.iterdir()):
                self._bm25 = bm25s.BM25.load(str(source), load_corpus=False)
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexDamaged("ordindeksen kan ikke leses") from error
        if len(self._ids) and self._bm25 is None:
            raise IndexDamaged("ordindeksen mangler")

    def search(self, words: Sequence[str], k: int) -> list[Hit]:
        """Give the best passages that share a piece with the words, best first, with BM25 scores."""
        asked = dict.fromkeys(pieces(words))
        known = [piece for piece in asked if self._bm25 is not None and piece in self._bm25.vocab_dict]
        if not known or self._bm25 is None:
            return []
        scores = np.asarray(self._bm25.get_scores(known))
        best = np.argsort(-scores, kind="stable")[:k]
        return [Hit(self._ids[row], float(scores[row])) for row in best if scores[row] > 0]
