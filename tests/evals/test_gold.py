"""The gold questions as a whole: their size, their twins, their split, and their evidence against the thesis."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
import yaml

from evals.case import FULL, Answered, Case, Fact, Place, Unanswered
from evals.measures.facts import is_said, normalise
from evals.reading import SPLITS, read_cases
from ingest.library.bibliography import read_bibliography
from ingest.reading import read_document

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
THESIS = "joner-2022"
TEST_FILE = "8779f014b431114f"
SHARED = ("evidence", "facts", "voice", "absence", "type", "cluster", "split", "answerable", "origin")
OWN_WORDS = 0.95  # share of evidence sets whose marked sentences alone say every vital fact


def text_of(places: Sequence[Place], pages: dict[str, str]) -> str:
    return normalise(" ".join(pages[place.page] for place in places))


def spans_of(places: Sequence[Place], pages: dict[str, str]) -> str:
    return normalise(" ".join(pages[place.page][start:end] for place in places for start, end in place.spans))


def unsaid(case: Case, text: str) -> list[str]:
    return [fact.statement for fact in case.vital if not is_said(fact, text)]


@pytest.fixture(scope="module")
def bases(gold: list[Case]) -> list[Case]:
    return [case for case in gold if case.twin_of is None]


@pytest.fixture(scope="module")
def outline() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = yaml.safe_load(
        (CORPUS / "outlines" / f"{THESIS}.yaml").read_text(encoding="utf-8")
    )
    return found


@pytest.fixture(scope="module")
def pages(thesis_dir: Path) -> dict[str, str]:
    read = read_document(thesis_dir / f"{THESIS}.txt", THESIS)
    return {str(page.label): page.canonical for page in read.pages}


def test_the_test_file_is_the_one_that_was_reported_on() -> None:
    held = hashlib.sha256((ROOT / "evals" / "gold" / "test.yaml").read_bytes()).hexdigest()[:16]
    assert held == TEST_FILE, (
        "evals/gold/test.yaml has changed, so figures on the test split from before and after cannot be compared. "
        "It is changed only to mend a question, an evidence or a fact that is wrong by the thesis itself, never "
        f"because a system answers it badly. If that is so: set TEST_FILE to {held!r} here, run the evaluation of "
        "the test split anew, commit its baseline with it, and say in CHANGELOG.md which cases changed and why."
    )


def test_size(gold: list[Case], bases: list[Case]) -> None:
    tested = [case for case in gold if case.split == "test"]
    twins = Counter(case.lang for case in tested if case.twin_of is not None)
    sizes = {
        "all": (len(gold), 400),
        "plain base questions": (sum(case.answerable and case.style == "plain" for case in bases), 180),
        "unanswerable": (sum(not case.answerable for case in gold), 80),
        "in test": (len(tested), 160),
        "unanswerable in test": (sum(not case.answerable for case in tested), 40),
        **{f"twins in {lang} in test": (twins[lang], 20) for lang in ("nn", "sv", "da", "en")},
    }
    assert {what: size for what, size in sizes.items() if size[0] < size[1]} == {}


def test_every_kind_of_question_and_no_type_above_a_quarter(bases: list[Case]) -> None:
    types = Counter(case.type for case in bases if case.answerable)
    assert set(types) == set(get_args(Answered))
    assert max(types.values()) <= sum(types.values()) / 4
    assert {case.type for case in bases if not case.answerable} == set(get_args(Unanswered))
    reasons = {case.absence.reason for case in bases if case.absence}
    assert len(reasons) == 6


def test_ids_and_questions_are_unique_over_both_files(gold: list[Case]) -> None:
    assert [name for name, n in Counter(case.id for case in gold).items() if n > 1] == []
    asked = Counter((normalise(case.question), case.lang, case.history) for case in gold)
    assert [question for (question, *_), n in asked.items() if n > 1] == []


def test_twins_share_everything_but_the_wording(gold: list[Case]) -> None:
    by_id = {case.id: case for case in gold}
    for twin in (case for case in gold if case.twin_of):
        base = by_id[str(twin.twin_of)]
        assert base.twin_of is None, twin.id
        assert base.style == "plain", base.id
        assert (twin.lang, twin.style) != (base.lang, base.style), twin.id
        for field in SHARED:
            assert getattr(twin, field) == getattr(base, field), (twin.id, field)


def test_each_file_holds_its_split_which_follows_from_the_cluster(gold: list[Case]) -> None:
    files = {split: read_cases([split]) for split in SPLITS}
    assert [*files["dev"], *files["test"]] == gold
    for split, held in files.items():
        for case in held:
            drawn = int(hashlib.sha256(f"20261124-{case.cluster}".encode()).hexdigest(), 16) % 100
            assert case.split == split == ("test" if drawn < 40 else "dev"), case.id


def test_clusters_that_begin_with_0_hold_no_answerable_question(bases: list[Case]) -> None:
    assert [case.id for case in bases if case.cluster.startswith("0-") and case.answerable] == []


def test_evidence_names_pages_and_sections_of_the_thesis(
    bases: list[Case], outline: dict[str, list[dict[str, str]]]
) -> None:
    sections = {section.get("printed") or section["number"] or section["heading"] for section in outline["sections"]}
    sections = {name.rstrip(".") for name in sections}
    for case in bases:
        for places in case.evidence:
            assert {place.source for place in places} == {THESIS}, case.id
            assert {place.page for place in places} <= set(outline["labels"]), case.id
            assert {place.section for place in places} <= sections, case.id
            assert len({place.key for place in places}) == len(places), case.id
            assert len(places) > 1 or places[0].grade == FULL, case.id


def test_facts_are_two_to_five_and_every_piece_of_them_has_a_letter_or_digit(bases: list[Case]) -> None:
    assert [case.id for case in bases if case.answerable and not 2 <= len(case.facts) <= 5] == []
    assert [case.id for case in bases for fact in case.facts if not all(map(_has_letters, _pieces(fact)))] == []


def test_types_and_reasons_go_with_being_answerable(bases: list[Case]) -> None:
    for case in bases:
        assert (case.type in get_args(Answered)) == case.answerable, case.id
        false = case.type == "false-premise"
        if case.absence is not None:
            assert (case.absence.reason == "false-premise") == false, case.id
            assert bool(case.absence.contradicted_by) == false, case.id
            assert case.absence.searched or case.absence.reason == "underspecified", case.id


def test_voices_are_works_of_the_bibliography(bases: list[Case]) -> None:
    known = read_bibliography(CORPUS / "references.bib")
    voices = [(case.id, case.voice) for case in bases if case.voice is not None and case.voice.kind == "reported"]
    assert len(voices) > 20
    assert [(name, voice.source) for name, voice in voices if voice.source not in known] == []
    assert [(name, voice.via) for name, voice in voices if voice.via != THESIS] == []


def test_spans_lie_inside_their_page_and_do_not_overlap(bases: list[Case], pages: dict[str, str]) -> None:
    for case in bases:
        for place in (place for places in case.evidence for place in places):
            ends = [end for span in place.spans for end in span]
            assert ends == sorted(set(ends)), (case.id, place.page)
            assert all(0 <= end <= len(pages[place.page]) for end in ends), (case.id, place.page)


def test_the_pages_of_each_evidence_set_say_every_vital_fact(bases: list[Case], pages: dict[str, str]) -> None:
    missing = [
        (case.id, [place.page for place in places], unsaid(case, text_of(places, pages)))
        for case in bases
        for places in case.evidence
        if unsaid(case, text_of(places, pages))
    ]
    assert missing == []


def test_the_spans_of_nearly_every_evidence_set_say_them_alone(bases: list[Case], pages: dict[str, str]) -> None:
    sets = [(case, places) for case in bases for places in case.evidence]
    missing = [
        (case.id, [place.page for place in places], unsaid(case, spans_of(places, pages)))
        for case, places in sets
        if unsaid(case, spans_of(places, pages))
    ]
    assert len(missing) <= (1 - OWN_WORDS) * len(sets), missing


def test_searches_for_absence_give_the_recorded_pages(bases: list[Case], pages: dict[str, str]) -> None:
    folded = {label: normalise(text) for label, text in pages.items()}
    for case in bases:
        for search in case.absence.searched if case.absence else ():
            found = [label for label, text in folded.items() if normalise(search.term) in text]
            assert found == list(search.pages), (case.id, search.term)


def test_what_contradicts_a_false_premise_stands_on_known_pages(
    bases: list[Case], outline: dict[str, list[dict[str, str]]]
) -> None:
    for case in bases:
        for place in case.absence.contradicted_by if case.absence else ():
            assert (place.source, place.page in outline["labels"]) == (THESIS, True), case.id


def _pieces(fact: Fact) -> list[str]:
    return [piece for pieces in fact.any_of for piece in pieces]


def _has_letters(piece: str) -> bool:
    return any(sign.isalnum() for sign in piece)
