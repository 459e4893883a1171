"""The gold questions: their shape, their twins, their split, and their evidence against the thesis."""

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).resolve().parents[2] / "evals" / "gold" / "cases.yaml"
LABELS = ["i", "ii", "iii", "iv", *(str(number) for number in range(1, 79))]
ASKED = {"factoid", "definition", "list", "comparison", "synthesis", "author-view", "named-study", "method"}
UNANSWERED = {"unanswerable-near", "unanswerable-far", "false-premise"}
REASONS = {"not-in-sources", "wrong-source", "wrong-year", "not-reported", "underspecified", "false-premise"}
SHARED = ("evidence", "facts", "voice", "absence", "type", "cluster", "split", "answerable", "origin")

Case = dict[str, Any]


def normalised(text: str) -> str:
    return " ".join(text.casefold().split())


def said(fact: Case, text: str) -> bool:
    return any(all(word in text for word in alternative) for alternative in fact["any_of"])


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    loaded: list[Case] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def answerable(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case["answerable"]]


@pytest.fixture(scope="module")
def unanswerable(cases: list[Case]) -> list[Case]:
    return [case for case in cases if not case["answerable"]]


@pytest.fixture(scope="module")
def pages(thesis_dir: Path) -> dict[str, str]:
    text = (thesis_dir / "joner-2022.txt").read_text(encoding="utf-8")
    return dict(zip(LABELS, map(normalised, text.split("\f")), strict=True))


def test_ids_and_questions_are_unique(cases: list[Case]) -> None:
    assert [i for i, n in Counter(case["id"] for case in cases).items() if n > 1] == []
    assert [q for q, n in Counter((case["question"], case["lang"]) for case in cases).items() if n > 1] == []
    assert [case["id"] for case in cases if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", case["id"])] == []


def test_words_of_the_fields(cases: list[Case]) -> None:
    for case in cases:
        assert case["lang"] in {"nb", "nn", "sv", "da", "en"}, case["id"]
        assert case["style"] in {"plain", "misspelled", "keywords", "follow-up"}, case["id"]
        assert case["origin"] in {"contents", "text"}, case["id"]
        assert case["type"] in (ASKED if case["answerable"] else UNANSWERED), case["id"]


def test_twins_share_everything_but_the_wording(cases: list[Case]) -> None:
    by_id = {case["id"]: case for case in cases}
    for twin in (case for case in cases if case["twin_of"]):
        base = by_id[twin["twin_of"]]
        assert base["twin_of"] is None, twin["id"]
        assert (base["lang"], base["style"]) == ("nb", "plain"), base["id"]
        assert (twin["lang"], twin["style"]) != ("nb", "plain"), twin["id"]
        for field in SHARED:
            assert twin.get(field) == base.get(field), (twin["id"], field)


def test_split_follows_from_the_cluster(cases: list[Case]) -> None:
    for case in cases:
        drawn = int(hashlib.sha256(f"20261124-{case['cluster']}".encode()).hexdigest(), 16) % 100
        assert case["split"] == ("test" if drawn < 40 else "dev"), case["id"]
    share = sum(case["split"] == "test" for case in cases) / len(cases)
    assert 0.35 <= share <= 0.45


def test_no_type_is_above_a_quarter_of_the_base(answerable: list[Case]) -> None:
    base = [case["type"] for case in answerable if case["twin_of"] is None]
    assert set(base) == ASKED
    assert max(Counter(base).values()) <= len(base) / 4


def test_evidence_names_pages_and_grades(answerable: list[Case]) -> None:
    for case in answerable:
        assert case["evidence"], case["id"]
        for places in case["evidence"]:
            named = [place["page"] for place in places]
            assert set(named) <= set(LABELS), case["id"]
            assert len(named) == len(set(named)), case["id"]
            assert all(place["source"] == "joner-2022" and place["section"] for place in places), case["id"]
            assert {place["grade"] for place in places} <= {1, 2}, case["id"]
        alone = [places[0] for places in case["evidence"] if len(places) == 1]
        assert all(place["grade"] == 2 for place in alone), case["id"]


def test_facts_are_few_and_one_is_vital(answerable: list[Case]) -> None:
    for case in answerable:
        assert 2 <= len(case["facts"]) <= 5, case["id"]
        assert any(fact["vital"] for fact in case["facts"]), case["id"]
        for fact in case["facts"]:
            words = [word for alternative in fact["any_of"] for word in alternative]
            assert words, case["id"]
            assert all(isinstance(word, str) and word == normalised(word) != "" for word in words), case["id"]


def test_voices_have_their_shape(answerable: list[Case]) -> None:
    for case in answerable:
        voice = case["voice"]
        if voice is None or voice == {"kind": "author"}:
            continue
        assert set(voice) == {"kind", "source", "via"}, case["id"]
        assert voice["kind"] == "reported", case["id"]
        assert voice["via"] == "joner-2022", case["id"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*-(\d{4}|udatert)", voice["source"]), case["id"]


def test_absence_is_recorded(unanswerable: list[Case]) -> None:
    for case in unanswerable:
        absence = case["absence"]
        assert case["evidence"] == case["facts"] == [], case["id"]
        assert absence["reason"] in REASONS, case["id"]
        assert absence["note"], case["id"]
        assert absence["searched"] or absence["reason"] == "underspecified", case["id"]
        assert bool(absence.get("contradicted_by")) == (case["type"] == "false-premise"), case["id"]
        assert (absence["reason"] == "false-premise") == (case["type"] == "false-premise"), case["id"]


def test_each_evidence_set_says_every_vital_fact(answerable: list[Case], pages: dict[str, str]) -> None:
    missing = [
        (case["id"], [place["page"] for place in places], fact["statement"])
        for case in answerable
        for places in case["evidence"]
        for fact in case["facts"]
        if fact["vital"] and not said(fact, " ".join(pages[place["page"]] for place in places))
    ]
    assert missing == []


def test_searches_for_absence_give_the_recorded_pages(unanswerable: list[Case], pages: dict[str, str]) -> None:
    for case in unanswerable:
        for search in case["absence"]["searched"]:
            found = [label for label, text in pages.items() if normalised(search["term"]) in text]
            assert found == search["pages"], (case["id"], search["term"])
