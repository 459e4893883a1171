"""Content -> one HTML page that needs nothing but itself; whatever comes from questions and documents is escaped."""

from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from evals.report import words
from evals.report.content import Content
from evals.report.heading import facts_of, lead_of, warnings_of
from evals.report.plots import latency_picture, systems_picture
from evals.report.sureness import reliability_picture, risk_picture
from evals.report.tables import group_tables, reliability_table, systems_table, twins_table
from evals.report.words import KINDS

SHOWN = 300  # characters of a passage


def html_of(content: Content) -> str:
    """Write the page."""
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            content=content,
            lead=lead_of(content),
            facts=facts_of(content),
            warnings=warnings_of(content),
            systems=systems_table(content.figures),
            groups=[table for name, rows in content.rows.items() for table in group_tables(name, rows)],
            twins=twins_table(content.drops),
            reliability=reliability_table(content.bins),
            kinds=KINDS,
            pictures=[
                systems_picture(content.figures),
                risk_picture(content.risk, content.threshold),
                reliability_picture(content.bins, content.threshold),
                latency_picture(content.latency),
            ],
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {
        "source": lambda page: page.rpartition(":")[0],
        "label": lambda page: page.rpartition(":")[2],
        "voice": words.voice,
        "group": lambda name: words.GROUPS.get(name, name),
        "reason": lambda name: words.REASONS.get(name, name),
        "verdict": lambda name: words.VERDICTS.get(name, name),
        "kind": lambda name: words.PASSAGES.get(name, name),
        "beginning": _beginning,
    }
    return environment


def _template(name: str) -> str:
    return (files("evals.report") / "templates" / name).read_text(encoding="utf-8")


def _beginning(text: str) -> str:
    """Give the first characters of a text.

    >>> len(_beginning("a" * 400)), _beginning("kort")
    (301, 'kort')
    """
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
