"""`python -m evals`: ask the gold questions, fit when the assistant abstains, or run a retrieval suite."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.engine.abstain import COEFFICIENTS, features
from app.service import open_service
from evals.case import read_cases, read_off_topic
from evals.fit import fit
from evals.run import Row, run, tabulate
from evals.suite.command import add_suite, suite_text
from ingest.command_line import CommandLine
from ingest.errors import TillitskildenError
from ingest.progress import Bars
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ("type", "language", "style")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well."""
    options = _parser().parse_args(arguments)
    settings = IngestSettings.from_environment(os.environ, ROOT)
    try:
        if options.command == "suite":
            with Bars(sys.stderr) as bars:
                measured = suite_text(options, settings, bars.show)
            print(measured)
            return 0
        service = open_service(settings)
    except TillitskildenError as error:
        print(error.told, file=sys.stderr)
        return 1
    engine = service.engine()
    if options.command == "fit":
        development = [case for case in read_cases() if case.split == "dev"] + read_off_topic()
        fitted = fit(development, lambda question: features(engine.retrieve(question)[0]))
        path = ROOT / "app" / "engine" / COEFFICIENTS
        path.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(fitted["measured"], indent=1))
        return 0
    results = run([case for case in read_cases() if case.split == options.split], engine.ask)
    for group in GROUPS:
        _print(tabulate(results, lambda case, group=group: getattr(case, group)))  # type: ignore[misc]
    return 0


def _print(table: Sequence[Row]) -> None:
    names = list(table[0].means)
    print("  ".join([f"{'':18}", "svar", "uten", *names, "false_refusals", "false_answers"]))
    for row in table:
        figures = [f"{row.means[name]:>{len(name)}.3f}" for name in names]
        ends = [f"{row.false_refusals:>14.3f}", f"{row.false_answers:>13.3f}"]
        print("  ".join([f"{row.group:18}", f"{row.answerable:4}", f"{row.unanswerable:4}", *figures, *ends]))
    print()


def _parser() -> CommandLine:
    parser = CommandLine(prog="python -m evals", description="Still gullspørsmålene til Tillitskilden.")
    commands = parser.add_subparsers(dest="command", metavar="kommando", required=True)
    asked = commands.add_parser("run", help="still spørsmålene og skriv tallene")
    asked.add_argument("--split", choices=("dev", "test"), default="dev")
    commands.add_parser("fit", help="tilpass når assistenten avstår, på utviklingsdelen")
    add_suite(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
