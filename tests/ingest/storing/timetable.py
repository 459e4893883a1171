"""A library that changes round by round, and the child processes that take it in and read it."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.pipeline import ingest, stamp_for
from ingest.progress import Progress
from ingest.settings import IngestSettings
from ingest.storing import Index, IndexLocked, analyse, open_index
from tests.ingest.storing.conftest import HashEncoder, vector_of

PAGES = 40


def write_round(settings: IngestSettings, number: int) -> None:
    """Write the timetable of a round; every sentence says which."""
    pages = [
        f"{page}.0 Del {page}\n\n"
        + " ".join(f"Ferge {page} i runde {number} går tur {n} til havn {page * n}." for n in range(30))
        for page in range(1, PAGES)
    ]
    (settings.corpus_dir / "documents" / "dahl-2020.txt").write_text("\n\f".join(pages), encoding="utf-8")


def open_now(settings: IngestSettings) -> Index:
    """Open the current state."""
    return open_index(settings.data_dir, stamp_for(HashEncoder.model_id))


class SlowEncoder(HashEncoder):
    """Takes a second for each call."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        time.sleep(1)
        return super().encode_passages(texts, progress)


def _read(settings: IngestSettings) -> dict[str, object]:
    """Ask as the app does, until told to stop: a new state is opened when the old one is no longer current."""
    index, seen, asked, stale = open_now(settings), [0], 0, 0
    marker, stop = settings.data_dir / "current-round", settings.data_dir / "stop"
    sys.stdout.write("leser\n")
    sys.stdout.flush()
    last = False
    while not last:
        last = stop.exists()  # one more question after the last ingest
        current = int(marker.read_text(encoding="utf-8") or 0) if marker.exists() else 0
        if not index.is_current():
            index.close()
            index = open_now(settings)
        hits = index.search_vector(vector_of(f"ferge {asked % PAGES} går tur 3"), 20)
        words = index.search_words(analyse("ferge havn", "nb"), 20)
        assert hits
        assert words
        found = index.passages([hit.id for hit in [*hits, *words]])
        rounds = {int(p.text.split("runde ")[1].split()[0]) for p in found if p.kind == "text"}
        assert len(rounds) == 1
        assert all(len(index.sentence_vectors(p.id)) == len(p.sentences) for p in found)
        stale += min(rounds) < current
        seen += [number for number in rounds if number != seen[-1]]
        asked += 1
    return {"asked": asked, "rounds": seen, "stale": stale}


def main() -> int:
    """FOLDER ingest [slowly] | FOLDER read."""
    folder, verb, *how = sys.argv[1:]
    settings = IngestSettings(Path(folder) / "corpus", Path(folder) / "data", Path(folder) / "cache")
    if verb == "read":
        sys.stdout.write(json.dumps(_read(settings)))
        return 0
    try:
        ingest(settings, SlowEncoder() if how else HashEncoder(), lambda done, total, label: None)
    except IndexLocked as error:
        sys.stderr.write(error.message)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
