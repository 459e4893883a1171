"""The record of an answer against its schema, and the command line over a real store with a predictable encoder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app import __main__ as command
from app.cli.doctor import examine
from app.cli.printed import printed_answer
from app.cli.questions import read_questions
from app.engine.logistic import Logistic
from app.engine.record import answer_record, error_record
from app.service import Service
from ingest.pipeline import Outcome, ingest
from ingest.settings import IngestSettings
from ingest.storing import IndexMissing
from tests.app.engine.conftest import ALWAYS, NEVER, SOURCES, engine
from tests.ingest.storing.conftest import FERRY, HashEncoder

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "ask.schema.json").read_text(encoding="utf-8"))
QUESTION = "Hvem setter opp vaktene på fergene?"


def valid(record: dict[str, Any]) -> dict[str, Any]:
    """Hold a record to the schema, with versions as the real store has them."""
    for statement in record["statements"]:
        for citation in statement["citations"]:
            citation["version"] = citation["version"] if len(citation["version"]) == 64 else "0" * 64
    jsonschema.validate(record, SCHEMA)
    return record


def test_record_of_an_answer(library: list[Any]) -> None:
    record = valid(answer_record(engine(library).ask(QUESTION), "q1"))
    assert record["answer"].startswith("Mannskapet på fergene setter selv opp vaktene sine.")
    assert record["statements"][0]["voices"] == [{"kind": "author", "source": "dahl-2020", "via": None}]
    assert record["statements"][0]["citations"][0]["pages"] == [{"source": "dahl-2020", "label": "33"}]
    assert record["evidence"][0]["rank"] == 1


def test_record_of_an_abstention_has_no_answer_but_the_nearest_passages(library: list[Any]) -> None:
    record = valid(answer_record(engine(library, NEVER).ask(QUESTION), "q1"))
    assert (record["abstained"], record["answer"], record["statements"]) == (True, None, [])
    assert len(record["evidence"]) == 4


def test_record_of_an_error() -> None:
    record = valid(error_record(QUESTION, "q1", IndexMissing()))
    assert record["error"]["kind"] == "IndexMissing"
    assert "python -m ingest" in record["error"]["remedy"]


def test_printed_answer_numbers_its_sources_and_says_who_speaks(library: list[Any]) -> None:
    text = printed_answer(engine(library).ask(QUESTION), SOURCES)
    assert "Mannskapet på fergene setter selv opp vaktene sine. [1]" in text
    assert "[1] Dahl (2020, s. 33), forfatterens eget syn – 2 Ferger › 2.1 Vakter" in text


def test_printed_abstention_is_in_the_questions_language(library: list[Any]) -> None:
    assert printed_answer(engine(library, NEVER).ask(QUESTION), SOURCES).startswith("Kildene svarer ikke på dette.")
    english = printed_answer(engine(library, NEVER).ask("Who makes the rosters on the ferries?"), SOURCES)
    assert "Kildene" not in english


def test_question_file(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"id": "a", "question": "Hva?"}\n\nikke json\n{"id": "b"}\n'
        '{"question": "Og så?", "history": [{"question": "Hva?", "answer": null}]}\n'
        '{"question": "Nå?", "history": 3}\n',
        encoding="utf-8",
    )
    found = list(read_questions(path))
    assert [(q.id, q.question, q.has_history, q.error is None) for q in found] == [
        ("a", "Hva?", False, True),
        ("q3", "", False, False),
        ("q4", "", False, False),
        ("q5", "Og så?", True, True),
        ("q6", "", False, False),
    ]
    assert found[1].error is not None
    assert "Linje 3" in found[1].error.message


@pytest.fixture
def service(settings: IngestSettings, encoder: HashEncoder, run: Callable[..., Outcome], monkeypatch: Any) -> Service:
    """The command line's service over the small corpus; it always answers."""
    run()
    monkeypatch.setattr("app.service.load_abstention", lambda: ALWAYS)
    made = Service(settings, encoder)  # type: ignore[arg-type]
    monkeypatch.setattr(command, "open_service", lambda given: made)
    return made


def test_ask_prints_one_record(service: Service, capsys: Any) -> None:
    assert command.main(["ask", QUESTION, "--json"]) == 0
    record = valid(json.loads(capsys.readouterr().out))
    assert record["id"] == "q1"
    assert not record["abstained"]


