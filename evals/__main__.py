"""`python -m evals`: ask the gold questions, compare runs, report, fit the app's models, or run a retrieval suite."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evals.asking import ask_all
from evals.compare import compare
from evals.fitting import FITTED_ON, fit_all
from evals.gate import baseline_path, falls, freeze, read_baseline
from evals.judgements import FILE, read_judgements
from evals.libraries import SOURCES, Library, Sources, plain_texts, prepare, thesis_pages
from evals.pool import pool, take_in, write_judgements, write_pool
from evals.printed import printed_comparison, printed_falls, printed_tables
from evals.reading import SPLITS, read_cases
from evals.report.write import FOLDER as REPORTS
from evals.report.write import write_report
from evals.scoring import score_all
from evals.selection import select
from evals.stored import FOLDER, Run, about_run, read_run, run_name, write_run
from evals.suite.command import add_suite, suite_text
from evals.systems import BASELINES, OURS, System, baselines, llama_default, ours
from evals.table import GROUPS, tabulate
from ingest.command_line import CommandLine
from ingest.embedding.encoder import load_encoder
from ingest.errors import TillitskildenError
from ingest.progress import Bars
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parent.parent
JUDGEMENTS = ROOT / "evals" / "gold" / FILE
POOL = "evals/pool.jsonl"  # below the data folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something is missing or wrong."""
    options = _parser().parse_args(arguments)
    settings = IngestSettings.from_environment(os.environ, ROOT)
    commands = {
        "run": _run,
        "compare": _compare,
        "report": _report,
        "fit": _fit,
        "suite": _suite,
        "pool": _pool,
        "gate": _gate,
    }
    try:
        return commands[options.command](settings, options)
    except TillitskildenError as error:
        print(error.told, file=sys.stderr)
        return 1


def _run(settings: IngestSettings, options: argparse.Namespace) -> int:
    splits = SPLITS if options.split == "all" else (options.split,)
    cases = select(read_cases(splits), options.types, options.langs)
    with Bars(sys.stderr) as bars:
        library = _library(settings, options.sources, bars)
        systems = _systems(settings, options, library)
        outcomes = ask_all(cases, systems, bars.show)
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
        tables = {
            system: {name: [asdict(row) for row in tabulate(listed, by)] for name, by in GROUPS.items()}
            for system, listed in scored.items()
        }
        print(json.dumps({"name": run.name, "about": about, "systems": tables}, ensure_ascii=False))
    else:
        print(printed_tables(scored))
        print(f"\nLagret i {path}")
    return 0


def _compare(settings: IngestSettings, options: argparse.Namespace) -> int:
    folder = settings.data_dir / FOLDER
    first, second = (read_run(_path(folder, name)) for name in (options.first, options.second))
    found = compare(first, second, read_cases(), read_judgements(), options.system)
    print(json.dumps(asdict(found), ensure_ascii=False) if options.json else printed_comparison(found))
    return 0


def _report(settings: IngestSettings, options: argparse.Namespace) -> int:
    run = read_run(_path(settings.data_dir / FOLDER, options.run))
    cases = read_cases((options.split,) if options.split else SPLITS)
    name = f"{run.name}-{options.split}" if options.split else run.name
    path = options.out or settings.data_dir / REPORTS / f"{name}.html"
    print(*write_report(run, cases, read_judgements(), path), sep="\n")
    return 0


def _fit(settings: IngestSettings, options: argparse.Namespace) -> int:
    with Bars(sys.stderr) as bars:
        libraries = [_library(settings, sources, bars) for sources in FITTED_ON]
        measured = fit_all(libraries, thesis_pages(settings.corpus_dir), options.out, bars.show)
    print(json.dumps(measured, indent=1))
    return 0


def _pool(settings: IngestSettings, options: argparse.Namespace) -> int:
    cases, judged = read_cases(), read_judgements()
    if options.take:
        taken = take_in(options.take, cases, judged)
        write_judgements(taken, JUDGEMENTS)
        print(f"{sum(map(len, taken.by_case.values()))} vurderinger står i {JUDGEMENTS.name}.")
        return 0
    folder = settings.data_dir / FOLDER
    runs = [
        read_run(_path(folder, name)) for name in options.runs or [path.stem for path in sorted(folder.glob("*.json"))]
    ]
    shown = pool(runs, cases, judged, options.depth)
    write_pool(shown, options.out or settings.data_dir / POOL)
    print(f"{len(shown)} sider er ikke vurdert; de står i {options.out or settings.data_dir / POOL}")
    return 0


