"""`run`: ask the gold questions, give the figures, and store the run."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from evals.asking import ask_all
from evals.commands.done import ROOT, Done
from evals.commands.opening import open_library
from evals.judgements import read_judgements
from evals.libraries import SOURCES, Library, plain_texts
from evals.printed import printed_tables
from evals.reading import SPLITS, read_cases
from evals.scoring import Scored, score_all
from evals.selection import select
from evals.stored import FOLDER, Run, about_run, run_name, write_run
from evals.systems import BASELINES, OURS, System, baselines, llama_default, ours
from evals.table import GROUPS, tabulate
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    run = commands.add_parser("run", help="still spørsmålene, skriv tallene og lagre kjøringen")
    run.add_argument("--split", choices=("dev", "test", "all"), default="dev", help="hvilken del (vanlig: dev)")
    run.add_argument("--types", nargs="+", metavar="TYPE", help="bare disse typene")
    run.add_argument("--langs", nargs="+", metavar="SPRÅK", help="bare disse språkene")
    run.add_argument("--sources", choices=SOURCES, default="both", help="hva biblioteket holder (vanlig: both)")
    run.add_argument("--system", nargs="+", choices=(OURS, *BASELINES), help="bare disse (vanlig: alle)")
    run.add_argument("--name", type=run_name, metavar="NAVN", help="kjøringens navn (vanlig: del og kilder)")
    run.add_argument("--json", action="store_true", help="skriv tallene som JSON")
    run.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Ask, store, and give the figures as a table or as JSON."""
    cases = select(read_cases(SPLITS if options.split == "all" else (options.split,)), options.types, options.langs)
    library = open_library(settings, options.sources, progress)
    outcomes = ask_all(cases, _systems(settings, options, library), progress)
    about = about_run(
        ROOT,
        str(library.index.stamp),
        split=options.split,
        sources=options.sources,
        types=options.types,
        langs=options.langs,
        abstention=asdict(library.engine.abstention),
    )
    run = Run(options.name or f"{options.split}-{options.sources}", about, outcomes)
    path = write_run(run, settings.data_dir / FOLDER)
    judged = read_judgements()
    scored = {system: score_all(cases, listed, judged) for system, listed in outcomes.items()}
    if options.json:
        return Done(json.dumps({"name": run.name, "about": about, "systems": _tables(scored)}, ensure_ascii=False))
    return Done(f"{printed_tables(scored)}\n\nLagret i {path}")


def _systems(settings: IngestSettings, options: argparse.Namespace, library: Library) -> list[System]:
    wanted = options.system or [OURS, *BASELINES]
    systems = [ours(library.engine)]
    if wanted != [OURS]:  # the baselines index the passages anew
        passages = library.passages()
        systems += baselines(library.engine, passages)
        if "llamaindex" in wanted:
            texts = plain_texts(settings, options.sources, passages)
            systems.append(llama_default(texts, library.encoder.as_llama()))
    return [system for system in systems if system.name in wanted]


def _tables(scored: Mapping[str, Sequence[Scored]]) -> dict[str, Any]:
    return {
        system: {name: [asdict(row) for row in tabulate(listed, by)] for name, by in GROUPS.items()}
        for system, listed in scored.items()
    }
