"""`gate`: hold the engine on the test questions against the committed baseline, or freeze a new one."""

import argparse
from typing import Any

from evals.asking import ask_all
from evals.commands.done import ROOT, Done
from evals.commands.opening import open_library
from evals.gate import baseline_path, falls, freeze, read_baseline
from evals.judgements import read_judgements
from evals.printed import printed_falls
from evals.reading import read_cases
from evals.scoring import score_all
from evals.stored import about_run
from evals.systems import OURS, ours
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    gate = commands.add_parser("gate", help="se om noe er blitt dårligere enn grunnlinjen på testdelen")
    gate.add_argument("--freeze", action="store_true", help="gjør dagens tall til grunnlinje")
    gate.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Ask the test questions, and say what fell; 1 when something did."""
    cases = read_cases(["test"])
    library = open_library(settings, "both", progress)
    scored = score_all(cases, ask_all(cases, [ours(library.engine)], progress)[OURS], read_judgements())
    if options.freeze:
        freeze(scored, about_run(ROOT, str(library.index.stamp), split="test", sources="both"), baseline_path())
        return Done(f"Grunnlinjen er frosset i {baseline_path().name}.")
    fallen = falls(read_baseline(), scored)
    return Done(printed_falls(fallen), int(bool(fallen)))
