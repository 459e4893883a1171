"""The chat page over a service whose answers are known beforehand, put in at `app.wiring.open_service`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from chat_page import CHAT
from fake_library import FakeService
from streamlit.testing.v1 import AppTest

from app import wiring


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library folder with one document, a hidden file and two notes."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "dahl-2020.pdf").write_bytes(b"")
    (tmp_path / "documents" / ".gitignore").write_text("*")
    for name in ("a.md", "b.md"):
        (tmp_path / "notes" / "dahl-2020").mkdir(parents=True, exist_ok=True)
        (tmp_path / "notes" / "dahl-2020" / name).write_text("")
    monkeypatch.setenv("TILLITSKILDEN_CORPUS_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def service(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeService]:
    fake = FakeService()
    monkeypatch.setattr(wiring, "open_service", lambda: fake)
    st.cache_resource.clear()
    yield fake
    st.cache_resource.clear()


@pytest.fixture
def page(service: FakeService) -> AppTest:
    """The page on a first visit."""
    return AppTest.from_file(str(CHAT), default_timeout=20).run()


@pytest.fixture
def ask(page: AppTest) -> Callable[[str], AppTest]:
    """Type a question and return the page that answers it."""
    return lambda question: page.chat_input[0].set_value(question).run()
