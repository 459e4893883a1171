"""A gold file that has the form is read whole; one that has not is refused with its name and the line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.case import Case, Fact
from evals.reading import GoldError, read_file

GOOD = """\
# Two cases: the lines are counted from this one.
- id: ferge
  question: "Hvor ofte går fergene?"
  lang: nb
  type: factoid
  style: plain
  origin: text
  cluster: "2.1-ferger"
  split: dev
  answerable: true
  twin_of: null
  evidence: &steder
    - - {source: dahl-2020, page: "iv", section: "2.1", grade: 2, spans: [[0, 25]]}
    - - {source: dahl-2020, page: "1", section: "2.1", grade: 2}
      - {source: dahl-2020, page: "2", section: "2.2", grade: 1}
  facts:
    - statement: "Hver time."
      any_of: [["hver time"], ["hver", "60 minutt"]]
      vital: true
  voice: {kind: reported, source: berg-2015, via: dahl-2020}

- id: lonn
  question: "Hva tjener mannskapet?"
  lang: nb
  type: unanswerable-near
  style: plain
  origin: contents
  cluster: "0-penger"
  split: dev
  answerable: false
  twin_of: null
  evidence: []
  facts: []
  voice: null
  absence:
    reason: not-in-sources
    searched:
      - {term: "lønn", pages: []}
    note: "Ikke nevnt."
