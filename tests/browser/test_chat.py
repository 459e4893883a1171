"""The whole way in a real browser: real index, real engine, real server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from serving import ROOT, Open, Serve, ask, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

ANSWERED = "Hva kan gjøre det vanskelig å innføre tillitsbasert ledelse?"
LACKING = "Hva koster en bussbillett i Bergen?"


@pytest.fixture(scope="session")
def library(browser: object, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An index of our own notes, and of the thesis where it is at hand; return the environment that reads it."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("documents"))
    documents = folder / "corpus" / "documents"
    documents.mkdir()
    thesis = Path(os.environ.get("TILLITSKILDEN_THESIS_DIR") or ROOT.parent / "shared" / "thesis") / "joner-2022.txt"
    if thesis.is_file():
        shutil.copy(thesis, documents)
    environment = {
        "TILLITSKILDEN_CORPUS_DIR": str(folder / "corpus"),
        "TILLITSKILDEN_DATA_DIR": str(folder / "data"),
    }
    ingest = subprocess.run(
        [sys.executable, "-m", "ingest"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ingest.returncode == 0, ingest.stdout + ingest.stderr
    return environment


def test_a_leader_asks_opens_a_source_and_is_told_when_the_sources_are_silent(
    library: dict[str, str], serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(ROOT / "app" / "chat.py", **library))
    expect(page).to_have_title("Tillitskilden")
    ask(page, ANSWERED)
    answer = page.get_by_test_id("stChatMessage").nth(1)
    expect(answer.get_by_text("Kilde 2:")).to_be_visible(timeout=120_000)  # the model is loaded first
    said = answer.locator(".tk-words").all_inner_texts()
    assert len(said) >= 2

    answer.get_by_text("Kilde 2:").click()
    source = answer.get_by_test_id("stExpander").filter(has_text="Kilde 2:")
    expect(source.locator("mark").first).to_be_visible()
    assert set(source.locator("mark").all_inner_texts()) & set(said)
    label = source.locator("dt", has_text="Side").locator("xpath=following-sibling::dd").inner_text()
    assert re.fullmatch(r"[0-9ivx]+([–,] ?[0-9ivx]+)*", label)
    source.scroll_into_view_if_needed()
    picture(page, "chat-answer")

    ask(page, LACKING)
    silent = page.get_by_test_id("stChatMessage").nth(3)
    expect(silent.get_by_text("Kildene svarer ikke på dette.")).to_be_visible(timeout=60_000)
    expect(silent.get_by_text("Avsnitt 3:")).to_be_visible()
    expect(silent.locator("mark")).to_have_count(0)
    picture(page, "chat-abstention")
