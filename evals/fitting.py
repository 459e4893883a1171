"""Open libraries -> both fitted models of the app, written to a folder."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.engine import abstain
from app.engine import candidates as sentences
from app.engine.candidates import score_candidates
from evals.fit_abstention import fit_abstention
from evals.fit_sentences import fit_sentences
from evals.libraries import Library, Sources
from evals.off_topic import read_off_topic
from evals.reading import read_cases
from ingest.progress import Progress

FITTED_ON: tuple[Sources, ...] = ("thesis", "notes", "both")


def fit_all(libraries: Sequence[Library], pages: Mapping[str, int], folder: Path, progress: Progress) -> dict[str, Any]:
    """Fit on the development part, and write sentences.json and abstention.json.

    Args:
        libraries: what the models are to serve, as `FITTED_ON`; sentences are learnt from the first alone, because the
            gold names their places only in the original.
        pages: page index by "source:label".
        folder: where they are written; the app reads those beside `app.engine`.
        progress: called with (done, total, label).

    Returns:
        What was measured, by model.
    """
    cases = read_cases(["dev"])
    answerable = [case for case in cases if case.answerable and not case.history]
    original = libraries[0]
    told = []
    for done, case in enumerate(answerable, 1):
        told.append((case, score_candidates(original.engine.retrieve(case.question)[0], original.index)))
        progress(done, len(answerable), "Leser setninger")
    of_sentences = fit_sentences(told, pages)
    of_abstention = fit_abstention(
        [*(case for case in cases if not case.history), *read_off_topic()],
        [lambda question, engine=one.engine: abstain.features(engine.retrieve(question)[0]) for one in libraries],  # type: ignore[misc]
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, fitted in ((sentences.MODEL, of_sentences), (abstain.COEFFICIENTS, of_abstention)):
        (folder / name).write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    return {"sentences": of_sentences["measured"], "abstention": of_abstention["measured"]}
