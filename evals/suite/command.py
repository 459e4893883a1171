"""`python -m evals suite`: its options, and what is done with them; prints nothing itself."""

import argparse
import json
from pathlib import Path
from typing import Any

from evals.suite.beir import Suite, read_suite
from evals.suite.halves import SPLITS, Split, questions_of
from evals.suite.library import SuiteEncoder, open_library
from evals.suite.ranking import rank
from evals.suite.report import Report
from evals.suite.scores import figures
from ingest.embedding.encoder import load_encoder
from ingest.progress import Progress
from ingest.settings import IngestSettings


def add_suite(commands: Any) -> argparse.ArgumentParser:
    """Add the sub-command to a parser's, and give it."""
    suite: argparse.ArgumentParser = commands.add_parser("suite", help="mål gjenfinning på en mappe i BEIR-form")
    suite.add_argument("path", metavar="MAPPE", type=Path, help="mappe med corpus.jsonl, queries.jsonl og qrels.tsv")
    suite.add_argument("--query-lang", metavar="SPRÅK", help="les spørsmålene fra queries.SPRÅK.jsonl")
    suite.add_argument("--corpus-lang", metavar="SPRÅK", help="les dokumentene fra corpus.SPRÅK.jsonl")
    suite.add_argument("--split", choices=SPLITS, default="dev", help="still inn på dev, meld om test (forvalgt: dev)")
    suite.add_argument("--json", action="store_true", help="skriv tallene som én JSON-post")
    return suite


def suite_text(options: argparse.Namespace, settings: IngestSettings, progress: Progress) -> str:
    """Run the suite that the options name; gives the table, or the record as JSON.

    Raises:
        TillitskildenError: the folder is no such suite, or its index cannot be made.
    """
    suite = read_suite(options.path, options.query_lang, options.corpus_lang)
    questions_of(suite, options.split)  # what is wrong with them shows before the model is loaded
    encoder = load_encoder(
        settings.model, settings.cache_dir, batch_size=settings.batch_size, offline=False, progress=progress
    )
    report = run_suite(suite, options.split, settings, encoder, progress)
    return json.dumps(report.as_record(), ensure_ascii=False) if options.json else report.as_table()


def run_suite(
    suite: Suite, split: Split, settings: IngestSettings, encoder: SuiteEncoder, progress: Progress
) -> Report:
    """Index the suite's documents, ask the questions of a half, and score what the systems find.

    Raises:
        TillitskildenError: the half is empty, or the index cannot be made.
    """
    questions = questions_of(suite, split)
    library = open_library(suite, settings, encoder, progress)
    rankings = rank(library, questions, progress)
    return Report(
        suite=suite.name,
        query_language=suite.query_language,
        corpus_language=suite.corpus_language,
        split=split,
        model=encoder.model_id,
        questions=len(questions),
        documents=len(suite.documents),
        passages=library.counts.passages,
        embedded=library.counts.embedded,
        unread=library.unread,
        systems={name: figures(ranking, questions, suite.judgements) for name, ranking in rankings.items()},
    )
