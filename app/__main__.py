"""`python -m app`: ask a question, or look at the installation."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cli.doctor import examine
from app.cli.printed import printed_answer
from app.cli.questions import AskedQuestion, read_questions
from app.engine.record import answer_record, error_record
from app.service import Service, open_service
from ingest.command_line import CommandLine
from ingest.errors import TillitskildenError
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something is wrong, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    settings = IngestSettings.from_environment(os.environ, ROOT)
    if options.command == "doctor":
        return _doctor(settings, options.offline)
    if (options.question is None) == (options.file is None):
        print("Oppgi enten et spørsmål eller --file.", file=sys.stderr)
        return 2
    as_records = bool(options.json or options.file)
    questions: Sequence[AskedQuestion] = []
    try:
        questions = list(read_questions(options.file)) if options.file else [AskedQuestion("q1", options.question)]
        service = open_service(settings)
    except TillitskildenError as error:
        for asked in questions if as_records and questions else [None]:
            _refuse(asked, error)
        return 1
    answered = [_answer(service, asked, as_records) for asked in questions]
    return int(not all(answered))


def _answer(service: Service, asked: AskedQuestion, as_records: bool) -> bool:
    try:
        if asked.error is not None:
            raise asked.error
        answer = service.ask(asked.question)
    except TillitskildenError as error:
        _refuse(asked if as_records else None, error)
        return False
    if as_records:
        record = answer_record(answer, asked.id)
        if asked.has_history:
            record["notices"].append("history_not_used")
        _write(record)
    else:
        print(printed_answer(answer, service.sources()))
    return True


def _refuse(asked: AskedQuestion | None, error: TillitskildenError) -> None:
    """Say what is wrong: as the record of a question, or in words when there is none to be written."""
    if asked is None:
        print(error.told, file=sys.stderr)
    else:
        _write(error_record(asked.question, asked.id, asked.error or error))


def _write(record: dict[str, Any]) -> None:
    print(json.dumps(record, ensure_ascii=False), flush=True)


def _doctor(settings: IngestSettings, offline: bool) -> int:
    all_good = True
    for finding in examine(settings, offline):
        all_good &= finding.good
        print(f"{'✓' if finding.good else '✗'} {finding.what} {finding.remedy}".rstrip())
    return 0 if all_good else 1


def _parser() -> CommandLine:
    parser = CommandLine(prog="python -m app", description="Spør Tillitskilden fra kommandolinjen.")
    commands = parser.add_subparsers(dest="command", metavar="kommando", required=True)
    ask = commands.add_parser("ask", help="svar på et spørsmål, med kilder")
    ask.add_argument("question", metavar="spørsmål", nargs="?", help="spørsmålet")
    ask.add_argument("--json", action="store_true", help="skriv svaret som én JSON-post")
    ask.add_argument("--file", type=Path, metavar="FIL", help="JSONL med id og question; én JSON-post per linje ut")
    doctor = commands.add_parser("doctor", help="se om alt er på plass")
    doctor.add_argument("--offline", action="store_true", help="vis at et spørsmål besvares uten nett")
    return parser


if __name__ == "__main__":
    sys.exit(main())
