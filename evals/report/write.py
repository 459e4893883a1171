"""A run, gold and judgements -> the report's two files."""

from collections.abc import Sequence
from pathlib import Path

from evals.case import Case
from evals.judgements import Judgements
from evals.report.content import content_of
from evals.stored import Run

FOLDER = "evals/reports"  # below the data folder


def write_report(run: Run, cases: Sequence[Case], judged: Judgements, path: Path) -> tuple[Path, Path]:
    """Write the page to `path`, which gets the ending .html if it lacks one, and the tables as Markdown beside it.

    Returns:
        The two files.

    Raises:
        RunError: as `content_of` raises.
    """
    from evals.report.html import html_of
    from evals.report.markdown import markdown_of

    content = content_of(run, cases, judged)
    path = path if path.suffix == ".html" else path.with_name(f"{path.name}.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.stem}.md")
    path.write_text(html_of(content), encoding="utf-8")
    beside.write_text(markdown_of(content), encoding="utf-8")
    return path, beside