"""
HISTORY = '  style: follow-up\n  history:\n    - {question: "Går fergene?", answer: null}\n'
TURN = HISTORY + '  standalone: "Hvor ofte?"\n'


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Case]]:
    path = tmp_path_factory.mktemp("gold") / "prøve.yaml"

    def write_and_read(text: str) -> list[Case]:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return read_file(path)

    return write_and_read


def refusal(read: Callable[[str], list[Case]], text: str) -> str:
    with pytest.raises(GoldError) as caught:
        read(text)
    return caught.value.message


def test_a_good_file_is_read_whole(read: Callable[[str], list[Case]]) -> None:
    ferry, pay = read(GOOD)
    assert (ferry.id, ferry.question, ferry.answerable) == ("ferge", "Hvor ofte går fergene?", True)
    assert [[(p.page, p.grade) for p in places] for places in ferry.evidence] == [[("iv", 2)], [("1", 2), ("2", 1)]]
    assert ferry.evidence[0][0].spans == ((0, 25),)
    assert ferry.facts == (Fact(statement="Hver time.", any_of=(("hver time",), ("hver", "60 minutt")), vital=True),)
    assert ferry.voice is not None
    assert (ferry.voice.source, ferry.voice.via) == ("berg-2015", "dahl-2020")
    assert pay.absence is not None
    assert [(search.term, search.pages) for search in pay.absence.searched] == [("lønn", ())]


def test_an_alias_gives_the_whole_thing_again(read: Callable[[str], list[Case]]) -> None:
    twin = GOOD.split("\n\n", maxsplit=1)[0].split("\n", 1)[1]
    twin = twin.replace("id: ferge", "id: ferge-nn").replace("twin_of: null", "twin_of: ferge")
    twin = re.sub(r"evidence: &steder\n(    .*\n)+", "evidence: *steder\n", twin)
    ferry, _, other = read(GOOD + "\n" + twin + "\n")
    assert other.evidence == ferry.evidence
    assert other.twin_of == ferry.id


def test_an_empty_file_holds_nothing(read: Callable[[str], list[Case]]) -> None:
    assert read("") == []
    assert read("# Ingen ennå.\n") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        # no YAML
        ('"Hvor ofte går fergene?"', '"Hvor ofte går fergene?', 8, "ikke YAML"),
        ("lang: nb", "lang: [nb", 5, "ikke YAML"),
        ("&steder", "*ukjent", 12, "ikke YAML"),
        ("  type: factoid", "\ttype: factoid", 5, "ikke YAML"),
        ("lang: nb", "lang: !ordbok nb", 4, "ikke YAML"),
        ("lang: nb", "lang: 2020-13-45", 2, "ikke YAML"),  # the record it stands in
        # a field
        ("  lang: nb\n", "", 2, "lang"),
        ("lang: nb", "lang: no", 4, "lang"),
        ("type: factoid", "type: fact", 5, "type: "),
        ("style: plain", "style: funny", 6, "style"),
        ("origin: text", "origin: table", 7, "origin"),
        ("split: dev", "split: train", 9, "split"),
        ("answerable: true", "answerable: kanskje", 10, "answerable"),
        ("twin_of: null", 'twin_of: "Ferge 2"', 11, "twin_of"),
        ("id: ferge", "id: Ferge", 2, "id"),
        ('"Hvor ofte går fergene?"', '" "', 3, "question"),
        ("  cluster:", "  klynge: 1\n  cluster:", 8, "klynge"),
        # deep inside
        ('page: "2", section: "2.2", grade: 1', 'page: "2", section: "2.2", grade: 3', 15, "evidence.1.1.grade"),
        ('page: "1", section', "page: 1, section", 14, "evidence.1.0.page"),
        ('page: "1", section: "2.1", grade: 2', 'page: "1", grade: 2', 14, "evidence.1.0.section"),
        ("spans: [[0, 25]]", "spans: [[0, 25, 30]]", 13, "evidence.0.0.spans.0"),
        ("spans: [[0, 25]]", "span: [[0, 25]]", 13, "evidence.0.0.span"),
        ('[["hver time"], ["hver", "60 minutt"]]', "[]", 18, "facts.0.any_of"),
        ('[["hver time"], ["hver", "60 minutt"]]', '[["hver time"], []]', 18, "facts.0.any_of.1"),
        ('[["hver time"], ["hver", "60 minutt"]]', '[["hver time", ""]]', 18, "facts.0.any_of.0.1"),
        ('      any_of: [["hver time"], ["hver", "60 minutt"]]\n', "", 17, "facts.0.any_of"),
        ("      vital: true\n", "      vital: true\n      weight: 2\n", 20, "facts.0.weight"),
        ("source: berg-2015, via: dahl-2020", "source: berg-2015", 20, "voice"),
        ("kind: reported, source: berg-2015, via: dahl-2020", "kind: author, source: dahl-2020", 20, "voice"),
        ("reason: not-in-sources", "reason: forgotten", 36, "absence.reason"),
        ('{term: "lønn", pages: []}', '{term: "lønn"}', 38, "absence.searched.0.pages"),
        # fields that do not agree
        ("      vital: true", "      vital: false", 2, "hele posten"),
        ("  answerable: true", "  answerable: false", 2, "hele posten"),
        ("  facts: []\n", "  facts: [{statement: Fem., any_of: [[fem]], vital: true}]\n", 22, "hele posten"),
        ("  evidence: []\n", "  evidence: *steder\n", 22, "hele posten"),
        (GOOD[GOOD.index("  absence:") :], "", 22, "hele posten"),
        ("  style: plain\n  origin: text\n", "  style: follow-up\n  origin: text\n", 2, "hele posten"),
        ("  style: plain\n  origin: text\n", HISTORY + "  origin: text\n", 2, "hele posten"),
        ("  style: plain\n  origin: text\n", TURN.replace("follow-up", "plain") + "  origin: text\n", 2, "hele posten"),
        # ids
        ("id: lonn", "id: ferge", 22, "«ferge» er brukt før"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    read: Callable[[str], list[Case]], old: str, new: str, line: int, told: str
) -> None:
    assert old in GOOD
    message = refusal(read, GOOD.replace(old, new, 1))
    assert message.startswith(f"prøve.yaml, linje {line}")
    assert told in message


def test_a_follow_up_has_its_history(read: Callable[[str], list[Case]]) -> None:
    [ferry, _] = read(GOOD.replace("  style: plain\n", TURN, 1))
    assert [(turn.question, turn.answer) for turn in ferry.history] == [("Går fergene?", None)]
    assert ferry.standalone == "Hvor ofte?"


@pytest.mark.parametrize("text", ["a: 1\n", "tekst\n", "{}\n"])
def test_a_file_is_a_list(read: Callable[[str], list[Case]], text: str) -> None:
    assert "linje 1: filen skal være en liste" in refusal(read, text)


def test_a_record_is_a_mapping(read: Callable[[str], list[Case]]) -> None:
    assert refusal(read, "# Et ord.\n- ferge\n").startswith("prøve.yaml, linje 2, hele posten")


def test_a_sign_that_yaml_forbids(read: Callable[[str], list[Case]]) -> None:
    assert refusal(read, GOOD.replace("går", "g\x00r")).startswith("prøve.yaml, linje 3: ikke YAML")
    assert refusal(read, "# " + 40 * "ø" + "\n" + GOOD.replace("går", "g\x00r")).startswith("prøve.yaml, linje 4:")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"Kunne ikke lese borte\.yaml"):
        read_file(tmp_path / "borte.yaml")
    (tmp_path / "latin.yaml").write_bytes("- id: færge\n".encode("latin-1"))
    with pytest.raises(GoldError, match=r"Kunne ikke lese latin\.yaml"):
        read_file(tmp_path / "latin.yaml")


@given(n=st.integers(1, 6), data=st.data())
def test_the_line_is_that_of_the_broken_record(read: Callable[[str], list[Case]], n: int, data: st.DataObject) -> None:
    head, record = GOOD.split("\n\n", maxsplit=1)[0].split("\n", 1)
    records = [record.replace("id: ferge", f"id: ferge-{i}").replace("&steder", f"&s{i}") + "\n" for i in range(n)]
    broken = data.draw(st.integers(0, n - 1))
    records[broken] = records[broken].replace("grade: 1", "grade: 0")
    line = 15 + 19 * broken
    assert refusal(read, head + "\n" + "".join(records)).startswith(f"prøve.yaml, linje {line}, evidence.1.1.grade")


@given(st.data())
def test_any_change_is_read_or_refused_with_a_line_of_the_file(
    read: Callable[[str], list[Case]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 12)))
    words = st.one_of(st.text(max_size=6), st.sampled_from(["\n- ", ": ", "[[", "}", "!!set ", "&a", "*steder", "0x_"]))
    text = GOOD[:start] + data.draw(words) + GOOD[end:]
    try:
        cases = read(text)
    except GoldError as error:
        line = re.match(r"prøve\.yaml, linje (\d+)", error.message)
        assert line is not None or error.message.startswith("Kunne ikke lese prøve.yaml")
        assert line is None or 1 <= int(line[1]) <= len(text.splitlines()) + 1
    else:
        assert all(isinstance(one, Case) for one in cases)
