"""`fit`: fit the app's two models on the development questions."""

import argparse
import json
from pathlib import Path
from typing import Any

from evals.commands.done import ROOT, Done
from evals.commands.opening import open_library
from evals.fitting import FITTED_ON, fit_all
from evals.libraries import thesis_pages
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    fitted = commands.add_parser(
        "fit", help="tilpass på utviklingsdelen hvilke setninger som svarer, og når assistenten avstår"
    )
    app = ROOT / "app" / "engine"
    fitted.add_argument("--out", type=Path, default=app, metavar="MAPPE", help="for modellene (vanlig: appens egen)")
    fitted.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Fit and write the models, and give what was measured."""
    libraries = [open_library(settings, sources, progress) for sources in FITTED_ON]
    measured = fit_all(libraries, thesis_pages(settings.corpus_dir), options.out, progress)
    return Done(json.dumps(measured, indent=1))
