"""The evaluation report in a real browser: nothing fetched, nothing beside the page's edge, in light and dark."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from serving import picture

from evals.judgements import Judgements
from evals.report.write import write_report
from tests.evals.report.invented import CASES, RUN

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_report_opens_from_disk_and_stays_within_the_window(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    file, _ = write_report(RUN, CASES, Judgements(), tmp_path / "report.html")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    try:
        page = context.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(file.as_uri())
        for summary in page.locator("summary:visible").all():
            summary.click()
        picture(page, f"report-{width}-{scheme}")
        assert page.locator("details.case[open]").count() == 3
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.body.scrollWidth") <= width
        assert asked == [file.as_uri()]
        assert complaints == []
    finally:
        context.close()
