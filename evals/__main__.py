"""`python -m evals`: ask the gold questions, compare runs, report, fit the app's models, or run a retrieval suite."""

import os
import sys
from collections.abc import Sequence

from evals.commands import COMMANDS
from evals.commands.done import ROOT
from ingest.command_line import CommandLine
from ingest.errors import TillitskildenError
from ingest.progress import Bars
from ingest.settings import IngestSettings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something is missing or wrong."""
    options = _parser().parse_args(arguments)
    settings = IngestSettings.from_environment(os.environ, ROOT)
    try:
        with Bars(sys.stderr) as bars:
            done = options.do(settings, options, bars.show)
    except TillitskildenError as error:
        print(error.told, file=sys.stderr)
        return 1
    print(done.text)
    return int(done.code)


def _parser() -> CommandLine:
    parser = CommandLine(prog="python -m evals", description="Still gullspørsmålene til Tillitskilden.")
    commands = parser.add_subparsers(dest="command", metavar="kommando", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