def test_ask_file_prints_a_record_a_line_and_goes_on_after_a_bad_one(
    service: Service, tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"id": "a", "question": "Hvem setter opp vaktene?"}\n{}\n'
        '{"id": "c", "question": "Og skjemaene?", "history": [{"question": "Hvem?", "answer": null}]}\n',
        encoding="utf-8",
    )
    assert command.main(["ask", "--file", str(path)]) == 1
    records = [valid(json.loads(line)) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == ["a", "q2", "c"]
    assert [record["error"] is None for record in records] == [True, False, True]
    assert records[2]["notices"] == ["history_not_used"]


def test_ask_as_text_and_wrong_calls(service: Service, capsys: Any) -> None:
    assert command.main(["ask", QUESTION]) == 0
    assert "[1]" in capsys.readouterr().out
    assert command.main(["ask"]) == 2
    assert command.main(["ask", QUESTION, "--file", "x"]) == 2
    assert "Oppgi enten" in capsys.readouterr().err


def test_ask_without_an_index_says_what_to_run(settings: IngestSettings, monkeypatch: Any, capsys: Any) -> None:
    def missing(given: IngestSettings) -> Service:
        raise IndexMissing

    monkeypatch.setattr(command, "open_service", missing)
    assert command.main(["ask", QUESTION]) == 1
    assert "python -m ingest" in capsys.readouterr().err
    assert command.main(["ask", QUESTION, "--json"]) == 1
    assert valid(json.loads(capsys.readouterr().out))["error"]["kind"] == "IndexMissing"


def test_ask_file_without_an_index_gives_a_record_a_question(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    def missing(given: IngestSettings) -> Service:
        raise IndexMissing

    monkeypatch.setattr(command, "open_service", missing)
    path = tmp_path / "q.jsonl"
    lines = '{"id": "a", "question": "Hva?"}\n{"id": "b", "question": "Hvem\u2028?"}\n'
    path.write_text(lines, encoding="utf-8-sig")
    assert command.main(["ask", "--file", str(path)]) == 1
    records = [valid(json.loads(line)) for line in capsys.readouterr().out.split("\n") if line]
    assert [(record["id"], record["question"]) for record in records] == [("a", "Hva?"), ("b", "Hvem\u2028?")]
    assert {record["error"]["kind"] for record in records} == {"IndexMissing"}


def test_a_new_state_is_read_at_the_next_question_and_the_old_one_let_go(
    service: Service, settings: IngestSettings, encoder: HashEncoder
) -> None:
    before = service.ask("Hva gjør fergene hver time?")
    assert any("hver time" in s.text for s in before.statements)
    (settings.corpus_dir / "documents" / "dahl-2020.txt").write_text(
        FERRY.replace("hver time", "hver natt"), encoding="utf-8"
    )
    ingest(settings, encoder, lambda done, total, label: None)
    after = service.ask("Hva gjør fergene hver time?")
    assert any("hver natt" in s.text for s in after.statements)
    assert not any("hver time" in s.text for s in after.statements)
    ingest(settings, encoder, lambda done, total, label: None)
    assert len(list((settings.data_dir / "states").iterdir())) == 1


def test_a_question_under_way_is_answered_though_a_new_state_is_opened_meanwhile(
    service: Service, settings: IngestSettings, encoder: HashEncoder
) -> None:
    under_way = service.engine()
    found = under_way.retrieve("Hva gjør fergene hver time?")
    (settings.corpus_dir / "documents" / "dahl-2020.txt").write_text(
        FERRY.replace("hver time", "hver natt"), encoding="utf-8"
    )
    ingest(settings, encoder, lambda done, total, label: None)
    assert any("hver natt" in s.text for s in service.ask("Hva gjør fergene hver time?").statements)
    answered = under_way.answer("Hva gjør fergene hver time?", found)
    assert any("hver time" in s.text for s in answered.statements)
    assert {s.verdict for s in answered.statements} == {"supported"}


@pytest.mark.parametrize(("question", "told"), [("?", "ingen ord"), ("x" * 1001, "1001 tegn")])
def test_ask_refuses_what_is_no_question(service: Service, capsys: Any, question: str, told: str) -> None:
    assert command.main(["ask", question]) == 1
    assert told in capsys.readouterr().err
    assert command.main(["ask", question, "--json"]) == 1
    assert valid(json.loads(capsys.readouterr().out))["error"]["kind"] == "UnusableQuestion"


def test_doctor_names_what_is_missing(settings: IngestSettings, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.cli.doctor.load_encoder", lambda *a, **k: HashEncoder())
    findings = list(examine(settings, offline=False))
    assert [finding.good for finding in findings] == [True, True, True, True, False]
    assert findings[-1].remedy


def test_abstention_threshold_decides(library: list[Any]) -> None:
    unsure = Logistic((), (), (), (), bias=0.0, threshold=0.51)
    sure = Logistic((), (), (), (), bias=0.0, threshold=0.49)
    assert engine(library, unsure).ask(QUESTION).abstained
    assert not engine(library, sure).ask(QUESTION).abstained
