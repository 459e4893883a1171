"""The whole of it on real input: thesis and notes read, indexed, asked every gold question of the test part, and held
to what is promised and to the committed baseline."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.engine.cite import stands
from evals.asking import ask_all
from evals.commands.done import ROOT
from evals.gate import falls, read_baseline
from evals.judgements import read_judgements
from evals.libraries import Library, prepare
from evals.printed import printed_falls
from evals.reading import read_cases
from evals.scoring import score_all
from evals.systems import OURS, ours
from evals.table import figures_of
from ingest.embedding.encoder import load_encoder
from ingest.settings import IngestSettings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def library(thesis_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    settings = replace(IngestSettings.from_environment({}, ROOT), data_dir=tmp_path_factory.mktemp("data"))
    encoder = load_encoder(settings.model, settings.cache_dir, offline=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TILLITSKILDEN_THESIS_DIR", str(thesis_dir))
        return prepare(settings, "both", encoder, lambda done, total, label: None)


def test_every_statement_is_voiced_and_every_quotation_stands_where_it_says(library: Library) -> None:
    """Asked of the development questions in all five languages."""
    asked = {"nb": 25, "nn": 8, "sv": 8, "da": 8, "en": 8}
    cases = read_cases(["dev"])
    chosen = [case for lang, n in asked.items() for case in [one for one in cases if one.lang == lang][:n]]
    statements = citations = 0
    for case in chosen:
        answer = library.engine.ask(case.question)
        assert 3 <= len(answer.statements) <= 11 or answer.abstained, case.id
        for statement in answer.statements:
            statements += 1
            assert statement.voices, (case.id, statement.text)
            assert statement.verdict == "supported", (case.id, statement.text)
            assert statement.text == statement.citations[0].quote, case.id
            for citation in statement.citations:
                citations += 1
                assert citation.pages, (case.id, citation.quote)
                assert stands(citation, library.index.quote_at), (case.id, citation.quote)
    assert statements > 150
    assert citations >= statements


def test_the_test_questions_reach_what_they_reached(library: Library) -> None:
    cases = read_cases(["test"])
    outcomes = ask_all(cases, [ours(library.engine)], lambda done, total, label: None)[OURS]
    scored = score_all(cases, outcomes, read_judgements())
    fallen = falls(read_baseline(), scored)
    assert fallen == [], printed_falls(fallen)
    figures = figures_of(scored)
    assert figures["quote validity"].mean == 1.0
    assert figures["citation recall"].mean == 1.0


def test_what_lies_far_off_is_refused_with_the_nearest_passages(library: Library) -> None:
    far = [case for case in read_cases(["dev"]) if case.type == "unanswerable-far"]
    answers = [library.engine.ask(case.question) for case in far]
    assert [answer.question for answer in answers if not answer.abstained] == []
    assert all(len(answer.evidence) == 10 for answer in answers)
