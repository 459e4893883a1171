"""python -m ingest.embedding.bench: measure every backend in turn on the same texts, and print two tables."""

import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from ingest.embedding.bench.variants import Encode, load_variants
from ingest.settings import IngestSettings

ROUNDS = 5
INVENTED = (
    "på morgenmøtet gikk lederen gjennom vaktene og spurte hva som hadde vært vanskelig siden sist før gruppen selv "
    "fordelte besøkene og ble enige om hvem som skulle følge opp de nye brukerne i bydelen denne uken og den neste"
)


def text(words: int, start: int) -> str:
    """Give some words of an invented text; another start gives another text."""
    invented = INVENTED.split()
    return " ".join(invented[(start + step) % len(invented)] for step in range(words))


QUERY = ["query: Hvem fordeler besøkene i bydelen?"]
LONG_QUERY = ["query: " + text(30, 3)]
SHORT = ["passage: " + text(13 + place % 5, place) for place in range(32)]  # about 20 tokens
LONG = ["passage: " + text(240 + 10 * (place % 9), place) for place in range(4)]  # about 400 tokens


def seconds(encode: Encode, texts: Sequence[str], batch_size: int, times: int = 1) -> float:
    """Give the median time of one call."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        encode(texts, batch_size)
        taken.append(perf_counter() - start)
    return median(taken)


def measure(variants: dict[str, Encode]) -> None:
    """Print query times (ms) and batch speeds (texts/s), median and best, and the lowest cosine to the first."""
    reference = next(iter(variants.values()))(SHORT + LONG, 8)
    columns = ((QUERY, 1, 11), (LONG_QUERY, 1, 11), (SHORT, 32, 1), (LONG, 8, 1))
    found: dict[str, list[list[float]]] = {name: [] for name in variants}
    for encode in variants.values():
        seconds(encode, QUERY, 1, 5)  # warm
    for _ in range(ROUNDS):  # in turn, so that a busy moment hits them all
        for name, encode in variants.items():
            found[name].append([seconds(encode, texts, size, times) for texts, size, times in columns])
    print("| backend | question, ms | 30 words, ms | short texts/s | long texts/s | lowest cosine |")
    print("|---|---|---|---|---|---|")
    for name, encode in variants.items():
        question, thirty, short, long = zip(*found[name], strict=True)
        cells = [f"{median(times) * 1000:.1f} ({min(times) * 1000:.1f})" for times in (question, thirty)]
        cells += [f"{len(SHORT) / median(short):.0f} ({len(SHORT) / min(short):.0f})"]
        cells += [f"{len(LONG) / median(long):.1f} ({len(LONG) / min(long):.1f})"]
        cosine = (encode(SHORT + LONG, 8) * reference).sum(axis=1).min()
        print(f"| {name} | {' | '.join(cells)} | {cosine:.5f} |", flush=True)


def sweep(encode: Encode) -> None:
    """Print the speed of one backend at several batch sizes."""
    sizes = (4, 8, 16, 32, 64)
    found: dict[int, list[tuple[float, float]]] = {size: [] for size in sizes}
    for _ in range(3):
        for size in sizes:
            found[size].append((seconds(encode, SHORT * 2, size), seconds(encode, LONG * 4, size)))
    print("\n| batch size | short texts/s | long texts/s |\n|---|---|---|")
    for size in sizes:
        short, long = (median(column) for column in zip(*found[size], strict=True))
        print(f"| {size} | {2 * len(SHORT) / short:.0f} | {4 * len(LONG) / long:.1f} |")


if __name__ == "__main__":
    loaded = load_variants(IngestSettings.from_environment(os.environ, Path.cwd()).cache_dir)
    measure(loaded)
    sweep(loaded["onnxruntime"])
