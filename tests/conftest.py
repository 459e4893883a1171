"""Fixtures shared by all tests."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def thesis_dir() -> Path:
    """Folder with joner-2022.txt, .pdf and .docx; its tests skip without it, and fail in CI."""
    folder = Path(os.environ.get("TILLITSKILDEN_THESIS_DIR") or ROOT.parent / "shared" / "thesis")
    if not (folder / "joner-2022.txt").is_file():
        message = f"the thesis is not in {folder} (set TILLITSKILDEN_THESIS_DIR)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder
