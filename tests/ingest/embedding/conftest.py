"""A weight file small enough to read, and the real model, made once and loaded once."""

import hashlib
import os
from pathlib import Path

import pytest
from tiny_weights import TinyFile, tiny_bytes

from ingest.embedding.encoder import Encoder, load_encoder
from ingest.embedding.folder import prepare_folder
from ingest.settings import DEFAULT_MODEL, IngestSettings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def tiny(tmp_path: Path) -> TinyFile:
    data = tiny_bytes()
    path = tmp_path / "tiny.bin"
    path.write_bytes(data)
    return TinyFile(path, data, hashlib.sha256(data).hexdigest())


@pytest.fixture(scope="session")
def cache_dir() -> Path:
    """The user's own cache, so that the model is made once and not in every run."""
    return IngestSettings.from_environment(os.environ, ROOT).cache_dir


@pytest.fixture(scope="session")
def model_folder(cache_dir: Path) -> Path:
    return prepare_folder(cache_dir)


@pytest.fixture(scope="session")
def encoder(model_folder: Path, cache_dir: Path) -> Encoder:
    return load_encoder(DEFAULT_MODEL, cache_dir)
