"""Fixtures shared by all tests, and which marked tests run: slow ones in CI, browser ones where Chromium is."""

import os
import shutil
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


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    in_ci = os.environ.get("CI") == "true"
    if item.get_closest_marker("slow") and not in_ci:
        pytest.skip("slow: runs only when CI=true")
    if item.get_closest_marker("browser") and shutil.which("chromium") is None:
        if in_ci:
            pytest.fail("browser: there is no chromium on the path", pytrace=False)
        pytest.skip("browser: there is no chromium on the path")
