"""`compare`: hold two stored runs against each other."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from evals.commands.done import Done, run_path
from evals.compare import compare
from evals.judgements import read_judgements
from evals.printed import printed_comparison
from evals.reading import read_cases
from evals.stored import read_run
from evals.systems import OURS
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    compared = commands.add_parser("compare", help="hold to lagrede kjøringer mot hverandre")
    compared.add_argument("first", metavar="A", help="navn på en kjøring, eller en fil")
    compared.add_argument("second", metavar="B", help="den som holdes mot A")
    compared.add_argument("--system", nargs=2, metavar=("A", "B"), default=(OURS, OURS), help="systemene")
    compared.add_argument("--json", action="store_true", help="skriv tallene som JSON")
    compared.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Pair the runs, and give what changed as text or as JSON."""
    first, second = (read_run(run_path(settings, name)) for name in (options.first, options.second))
    found = compare(first, second, read_cases(), read_judgements(), options.system)
    return Done(json.dumps(asdict(found), ensure_ascii=False) if options.json else printed_comparison(found))
