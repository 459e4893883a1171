"""What a command gives back, and where it finds things."""

from dataclasses import dataclass
from pathlib import Path

from evals.stored import FOLDER
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """Text to print, and the exit code."""

    text: str
    code: int = 0


def run_path(settings: IngestSettings, name: str) -> Path:
    """Find a stored run by its name, or by its file."""
    return Path(name) if name.endswith(".json") else settings.data_dir / FOLDER / f"{name}.json"
