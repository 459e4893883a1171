"""Starts the chat page over the invented answers of tests/app/pages; the wiring seam is all that differs."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "app" / "pages")]

from fake_library import FakeService  # noqa: E402

from app import wiring  # noqa: E402

wiring.open_service = FakeService
exec(compile((ROOT / "app" / "chat.py").read_text(encoding="utf-8"), "chat.py", "exec"))  # as `streamlit run` does
