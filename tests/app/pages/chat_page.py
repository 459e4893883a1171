"""What a page of the test driver shows, as text."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

CHAT = Path(__file__).resolve().parents[3] / "app" / "chat.py"


def markup(page: AppTest) -> str:
    """Return everything that the page shows through st.html, in order, without the style sheet."""
    return "\n".join(element.body for element in page.html if "<style" not in element.body)


def labels(page: AppTest) -> list[str]:
    """Return expander labels as read on the screen: Markdown's backslashes away."""
    return [expander.label.replace("\\", "") for expander in page.expander]
