"""make and CI do what they promise, as far as that is seen without installing anything."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def dry_run(*arguments: str, **environment: str) -> list[str]:
    command = ["make", "--dry-run", "--directory", str(ROOT), "--no-print-directory", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"} | environment
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what make reads, in a folder with a space in its name."""
    folder = tmp_path / "min mappe"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    return subprocess.run(
        ["make", *arguments], check=False, cwd=folder, env=environment, capture_output=True, text=True
    )


def test_chat_is_setup_then_ingest_then_the_page() -> None:
    lines = dry_run("chat", DISPLAY=":0")
    assert "-m ingest" in lines[-2]
    assert "-m streamlit run app/chat.py" in lines[-1]
    assert "--server.headless false" in lines[-1]


def test_check_holds_to_everything() -> None:
    text = "\n".join(dry_run("check"))
    for tool in ("ruff check", "ruff format --check", "-m mypy", "lint-imports", "-m pytest"):
        assert tool in text


def test_a_missing_python_is_said_with_what_to_do(checkout: Path) -> None:
    result = make(checkout, "setup", "PYTHON=/finnes/ikke/python3.11")
    assert result.returncode != 0
    assert "trenger Python 3.11" in result.stdout
    assert "make setup PYTHON=" in result.stdout
    assert not (checkout / ".venv").exists()


def test_setup_runs_once_and_again_when_versions_change_or_the_folder_moves(checkout: Path) -> None:
    stamp = checkout / ".venv" / "setup.stamp"
    stamp.parent.mkdir()
    stamp.write_text(f"{checkout}\n", encoding="utf-8")
    assert make(checkout, "--question", "setup").returncode == 0
    later = stamp.stat().st_mtime + 10
    os.utime(checkout / "constraints.txt", (later, later))
    assert make(checkout, "--question", "setup").returncode == 1
    os.utime(stamp, (later + 10, later + 10))
    assert make(checkout, "--question", "setup").returncode == 0
    moved = checkout.rename(checkout.with_name("flyttet"))
    assert make(moved, "--question", "setup").returncode == 1


def test_ci_is_a_program_that_bash_can_read() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_ci_fails_without_the_thesis(tmp_path: Path) -> None:
    environment = os.environ | {"TILLITSKILDEN_THESIS_DIR": str(tmp_path)}
    command = ["bash", str(ROOT / ".ci" / "run")]
    result = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert "the thesis is not in" in result.stderr