def _gate(settings: IngestSettings, options: argparse.Namespace) -> int:
    cases = read_cases(["test"])
    with Bars(sys.stderr) as bars:
        library = _library(settings, "both", bars)
        outcomes = ask_all(cases, [ours(library.engine)], bars.show)[OURS]
    scored = score_all(cases, outcomes, read_judgements())
    if options.freeze:
        freeze(scored, about_run(ROOT, str(library.index.stamp), split="test", sources="both"), baseline_path())
        print(f"Grunnlinjen er frosset i {baseline_path().name}.")
        return 0
    fallen = falls(read_baseline(), scored)
    print(printed_falls(fallen))
    return int(bool(fallen))


def _suite(settings: IngestSettings, options: argparse.Namespace) -> int:
    with Bars(sys.stderr) as bars:
        measured = suite_text(options, settings, bars.show)
    print(measured)
    return 0


def _library(settings: IngestSettings, sources: Sources, bars: Bars) -> Library:
    encoder = load_encoder(settings.model, settings.cache_dir, batch_size=settings.batch_size)
    return prepare(settings, sources, encoder, bars.show)


def _systems(settings: IngestSettings, options: argparse.Namespace, library: Library) -> list[System]:
    wanted = options.system or [OURS, *BASELINES]
    systems = [ours(library.engine), *baselines(library.engine, library.passages())]
    if "llamaindex" in wanted:
        texts = plain_texts(settings, options.sources, library.index)
        systems.append(llama_default(texts, library.encoder.as_llama()))
    return [system for system in systems if system.name in wanted]


def _path(folder: Path, name: str) -> Path:
    return Path(name) if name.endswith(".json") else folder / f"{name}.json"


def _parser() -> CommandLine:
    parser = CommandLine(prog="python -m evals", description="Still gullspørsmålene til Tillitskilden.")
    commands = parser.add_subparsers(dest="command", metavar="kommando", required=True)
    run = commands.add_parser("run", help="still spørsmålene, skriv tallene og lagre kjøringen")
    run.add_argument("--split", choices=("dev", "test", "all"), default="dev", help="hvilken del (vanlig: dev)")
    run.add_argument("--types", nargs="+", metavar="TYPE", help="bare disse typene")
    run.add_argument("--langs", nargs="+", metavar="SPRÅK", help="bare disse språkene")
    run.add_argument("--sources", choices=SOURCES, default="both", help="hva biblioteket holder (vanlig: both)")
    run.add_argument("--system", nargs="+", choices=(OURS, *BASELINES), help="bare disse (vanlig: alle)")
    run.add_argument("--name", type=run_name, metavar="NAVN", help="kjøringens navn (vanlig: del og kilder)")
    run.add_argument("--json", action="store_true", help="skriv tallene som JSON")
    compared = commands.add_parser("compare", help="hold to lagrede kjøringer mot hverandre")
    compared.add_argument("first", metavar="A", help="navn på en kjøring, eller en fil")
    compared.add_argument("second", metavar="B", help="den som holdes mot A")
    compared.add_argument("--system", nargs=2, metavar=("A", "B"), default=(OURS, OURS), help="systemene")
    compared.add_argument("--json", action="store_true", help="skriv tallene som JSON")
    report = commands.add_parser("report", help="skriv en rapport om en lagret kjøring, som HTML og Markdown")
    report.add_argument("run", metavar="NAVN", help="navn på en kjøring, eller en fil")
    report.add_argument("--split", choices=SPLITS, help="bare denne delen av kjøringen (vanlig: alt den har)")
    report.add_argument(
        "--out", type=Path, metavar="FIL", help="HTML-filen (vanlig: i datamappen, med kjøringens navn)"
    )
    fitted = commands.add_parser(
        "fit", help="tilpass på utviklingsdelen hvilke setninger som svarer, og når assistenten avstår"
    )
    app = ROOT / "app" / "engine"
    fitted.add_argument("--out", type=Path, default=app, metavar="MAPPE", help="for modellene (vanlig: appens egen)")
    add_suite(commands)
    pooled = commands.add_parser("pool", help="samle viste sider som ingen har vurdert, eller ta inn vurderinger")
    pooled.add_argument("runs", nargs="*", metavar="NAVN", help="kjøringer (vanlig: alle som er lagret)")
    pooled.add_argument("--depth", type=int, default=10, metavar="K", help="så mange treff av hver (vanlig: 10)")
    pooled.add_argument("--out", type=Path, metavar="FIL", help="JSONL-filen (vanlig: i datamappen)")
    pooled.add_argument("--take", type=Path, metavar="FIL", help="ta inn karakterene i en fylt fil")
    gate = commands.add_parser("gate", help="se om noe er blitt dårligere enn grunnlinjen på testdelen")
    gate.add_argument("--freeze", action="store_true", help="gjør dagens tall til grunnlinje")
    return parser


if __name__ == "__main__":
    sys.exit(main())
