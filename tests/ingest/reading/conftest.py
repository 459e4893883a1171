"""The invented report as files."""

from pathlib import Path

import pytest
from ferry_report import report_text, write_report_pdf


@pytest.fixture
def report_pdf(tmp_path: Path) -> Path:
    path = tmp_path / "ferjer.pdf"
    write_report_pdf(path)
    return path


@pytest.fixture
def report_txt(tmp_path: Path) -> Path:
    path = tmp_path / "ferjer.txt"
    path.write_text(report_text(), encoding="utf-8")
    return path
