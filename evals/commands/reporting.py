"""`report`: make the page of a stored run."""

import argparse
from pathlib import Path
from typing import Any

from evals.commands.done import Done, run_path
from evals.judgements import read_judgements
from evals.reading import SPLITS, read_cases
from evals.report.write import FOLDER, write_report
from evals.stored import read_run
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    report = commands.add_parser("report", help="skriv en rapport om en lagret kjøring, som HTML og Markdown")
    report.add_argument("run", metavar="NAVN", help="navn på en kjøring, eller en fil")
    report.add_argument("--split", choices=SPLITS, help="bare denne delen av kjøringen (vanlig: alt den har)")
    report.add_argument(
        "--out", type=Path, metavar="FIL", help="HTML-filen (vanlig: i datamappen, med kjøringens navn)"
    )
    report.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Write the page and its tables, and say where."""
    run = read_run(run_path(settings, options.run))
    cases = read_cases((options.split,) if options.split else SPLITS)
    name = f"{run.name}-{options.split}" if options.split else run.name
    path = options.out or settings.data_dir / FOLDER / f"{name}.html"
    return Done("\n".join(str(written) for written in write_report(run, cases, read_judgements(), path)))
