"""A weight file small enough to read: one layer, eight pieces, every value known."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁tillit", "s", "▁ledelse"]
HIDDEN, HEADS, FFN, POSITIONS, TYPES = 32, 2, 64, 16, 2


@dataclass(frozen=True)
class TinyFile:
    """A one-layer weight file of eight pieces; `emb.word` has row r filled with r - 4."""

    path: Path
    data: bytes
    sha256: str


def four_bit(count: int, value: Callable[[int], int]) -> bytes:
    """Pack `count` weights from -8 to 7 in blocks of 32, scale 1."""
    packed = b""
    for start in range(0, count, 32):
        codes = [value(start + place) + 8 for place in range(32)]
        packed += struct.pack("<e", 1.0) + bytes(codes[j] | codes[j + 16] << 4 for j in range(16))
    return packed


def tiny_bytes() -> bytes:
    blob = "".join(PIECES).encode()
    offsets = [len("".join(PIECES[:count]).encode()) for count in range(len(PIECES) + 1)]
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, HEADS, FFN, len(PIECES), POSITIONS, TYPES, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + struct.pack("<9I", *offsets)
    head += struct.pack("<8f", 0, 0, 0, 0, -2, -3, -4, -5) + blob
    mapping = struct.pack("<IBI", ord("\t"), 1, ord(" ")) + struct.pack("<IB3I", ord("…"), 3, *map(ord, "..."))
    head += struct.pack("<iI", 2, len(mapping)) + mapping

    tensors: list[tuple[str, int, int, bytes]] = []  # name, kind, elements, bytes

    def floats(name: str, count: int, value: float) -> None:
        tensors.append((name, 0, count, struct.pack(f"<{count}f", *[value] * count)))

    def packed(name: str, count: int, value: Callable[[int], int] = lambda place: place % 3 - 1) -> None:
        tensors.append((name, 1, count, four_bit(count, value)))

    packed("emb.word", len(PIECES) * HIDDEN, lambda place: place // HIDDEN - 4)
    floats("emb.pos", POSITIONS * HIDDEN, 0.5)
    floats("emb.type", TYPES * HIDDEN, 0.25)
    sizes = {"q": (HIDDEN, HIDDEN), "fi": (FFN, HIDDEN), "fo": (HIDDEN, FFN)}
    for short in ("q", "k", "v", "ao", "fi", "fo"):
        rows, columns = sizes.get(short, sizes["q"])
        packed(f"l0.{short}.w", rows * columns)
        floats(f"l0.{short}.b", rows, 0.0)
    for norm in ("emb.ln", "l0.aln", "l0.oln"):
        floats(f"{norm}.w", HIDDEN, 1.0)
        floats(f"{norm}.b", HIDDEN, 0.0)

    directory = sum(2 + len(name) + 21 for name, *_ in tensors)
    offset, entries, body = len(head) + 4 + directory, b"", b""
    for name, kind, count, raw in tensors:
        entries += struct.pack("<H", len(name)) + name.encode()
        entries += struct.pack("<BIQQ", kind, count, offset + len(body), len(raw))
        body += raw
    return head + struct.pack("<i", len(tensors)) + entries + body
