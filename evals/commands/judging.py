"""`judge`: let a language model judge the stored answers of a run."""

import argparse
import json
import os
from dataclasses import asdict
from functools import partial
from typing import Any

from evals.chat_server import ask
from evals.commands.done import Done, run_path
from evals.judging import JudgeError, answers_of, judge_all
from evals.llama_judge import AskedModel, llama_judges
from evals.model_settings import ModelSettings
from evals.printed import printed_verdicts
from evals.reading import read_cases
from evals.stored import RunError, gold_hash, read_run
from evals.systems import OURS
from ingest.progress import Progress
from ingest.settings import IngestSettings

FOLDER = "evals/judged"  # below the data folder


def add(commands: Any) -> None:
    """Add the command to a parser's."""
    judge = commands.add_parser("judge", help="la en språkmodell vurdere svarene i en lagret kjøring")
    judge.add_argument("run", metavar="NAVN", help="navn på en kjøring, eller en fil")
    judge.add_argument(
        "--limit", type=_count, metavar="N", help="bare N av svarene, trukket tilfeldig, de samme hver gang"
    )
    judge.add_argument("--json", action="store_true", help="skriv tallene og vurderingene som JSON")
    judge.set_defaults(do=do)


def do(settings: IngestSettings, options: argparse.Namespace, progress: Progress) -> Done:
    """Judge, store, and give shares and unfaithful answers as text or as JSON; 1 when it had to stop."""
    model = ModelSettings.from_environment(os.environ)
    run = read_run(run_path(settings, options.run))
    given = answers_of(run.of(OURS), read_cases(), options.limit)
    if not given:
        raise RunError(f"Kjøringen {run.name} har ingen svar å vurdere.")
    judged = judge_all(given, llama_judges(AskedModel(ask=partial(ask, model))), progress)
    if not judged.verdicts:
        raise JudgeError(judged.stopped)
    figures = judged.figures()
    record = {
        "run": run.name,
        "about": {**run.about, "judge": model.llm_model, "judged with gold": gold_hash()},
        "figures": {measure: asdict(figure) for measure, figure in figures.items()},
        "failed": judged.failed,
        **asdict(judged),
    }
    path = settings.data_dir / FOLDER / f"{run.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    code = int(bool(judged.stopped) or not figures)
    if options.json:
        return Done(json.dumps(record, ensure_ascii=False), code)
    return Done(f"{printed_verdicts(judged)}\n\nLagret i {path}", code)


def _count(text: str) -> int:
    if int(text) < 1:
        raise ValueError(text)
    return int(text)
