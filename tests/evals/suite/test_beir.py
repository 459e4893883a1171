"""Folders in BEIR layout are read in the languages asked for; what is wrong is said with file and line."""

from pathlib import Path

import pytest

from evals.suite.beir import read_suite
from evals.suite.errors import SuiteError, SuiteLineError
from tests.evals.suite.conftest import DOCUMENTS, QRELS, QUERIES, write


def test_each_language_is_chosen_by_itself(folder: Path) -> None:
    suite = read_suite(folder, "sv", "nb")
    assert (suite.name, suite.query_language, suite.corpus_language) == ("fjordby", "sv", "nb")
    assert suite.queries == QUERIES["sv"]
    assert suite.documents == DOCUMENTS["nb"]
    assert suite.judgements == {query: {document: 1} for query, document in QRELS}


def test_a_file_without_a_language_needs_none_chosen(tmp_path: Path) -> None:
    write(tmp_path / "corpus.jsonl", {"a": "Ferge"})
    write(tmp_path / "queries.nb.jsonl", {"q": "Hva?"})
    (tmp_path / "qrels.tsv").write_text("q\ta\t2\n", encoding="utf-8")
    suite = read_suite(tmp_path)
    assert (suite.corpus_language, suite.query_language) == ("", "nb")  # the only one there is
    assert suite.judgements == {"q": {"a": 2}}


@pytest.mark.parametrize(
    "qrels",
    [
        "q1\tbakeri\t1",
        "q1\t0\tbakeri\t1\r\n",
        "q1 Q0 bakeri 1",
        "query-id\tcorpus-id\tscore\n\nq1\tbakeri\t1\nq1\tbakeri\t1\n",
    ],
)
def test_grades_with_and_without_heading_in_three_or_four_columns(folder: Path, qrels: str) -> None:
    (folder / "qrels.tsv").write_bytes(qrels.encode())
    assert read_suite(folder, "nb", "nb").judgements == {"q1": {"bakeri": 1}}


def test_grades_may_lie_where_beir_has_them(folder: Path) -> None:
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")
    assert len(read_suite(folder, "nb", "nb").judgements) == 4


def test_a_title_stands_above_a_text_that_does_not_begin_with_it(folder: Path) -> None:
    lines = ['{"_id": 1, "title": "Ferger", "text": "De går."}', '{"_id": "b", "title": "De", "text": "De\u2028går."}']
    (folder / "corpus.nb.jsonl").write_text("\n".join(lines), encoding="utf-8-sig")
    (folder / "qrels.tsv").write_text("q1\t1\t1", encoding="utf-8")
    assert read_suite(folder, "nb", "nb").documents == {"1": "Ferger\n\nDe går.", "b": "De\u2028går."}


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("corpus.nb.jsonl", '{"_id": "a", "text": "x"}\n\n{"_id":', 3, "ikke JSON"),
        ("corpus.nb.jsonl", '["a"]', 1, "ikke et JSON-objekt"),
        ("corpus.nb.jsonl", '{"text": "x"}', 1, "«_id» mangler"),
        ("corpus.nb.jsonl", '{"_id": "a"}', 1, "«text» mangler"),
        ("corpus.nb.jsonl", '{"_id": "a", "text": "x", "title": 3}', 1, "«title»"),
        ("corpus.nb.jsonl", '{"_id": "a", "text": "x"}\n{"_id": "a", "text": "y"}', 2, "«a» er brukt før"),
        ("queries.nb.jsonl", '{"_id": "q", "text": " ?"}', 1, "«q» har ingen ord"),
        ("qrels.tsv", "q1\tbakeri", 1, "2 kolonner"),
        ("qrels.tsv", "q1\tbakeri\t1\nq1\tskole\tja", 2, "«ja» er ikke et heltall"),
        ("qrels.tsv", "q1\tbakeri\t1\nq9\tbakeri\t1", 2, "spørsmålet «q9» finnes ikke"),
        ("qrels.tsv", "q1\tkino\t1", 1, "dokumentet «kino» finnes ikke"),
        ("qrels.tsv", "q1\tskole\t1\nq1\tskole\t0", 2, "to ulike karakterer"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(folder: Path, name: str, text: str, line: int, told: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(SuiteLineError) as raised:
        read_suite(folder, "nb", "nb")
    assert (raised.value.path.name, raised.value.line) == (name, line)
    assert f"{name}, linje {line}: " in raised.value.message
    assert told in raised.value.message
    assert name in raised.value.remedy


def test_bytes_that_are_not_utf_8_are_said_with_their_line(folder: Path) -> None:
    (folder / "corpus.nb.jsonl").write_bytes(b'{"_id": "a", "text": "x"}\n{"_id": "b", "text": "\xf8"}')
    with pytest.raises(SuiteLineError, match="linje 2: ikke lagret som UTF-8"):
        read_suite(folder, "nb", "nb")


def test_a_language_that_the_folder_lacks_is_answered_with_those_it_has(folder: Path) -> None:
    with pytest.raises(SuiteError) as lacking:
        read_suite(folder, "nb", "fi")
    assert "corpus på «fi»" in lacking.value.message
    assert lacking.value.remedy.endswith("--corpus-lang nb, sv")
    with pytest.raises(SuiteError) as several:
        read_suite(folder, None, "nb")
    assert "flere språk" in several.value.message
    assert several.value.remedy.endswith("--query-lang nb, sv")


def test_a_language_that_a_file_does_not_tell_cannot_be_chosen(folder: Path) -> None:
    for language in ("nb", "sv"):
        (folder / f"corpus.{language}.jsonl").unlink()
    with pytest.raises(SuiteError, match=r"mangler corpus\.jsonl"):
        read_suite(folder, "nb")
    write(folder / "corpus.jsonl", DOCUMENTS["nb"])
    with pytest.raises(SuiteError, match=r"uten språk i navnet\. Kjør uten --corpus-lang"):
        read_suite(folder, "nb", "nb")


def test_a_missing_folder_and_missing_grades_are_named(folder: Path) -> None:
    with pytest.raises(SuiteError, match="finnes ikke"):
        read_suite(folder / "borte")
    (folder / "qrels.tsv").unlink()
    with pytest.raises(SuiteError, match=r"fjordby mangler qrels\.tsv"):
        read_suite(folder, "nb", "nb")
