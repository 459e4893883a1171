"""A run -> a file, and back; scores nothing."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.outcome import Cited, Found, Outcome, Said
from evals.reading import SPLITS
from ingest.errors import TillitskildenError

SCHEMA = 1
FOLDER = "evals/runs"  # below the data folder


class RunError(TillitskildenError):
    """A stored run cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """What several systems gave for the same cases.

    Attributes:
        name: of the run, and of its file.
        about: commit, index stamp, gold hash, sources, settings, when.
        outcomes: by system.
    """

    name: str
    about: Mapping[str, Any]
    outcomes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)

    def of(self, system: str) -> tuple[Outcome, ...]:
        """Give a system's outcomes.

        Raises:
            RunError: it was not asked.
        """
        if system not in self.outcomes:
            raise RunError(f"Kjøringen {self.name} har ikke {system}.", f"Den har {', '.join(self.outcomes)}.")
        return self.outcomes[system]


def about_run(root: Path, stamp: str, **settings: Any) -> dict[str, Any]:
    """Describe a run that begins now."""
    return {
        "schema": SCHEMA,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(root),
        "stamp": stamp,
        "gold": gold_hash(),
        **settings,
    }


def gold_hash() -> str:
    """Give a hash over the gold files, so that runs on other questions are told apart."""
    folder = files("evals.gold")
    return sha256(b"\0".join((folder / f"{split}.yaml").read_bytes() for split in SPLITS)).hexdigest()[:16]


def run_name(text: str) -> str:
    """Take a run's name, which is its file's too.

    Raises:
        ValueError: a file cannot be called so, or would land in another folder.
    """
    if not text or Path(text).name != text:
        raise ValueError(text)
    return text


def write_run(run: Run, folder: Path) -> Path:
    """Write a run as `<folder>/<name>.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.name}.json"
    record = {"name": run.name, "about": dict(run.about)}
    record["outcomes"] = {system: [asdict(one) for one in outcomes] for system, outcomes in run.outcomes.items()}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read_run(path: Path) -> Run:
    """Read a stored run.

    Raises:
        RunError: the file is missing or no run.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        outcomes = {system: tuple(map(_outcome, listed)) for system, listed in record["outcomes"].items()}
        return Run(record["name"], record["about"], outcomes)
    except OSError as error:
        raise RunError(f"Fant ikke kjøringen {path}.", "Se hvilke som finnes i data/evals/runs.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{path} er ikke en lagret kjøring ({error!r}).") from error


def _outcome(record: Mapping[str, Any]) -> Outcome:
    return Outcome(
        **{
            **record,
            "found": tuple(Found(**{**one, "pages": tuple(one["pages"])}) for one in record["found"]),
            "said": tuple(
                Said(
                    text=one["text"],
                    verdict=one["verdict"],
                    voices=tuple(one["voices"]),
                    citations=tuple(
                        Cited(**{**c, "pages": tuple(c["pages"]), "voices": tuple(c["voices"])})
                        for c in one["citations"]
                    ),
                )
                for one in record["said"]
            ),
        }
    )


def _commit(root: Path) -> str:
    """Name the commit of a checkout, with "+" where files differ from it; empty outside one."""
    try:
        found = subprocess.run(
            ["git", "-C", str(root), "describe", "--always", "--dirty=+", "--abbrev=12"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()
