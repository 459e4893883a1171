"""Splitting and voices of a document, scored against the hand marks: `python -m tests.ingest.marks.score`."""

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Page, ReadDocument
from ingest.library.bibliography import read_bibliography
from ingest.passage import Sentence
from ingest.reading import read_document
from ingest.splitting import split_document

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SOURCE = "joner-2022"

Place = tuple[int, int, int, int]  # first page and start, last page and end, in raw characters
Speakers = frozenset[str]  # ids of works, and "author"


@dataclass(frozen=True)
class Scores:
    """Counts over one set of marks; `confusion` counts (marked, found) pairs of kinds of voices."""

    right: int
    found: int
    marked: int
    voices_right: int
    confusion: Mapping[tuple[str, str], int]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the found sentences that are marked."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """Share of the marked sentences that are found."""
        return self.right / self.marked

    @property
    def accuracy(self) -> float:
        """Share of the marked sentences that are found with exactly their voices."""
        return self.voices_right / self.marked

    def __str__(self) -> str:
        kinds = sorted({kind for pair in self.confusion for kind in pair})
        table = [f"{'marked / found':<24}" + "".join(f"{kind:>20}" for kind in kinds)]
        for marked in kinds:
            counts = "".join(f"{self.confusion.get((marked, found), 0):>20}" for found in kinds)
            table.append(f"{marked:<24}{counts}")
        return "\n".join(
            [
                f"splitting: precision {self.precision:.3f} ({self.right}/{self.found}), "
                f"recall {self.recall:.3f} ({self.right}/{self.marked})",
                f"voices: accuracy {self.accuracy:.3f} ({self.voices_right}/{self.marked})",
                *table,
            ]
        )


def score(path: Path, which: str) -> Scores:
    """Read and split the thesis at `path` (its text form) and score it on the marks of one set."""
    read = read_document(path, SOURCE)
    sources = list(read_bibliography(ROOT / "corpus" / "references.bib").values())
    return compare(read, split_document(read, sources).sentences, which)


def compare(read: ReadDocument, sentences: Sequence[Sentence], which: str) -> Scores:
    """Score sentences on the marks of one set; places are compared in raw characters."""
    records = [json.loads(line) for line in (HERE / f"{which}.jsonl").read_text(encoding="utf-8").splitlines()]
    marked = {_marked_place(record): _marked_speakers(record) for record in records}
    extents = [run for run in json.loads((HERE / "runs.json").read_text()).values() if run["set"] == which]
    places = {_place(sentence, read.pages): _speakers(sentence) for sentence in sentences}
    found = {place: speakers for place, speakers in places.items() if _in_a_run(place, extents)}
    confusion: Counter[tuple[str, str]] = Counter()
    wrong = [f"splitting, not marked: {place}" for place in found if place not in marked]
    voices_right = 0
    for place, speakers in marked.items():
        if place not in found:
            wrong.append(f"splitting, not found: {place}")
            confusion[_kind(speakers), "no such sentence"] += 1
            continue
        same = found[place] == speakers
        voices_right += same
        confusion[_kind(speakers), _kind(found[place], same or _kind(speakers) != _kind(found[place]))] += 1
        if not same:
            wrong.append(f"voices {sorted(speakers)}, found {sorted(found[place])}: {place}")
    right = len(marked.keys() & found.keys())
    return Scores(right, len(found), len(marked), voices_right, confusion, tuple(wrong))


def _kind(speakers: Speakers, right_work: bool = True) -> str:
    reported = speakers - {"author"}
    name = "author" if not reported else "author + reported" if "author" in speakers else "reported"
    return name if right_work else f"{name}, other work"


def _marked_place(record: dict[str, list[list[int]]]) -> Place:
    (first, start, _), (last, _, end) = record["spans"][0], record["spans"][-1]
    return first, start, last, end


def _marked_speakers(record: dict[str, list[dict[str, str]]]) -> Speakers:
    return frozenset(voice.get("source", "author") for voice in record["voices"])


def _place(sentence: Sentence, pages: Sequence[Page]) -> Place:
    first, last = sentence.span[0], sentence.span[-1]
    start = pages[first.page_index].raw_offsets[first.start]
    end = pages[last.page_index].raw_offsets[last.end - 1] + 1
    return first.page_index, start, last.page_index, end


def _speakers(sentence: Sentence) -> Speakers:
    return frozenset("author" if voice.kind == "author" else voice.source for voice in sentence.voices)


def _in_a_run(place: Place, extents: Sequence[dict[str, list[int]]]) -> bool:
    first, last = place[:2], place[2:]
    return any(list(first) < run["last"] and list(last) > run["first"] for run in extents)


def main() -> None:
    """Print the scores of one set."""
    parser = argparse.ArgumentParser(prog="python -m tests.ingest.marks.score", description=__doc__)
    parser.add_argument("--set", choices=("development", "test", "second-test"), default="development", dest="which")
    folder = Path(os.environ.get("TILLITSKILDEN_THESIS_DIR") or ROOT.parent / "shared" / "thesis")
    parser.add_argument("--text", type=Path, default=folder / f"{SOURCE}.txt", help="the thesis as text")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong (not of the second test)")
    chosen = parser.parse_args()
    started = time.perf_counter()
    scores = score(chosen.text, chosen.which)
    print(scores)  # noqa: T201
    print(f"{time.perf_counter() - started:.2f} s")  # noqa: T201
    if chosen.wrong and chosen.which != "second-test":
        print("\n".join(scores.wrong))  # noqa: T201


if __name__ == "__main__":
    main()
