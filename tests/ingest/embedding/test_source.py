"""From the name in the settings to a folder: prompts, stamps, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest
from tiny_weights import TinyFile

from ingest.embedding.encoder import load_encoder
from ingest.embedding.errors import BackendError, ModelFolderError
from ingest.embedding.folder import prepare_folder
from ingest.embedding.source import choose_prompts, find_model, fingerprint
from ingest.offline import forbid_network


@pytest.fixture
def tiny_folder(tiny: TinyFile, tmp_path: Path) -> Path:
    return prepare_folder(tmp_path / "cache", weights_path=lambda: tiny.path, sha256=tiny.sha256)


def test_a_local_folder_is_a_model_of_its_own(tiny_folder: Path, tmp_path: Path) -> None:
    encoder = load_encoder(str(tiny_folder), tmp_path, backend="torch")
    assert encoder.model_id == f"{tiny_folder}@{fingerprint(tiny_folder)}"
    assert encoder.encode_passages(["tillit", "ledelse"]).shape == (2, 32)


def test_torch_and_onnxruntime_agree_on_it(tiny_folder: Path, tmp_path: Path) -> None:
    texts = ["tillit", "ledelse s tillit", "s " * 30]
    one, other = (
        load_encoder(str(tiny_folder), tmp_path, backend).encode_queries(texts) for backend in ("torch", "onnx")
    )
    assert np.abs(one - other).max() < 1e-5


def test_a_folder_without_a_graph_runs_on_torch(tiny_folder: Path, tmp_path: Path) -> None:
    (tiny_folder / "model.onnx").unlink()
    assert load_encoder(str(tiny_folder), tmp_path).encode_queries(["s"]).shape == (1, 32)
    with pytest.raises(BackendError, match="bare kjøres med torch"):
        load_encoder(str(tiny_folder), tmp_path, backend="onnx")


def test_a_graph_that_we_did_not_write_is_not_used(tiny_folder: Path, tmp_path: Path) -> None:
    (tiny_folder / "tillitskilden.json").unlink()
    (tiny_folder / "model.onnx").write_bytes(b"someone else's graph")
    assert load_encoder(str(tiny_folder), tmp_path).encode_queries(["s"]).shape == (1, 32)


def test_other_weights_give_another_stamp(tiny_folder: Path) -> None:
    before = fingerprint(tiny_folder)
    model = tiny_folder / "model.safetensors"
    raw = model.read_bytes()
    model.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert fingerprint(tiny_folder) != before


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelFolderError, match="safetensors"):
        find_model(str(tmp_path), tmp_path)


def test_code_in_a_model_is_refused(tiny_folder: Path, tmp_path: Path) -> None:
    (tiny_folder / "model.onnx").unlink()
    (tiny_folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Evil: pass\n")
    modules = json.loads((tiny_folder / "modules.json").read_text())
    modules[2]["type"] = "evil.Evil"
    (tiny_folder / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(ModelFolderError, match="lar seg ikke laste"):
        load_encoder(str(tiny_folder), tmp_path)
    assert not (tmp_path / "ran").exists()


def test_an_unknown_name_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(ModelFolderError, match="Fant ikke språkmodellen") as caught:
        find_model("/finnes/ikke/her", tmp_path)
    assert "TILLITSKILDEN_MODEL" in caught.value.remedy


def test_a_hub_id_that_is_not_in_the_cache_is_not_fetched_offline(tmp_path: Path) -> None:
    with forbid_network() as attempts, pytest.raises(ModelFolderError, match="ikke hentet"):
        find_model("intfloat/multilingual-e5-base", tmp_path)
    assert attempts.seen == []


@pytest.mark.parametrize(
    ("model", "own", "expected"),
    [
        ("intfloat/multilingual-e5-base", None, ("query: ", "passage: ")),
        ("/modeller/e5-large", None, ("query: ", "passage: ")),
        ("BAAI/bge-m3", None, ("", "")),
        ("NbAiLab/nb-sbert-base", {"query": "", "document": ""}, ("", "")),
        ("some/model", {"query": "Spørsmål: ", "document": "Tekst: "}, ("Spørsmål: ", "Tekst: ")),
        ("some/e5-instruct", {"query": "Instruct: …\nQuery: "}, ("Instruct: …\nQuery: ", "")),
        ("some/file5-model", None, ("", "")),
    ],
)
def test_prompts(tmp_path: Path, model: str, own: dict[str, str] | None, expected: tuple[str, str]) -> None:
    if own is not None:
        (tmp_path / "config_sentence_transformers.json").write_text(json.dumps({"prompts": own}))
    assert choose_prompts(tmp_path, model) == expected
