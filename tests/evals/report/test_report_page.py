"""The page and its Markdown: whole, escaped, and in need of nothing but themselves."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.judgements import Judgements
from evals.outcome import Outcome
from evals.reading import read_cases
from evals.report.content import content_of
from evals.report.html import html_of
from evals.report.markdown import markdown_of
from evals.report.tables import systems_table
from evals.report.write import write_report
from evals.stored import Run, RunError, write_run
from tests.evals.report.invented import ABOUT, CASES, MARKUP, OURS, RUN, case, outcome

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Elements(HTMLParser):
    """Every element with its attributes, and whether all of them are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    return html_of(content_of(RUN, CASES, Judgements()))


@pytest.fixture(scope="module")
def elements(page: str) -> Elements:
    return Elements(page)


def test_the_page_is_whole_and_its_ids_are_its_own(elements: Elements) -> None:
    assert elements.open == []
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    aimed = {attributes["href"] for tag, attributes in elements.found if tag == "a"}
    assert {f"#{name}" for name in ids} >= aimed


def test_nothing_is_fetched_and_nothing_runs(page: str, elements: Elements) -> None:
    assert not {tag for tag, _ in elements.found} & {"script", "link", "img", "iframe", "object", "embed", "base"}
    for _, attributes in elements.found:
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "data"}]
        for name in ("href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith("#")
    assert not re.search(r"@import|url\((?!#)|(src|href)\s*=\s*[\"']?https?:", page.replace(_shown(MARKUP), ""))
    assert "default-src 'none'" in page


def test_markup_in_a_question_or_an_answer_is_text(page: str, elements: Elements) -> None:
    assert MARKUP not in page
    told = replace(RUN, outcomes={"ours": (outcome("vakt", page="9", text=MARKUP),)})
    escaped = html_of(content_of(told, CASES, Judgements()))
    assert MARKUP not in escaped
    assert escaped.count("&lt;script&gt;alert(") == 3  # the question, the answer, the passage
    assert Elements(escaped).text.count(MARKUP) == 3


def test_pictures_keep_their_letters_and_tell_their_figures(elements: Elements) -> None:
    pictures = [attributes for tag, attributes in elements.found if tag == "svg"]
    assert len(pictures) == 4
    assert all(picture["role"] == "img" for picture in pictures)
    told = [str(picture["aria-label"]) for picture in pictures]
    assert "Tillitskilden 0.800" in told[0]  # page 7 for all but vakt-sv, of five answerable questions
    assert "BM25 0.200" in told[0]  # page 7 for bro alone
    assert "Areal" in told[1]
    assert "0.6–0.7" in told[2]
    assert "10.0 ms (p50)" in told[3]
    assert "24.0 ms (p95)" in told[3]  # place 0.95 · 6 = 5.7 from the first: 10 + 0.7 · (30 − 10)
    assert "terskelen 0.500" in elements.text


def test_the_heading_tells_which_run_this_is(elements: Elements) -> None:
    for told in (
        "prøve",
        "0123456789ab",
        "1. mars 2026 kl. 08.05 (UTC)",
        "bare masteroppgaven",
        "modell liten",
        "feed",
    ):
        assert told in elements.text
    assert "Gullsettet er endret siden kjøringen" in elements.text
    assert "5 som kildene svarer på, og 2 som de ikke svarer på. Den avslo 1" in elements.text


def test_the_best_is_marked_and_only_among_several() -> None:
    content = content_of(RUN, CASES, Judgements())
    lines = {line.name: line.cells for line in systems_table(content.figures).lines}
    assert [cell.marked for cell in lines["Første side rett (hit@1)"]] == [True, False]
    assert [(cell.value, cell.n) for cell in lines["Feilaktige avslag (false refusals)"]] == [("0.200", "5"), ("–", "")]
    assert not lines["Feilaktige avslag (false refusals)"][0].marked


def test_markdown_rows_have_as_many_cells_as_their_head() -> None:
    text = markdown_of(content_of(RUN, CASES, Judgements()))
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(tables) == 9  # systems, three groupings of two, twins, bins
    for table in tables:
        assert len({row.count(" | ") for row in table}) == 1
    assert "| stikkord |" in text
    assert "- Tid til svar: p50 10.0 ms" in text
    assert MARKUP not in text


@pytest.mark.parametrize(
    "outcomes",
    [
        (outcome("vakt", 0.1, text=""), outcome("kaos", 0.1, text="")),
        (outcome("kaos", 0.9),),
        (outcome("vakt", 1.0),),
    ],
    ids=["nothing answered", "nothing answerable", "nothing wrong"],
)
def test_a_page_can_be_written_of_little(outcomes: tuple[Outcome, ...]) -> None:
    content = content_of(Run("liten", {}, {"ours": outcomes}), CASES, Judgements())
    assert Elements(html_of(content)).open == []
    assert markdown_of(content)


def test_questions_of_the_test_part_come_with_a_warning() -> None:
    content = content_of(replace(RUN, outcomes={"ours": OURS[:1]}), [case("vakt", split="test")], Judgements())
    assert "Testdelen er til å rapportere" in html_of(content)


def test_a_run_without_our_answers_is_refused() -> None:
    with pytest.raises(RunError, match="ingen svar fra ours"):
        content_of(replace(RUN, outcomes={"bm25": OURS}), CASES, Judgements())
    with pytest.raises(RunError, match="ingen svar fra ours"):
        content_of(RUN, [], Judgements())


def test_two_files_are_written_beside_each_other(tmp_path: Path) -> None:
    found = write_report(RUN, CASES, Judgements(), tmp_path / "ny" / "v1.2")
    assert [path.name for path in found] == ["v1.2.html", "v1.2.md"]
    assert all(path.read_text(encoding="utf-8") for path in found)


def test_the_command_reads_a_stored_run_and_prints_where_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TILLITSKILDEN_DATA_DIR", str(tmp_path))
    asked = [one.id for one in read_cases(("dev",))[:20]]
    write_run(Run("kort", ABOUT, {"ours": tuple(map(outcome, asked))}), tmp_path / "evals" / "runs")
    assert main(["report", "kort"]) == 0
    folder = tmp_path / "evals" / "reports"
    assert capsys.readouterr().out.split() == [str(folder / "kort.html"), str(folder / "kort.md")]
    assert main(["report", "kort", "--split", "dev", "--out", str(tmp_path / "her.html")]) == 0
    assert (tmp_path / "her.md").is_file()
    assert main(["report", "kort", "--split", "test"]) == 1
    assert main(["report", "finnes-ikke"]) == 1
    assert "Fant ikke kjøringen" in capsys.readouterr().err


def _shown(text: str) -> str:
    """Write a text as the page does."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")
