"""A real server and a real browser; tests skip without Chromium, and fail in CI."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from serving import ROOT, Open, Serve, server

sys.path.append(str(ROOT / "tests" / "app" / "pages"))  # the invented library
CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"there is no Chromium at {CHROMIUM}")
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an address in a browser of its own; at the end no request may have left the address's origin."""
    strays: list[str] = []
    with ExitStack() as contexts:

        def opened(address: str, *, width: int = 1280, height: int = 900, scheme: str = "light") -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                locale="nb-NO",
            )
            contexts.callback(context.close)
            page = context.new_page()
            home = (f"{address}/", f"{address.replace('http', 'ws', 1)}/", "data:", f"blob:{address}/")
            page.on("request", lambda request: None if request.url.startswith(home) else strays.append(request.url))
            page.on("websocket", lambda socket: None if socket.url.startswith(home) else strays.append(socket.url))
            page.goto(address)
            return page

        yield opened
    assert strays == []


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start `streamlit run SCRIPT` on a free port with the given environment; return its address."""
    with ExitStack() as servers:

        def started(script: Path, **environment: str) -> str:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            return servers.enter_context(server(script, environment, log))

        yield started
