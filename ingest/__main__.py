"""`python -m ingest`: bring the index up to date, check the corpus, or only prepare the model."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.command_line import CommandLine
from ingest.errors import TillitskildenError
from ingest.library import read_corpus
from ingest.progress import Bars
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something was refused or is wrong."""
    options = _parser().parse_args(arguments)
    settings = IngestSettings.from_environment(os.environ, ROOT)
    commands = {"check": _check, "prepare": _prepare, None: _ingest}
    try:
        return commands[options.command](settings, options)
    except TillitskildenError as error:
        print(error.told, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "Avbrutt. Det som var klart før, svarer fortsatt; kjør kommandoen igjen for å gå videre.", file=sys.stderr
        )
        return 130


def _ingest(settings: IngestSettings, options: argparse.Namespace) -> int:
    from ingest.late import LateEncoder
    from ingest.pipeline import ingest

    with Bars(sys.stderr) as bars:
        encoder = LateEncoder(settings.model, settings.cache_dir, settings.batch_size, bars.show)
        outcome = ingest(settings, encoder, bars.show, options.rebuild)
    for warning in outcome.warnings:
        print(f"Merk: {warning}", file=sys.stderr)
    for refusal in outcome.refusals:
        print(refusal.told, file=sys.stderr)
    counts = outcome.counts
    if options.json:
        print(json.dumps(counts.as_record()))
    else:
        print(
            f"Nye: {counts.added}, endrede: {counts.changed}, fjernede: {counts.removed}, uendrede: "
            f"{counts.unchanged}, avviste: {counts.refused}. Indeksen har {counts.passages} avsnitt."
        )
    return 1 if counts.refused else 0


def _check(settings: IngestSettings, options: argparse.Namespace) -> int:
    print(f"{len(read_corpus(settings.corpus_dir).notes)} notater stemmer med referanser og innholdsoversikter.")
    return 0


def _prepare(settings: IngestSettings, options: argparse.Namespace) -> int:
    from ingest.embedding.source import find_model

    with Bars(sys.stderr) as bars:
        found = find_model(settings.model, settings.cache_dir, offline=False, progress=bars.show)
    print(f"Språkmodellen er klar i {found.folder}.")
    return 0


def _parser() -> CommandLine:
    parser = CommandLine(prog="python -m ingest", description="Les biblioteket inn i Tillitskilden.")
    parser.add_argument("--json", action="store_true", help="avslutt med én linje JSON som teller hva som skjedde")
    parser.add_argument("--rebuild", action="store_true", help="bygg indeksen på nytt selv om ingenting er endret")
    commands = parser.add_subparsers(dest="command", metavar="kommando")
    commands.add_parser("check", help="se om notater, referanser og innholdsoversikter stemmer overens")
    commands.add_parser("prepare", help="gjør språkmodellen klar, og ikke mer")
    return parser


if __name__ == "__main__":
    sys.exit(main())
