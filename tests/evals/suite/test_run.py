"""A suite from folder to figures over a real store: all systems, the second run, and the command line."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals import __main__ as command
from evals.suite.beir import read_suite
from evals.suite.command import run_suite
from evals.suite.halves import questions_of
from evals.suite.library import open_library
from evals.suite.ranking import rank
from evals.suite.scores import Figure
from evals.systems.baselines import baselines
from ingest.settings import IngestSettings
from tests.app.engine.conftest import engine
from tests.evals.suite.conftest import DOCUMENTS, quiet
from tests.ingest.storing.conftest import HashEncoder

SYSTEMS = ["bm25", "dense", "rrf", "ours"]


def test_questions_in_the_documents_words_are_all_answered_first(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    report = run_suite(read_suite(folder, "nb", "nb"), "all", settings, encoder, quiet)
    assert list(report.systems) == SYSTEMS
    assert all(figure == Figure(1.0, 1.0, 1.0) for found in report.systems.values() for figure in found.values())
    assert (report.questions, report.documents, report.passages, report.unread) == (4, 6, 6, ())


def test_words_of_another_language_are_found_where_they_are_the_same(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    suite = read_suite(folder, "nb", "sv")
    library = open_library(suite, settings, encoder, quiet)
    found = rank(library, questions_of(suite, "all"), quiet)["bm25"]
    assert found["q1"] == []  # "steker brød og boller" has no word of "gräddar bröd och bullar"
    assert found["q3"][0] == "ferge-1-2"  # "blått" is both
    assert len(library.documents) == 6


def test_all_documents_are_searched_whichever_half_is_asked(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    suite = read_suite(folder, "nb", "nb")
    halves = [run_suite(suite, split, settings, encoder, quiet) for split in ("dev", "test")]
    assert [report.documents for report in halves] == [6, 6]
    assert sum(report.questions for report in halves) == 4


def test_the_second_run_encodes_the_questions_and_nothing_else(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    suite = read_suite(folder, "nb", "nb")
    first = run_suite(suite, "all", settings, encoder, quiet)
    assert first.embedded == 6  # six passages, each of one sentence that is the same text
    before = encoder.encoded
    second = run_suite(suite, "all", settings, encoder, quiet)
    assert second.embedded == 0
    assert encoder.encoded - before == 4
    assert second.systems == first.systems


def test_a_document_that_is_changed_or_gone_is_so_in_the_index(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    suite = read_suite(folder, "nb", "nb")
    open_library(suite, settings, encoder, quiet)
    fewer = {**suite.documents, "bakeri": "Bakeren selger kaker."}
    del fewer["tog#2"]
    library = open_library(replace(suite, documents=fewer), settings, encoder, quiet)
    assert library.counts.embedded == 1
    assert library.counts.passages == 5


def test_each_corpus_language_has_an_index_of_its_own_beside_the_library(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    for language in ("nb", "sv"):
        open_library(read_suite(folder, "nb", language), settings, encoder, quiet)
    made = settings.data_dir / "evals" / "suites"
    assert sorted(path.name for path in made.iterdir()) == ["fjordby-nb", "fjordby-sv"]
    assert not (settings.data_dir / "states").exists()


def test_equal_texts_are_found_together_and_an_empty_one_is_named(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    suite = read_suite(folder, "nb", "nb")
    documents = {**suite.documents, "avskrift": DOCUMENTS["nb"]["bakeri"], "tom": ""}
    library = open_library(replace(suite, documents=documents), settings, encoder, quiet)
    assert library.unread == ("tom",)
    found = rank(library, questions_of(suite, "all"), quiet)
    assert {tuple(ranking["q1"][:2]) for ranking in found.values()} == {("bakeri", "avskrift")}


def test_a_question_that_is_refused_has_found_nothing(
    folder: Path, settings: IngestSettings, encoder: HashEncoder
) -> None:
    suite = read_suite(folder, "nb", "nb")
    too_long = replace(suite, queries={"q1": "Hvem steker brød? " * 60})
    library = open_library(too_long, settings, encoder, quiet)
    found = rank(library, questions_of(too_long, "all"), quiet)
    assert found["ours"]["q1"] == []
    assert found["bm25"]["q1"][0] == "bakeri"


def test_systems_give_as_many_passages_as_are_asked_for(library: Sequence[Any]) -> None:
    asked = engine(library)
    for shown in (1, 3):
        assert len(asked.retrieve("Hvem setter opp vaktene?", shown)[0].evidence) == shown
        given = {
            system.name: len(system.ask("c", "vaktene skjemaene færjorna").found)
            for system in baselines(asked, library, shown)
        }
        assert given["dense"] == given["rrf"] == shown


@pytest.fixture
def installed(settings: IngestSettings, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch) -> IngestSettings:
    """The command line's environment, with the predictable encoder for the model."""
    monkeypatch.setattr("evals.suite.command.load_encoder", lambda *given, **named: encoder)
    monkeypatch.setenv("TILLITSKILDEN_DATA_DIR", str(settings.data_dir))
    return settings


def test_command_prints_a_table_or_a_record(folder: Path, installed: IngestSettings, capsys: Any) -> None:
    options = ["suite", str(folder), "--query-lang", "nb", "--corpus-lang", "nb", "--split", "all"]
    assert command.main(options) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0] == "fjordby, del all: 4 spørsmål på nb, 6 dokumenter på nb."
    assert [row.split()[0] for row in table[-4:]] == SYSTEMS
    assert command.main([*options, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["systems"]["ours"]["nDCG@10"] == {"mean": 1.0, "low": 1.0, "high": 1.0}
    assert (record["query_language"], record["corpus_language"], record["questions"]) == ("nb", "nb", 4)
    assert (record["model"], record["embedded"]) == ("ordsum@1", 0)


def test_command_says_what_is_wrong_before_a_model_is_loaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def too_early(*given: object, **named: object) -> None:
        raise AssertionError

    monkeypatch.setattr("evals.suite.command.load_encoder", too_early)
    assert command.main(["suite", str(folder), "--corpus-lang", "fi"]) == 1
    told = capsys.readouterr()
    assert "--corpus-lang nb, sv" in told.err
    assert told.out == ""
