"""Content -> the report's tables as Markdown, to put into a pull request or a README; holds no picture and no case."""

from evals.report.content import Content
from evals.report.curves import calibration_error
from evals.report.heading import facts_of, lead_of, warnings_of
from evals.report.tables import Cell, Table, group_tables, reliability_table, systems_table, twins_table
from evals.report.words import KINDS


def markdown_of(content: Content) -> str:
    """Write the tables; every figure is followed by its 95 % interval and its number of cases."""
    tables = [
        systems_table(content.figures),
        *(table for name, rows in content.rows.items() for table in group_tables(name, rows)),
        twins_table(content.drops),
        reliability_table(content.bins),
    ]
    parts = [
        f"# Hvor godt svarer Tillitskilden? {_escape(content.name)}",
        lead_of(content),
        *(f"> {warning}" for warning in warnings_of(content)),
        "\n".join(f"- {name}: {_escape(value)}" for name, value in facts_of(content)),
        "Hvert tall står med 95 %-intervallet og, i parentes, antall spørsmål. Merkede tall er uthevet.",
        *(part for table in tables for part in _table(table)),
        "## Kurver",
        "\n".join(_curves(content)),
        "## Feil",
        "\n".join(f"- {KINDS[kind.name][0]}: {kind.total}" for kind in content.worst),
    ]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> list[str]:
    title = f"## {table.title}"
    if not table.lines:
        return [title, "Ingen."]
    rows = [
        (table.corner, *table.columns),
        ("---", *("--:" for _ in table.columns)),
        *((line.name, *map(_cell, line.cells)) for line in table.lines),
    ]
    mark = [f"Uthevet: {table.mark}."] if table.mark else []
    return [title, *mark, "\n".join(f"| {' | '.join(map(_escape, row))} |" for row in rows)]


def _cell(cell: Cell) -> str:
    value = f"**{cell.value}**" if cell.marked else cell.value
    return f"{value} [{cell.interval}] ({cell.n})" if cell.n else value


def _curves(content: Content) -> list[str]:
    risk, times = content.risk, content.latency
    lines = [
        f"- Areal under risiko–dekning: {risk.area:.3f}; minst mulig med de samme svarene {risk.least_area:.3f}",
        f"- Avvik mellom sikkerhet og andel med svar, i snitt: {calibration_error(content.bins):.3f}",
        f"- Tid til svar: p50 {times.p50:.1f} ms, p95 {times.p95:.1f} ms",
    ]
    if risk.points:
        last = risk.points[-1]
        lines.insert(1, f"- Ved terskelen: dekning {last.coverage:.3f}, risiko {last.risk:.3f}")
    return lines


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
