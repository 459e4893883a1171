"""`pool`: gather pages that nobody has judged, or take a reader's grades in."""

import argparse
from pathlib import Path
from typing import Any

from evals.commands.done import Done, run_path
from evals.judgements import judgements_path, read_judgements, write_judgements
from evals.pool import pool, take_in, write_pool
from evals.reading import read_cases
from evals.stored import FOLDER, read_run
from ingest.progress import Progress
from ingest.settings import IngestSettings

POOL = "evals/pool.jsonl"  # below the data folder


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    pooled = commands.add_parser("pool", help="samle viste sider som ingen har vurdert, eller ta inn vurderinger")
    pooled.add_argument("runs", nargs="*", metavar="NAVN", help="kjøringer (vanlig: alle som er lagret)")
    pooled.add_argument("--depth", type=int, default=10, metavar="K", help="så mange treff av hver (vanlig: 10)")
    pooled.add_argument("--out", type=Path, metavar="FIL", help="JSONL-filen (vanlig: i datamappen)")
    pooled.add_argument("--take", type=Path, metavar="FIL", help="ta inn karakterene i en fylt fil")
    pooled.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Write the pages that are left to judge, or store the grades of a filled file."""
    cases, judged = read_cases(), read_judgements()
    if options.take:
        taken = take_in(options.take, cases, judged)
        write_judgements(taken, judgements_path())
        return Done(f"{sum(map(len, taken.by_case.values()))} vurderinger står i {judgements_path().name}.")
    names = options.runs or sorted(path.stem for path in (settings.data_dir / FOLDER).glob("*.json"))
    shown = pool([read_run(run_path(settings, name)) for name in names], cases, judged, options.depth)
    path = options.out or settings.data_dir / POOL
    write_pool(shown, path)
    return Done(f"{len(shown)} sider er ikke vurdert; de står i {path}")
