"""`suite`: measure retrieval on a folder in BEIR layout."""

import argparse
from typing import Any

from evals.commands.done import Done
from evals.suite.command import add_suite, suite_text
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    add_suite(commands).set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Measure, and give the table or the record."""
    return Done(suite_text(options, settings, progress))
