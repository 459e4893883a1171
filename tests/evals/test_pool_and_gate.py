"""Pooling unjudged pages, taking a reader's grades in, and the gate against a frozen baseline."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.case import Case
from evals.gate import SMALLEST, Baseline, BaselineError, falls, freeze, read_baseline
from evals.judgements import Judgements, write_judgements
from evals.outcome import Cited, Found, Outcome, Said
from evals.pool import PoolError, pool, take_in, write_pool
from evals.scoring import Scored
from evals.stored import Run, gold_hash


def case(name: str, twin_of: str | None = None, cluster: str = "a") -> Case:
    """A case whose only evidence is page 1."""
    return Case.model_validate({
        "id": name, "question": f"Hva er {name}?", "lang": "nn" if twin_of else "nb", "type": "factoid",
        "style": "plain", "origin": "text", "cluster": cluster, "split": "test", "answerable": True, "twin_of": twin_of,
        "evidence": [[{"source": "s", "page": "1", "section": "1", "grade": 2}]],
        "facts": [{"statement": "Én.", "any_of": [["én"]], "vital": True}], "voice": None,
    })  # fmt: skip


def shown(name: str, *pages: str, cited: str = "") -> Outcome:
    found = tuple(Found(page, "s", "original", (f"s:{page}",), f"avsnitt {page}") for page in pages)
    said = (Said("x", "supported", (), (Cited("original", (f"s:{cited}",), "sitat", ()),)),) if cited else ()
    return Outcome(name, found, answers=True, said=said)


CASES = [case("base"), case("tvilling", "base"), case("annen", cluster="b")]


def test_the_pool_holds_each_unjudged_page_once_for_the_base_and_no_system() -> None:
    run = Run("r", {}, {
        "ours": (shown("base", "1", "2", "3", cited="9"), shown("tvilling", "4")),
        "bm25": (shown("base", "2"), shown("annen", "2")),
    })  # fmt: skip
    judged = Judgements({"base": {"s:3": 0}})
    found = pool([run], CASES, judged, depth=10)
    assert {(one.case, one.page, one.texts) for one in found} == {
        ("base", "s:2", ("avsnitt 2",)),
        ("base", "s:4", ("avsnitt 4",)),
        ("base", "s:9", ("sitat",)),
        ("annen", "s:2", ("avsnitt 2",)),
    }
    assert found == pool([run], CASES, judged, depth=10)
    assert {(one.case, one.page) for one in pool([run], CASES, judged, depth=1)} == {
        ("base", "s:2"), ("base", "s:4"), ("base", "s:9"), ("annen", "s:2"),
    }  # fmt: skip


def test_grades_are_taken_in_beside_the_old_ones_and_blanks_wait(tmp_path: Path) -> None:
    path = tmp_path / "pool.jsonl"
    write_pool(pool([Run("r", {}, {"ours": (shown("base", "2", "4", "5"),)})], CASES, Judgements(), 10), path)
    grades = {"s:2": 0, "s:4": 1, "s:5": None}
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(json.dumps({**r, "grade": grades[r["page"]]}) + "\n" for r in records), encoding="utf-8")
    taken = take_in(path, CASES, Judgements({"base": {"s:3": 2}}))
    assert taken.by_case == {"base": {"s:3": 2, "s:2": 0, "s:4": 1}}
    assert taken.extend(CASES[1]) == {"s:3": 2, "s:4": 1, "s:1": 2}
    assert taken.knows(CASES[0], "s:2")
    assert not taken.knows(CASES[0], "s:5")
    write_judgements(taken, tmp_path / "j.yaml")
    assert "'s:2': 0" in (tmp_path / "j.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["ikke json", "{}", '{"case": "x", "page": "s:1", "grade": 1}',
                                  '{"case": "base", "page": "s:1", "grade": 3}',
                                  '{"case": "tvilling", "page": "s:1", "grade": 1}'])  # fmt: skip
def test_a_malformed_judgement_is_named_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "pool.jsonl"
    path.write_text(f'{{"case": "base", "page": "s:2", "grade": null}}\n{line}\n', encoding="utf-8")
    with pytest.raises(PoolError, match="linje 2"):
        take_in(path, CASES, Judgements())


def scored(*values: float, measure: str = "hit@1") -> list[Scored]:
    """Cases in clusters of their own, with one measure each."""
    return [
        Scored(case(f"c{n}", cluster=f"k{n}"), Outcome(f"c{n}", ()), {measure: value}) for n, value in enumerate(values)
    ]


def baseline(*values: float, measure: str = "hit@1") -> Baseline:
    return Baseline({"gold": gold_hash()}, {f"c{n}": {measure: value} for n, value in enumerate(values)})


def test_a_fall_is_seen_only_when_its_interval_lies_below_nothing() -> None:
    assert falls(baseline(1, 1, 1, 1), scored(1, 1, 1, 1)) == []
    [fall] = falls(baseline(1, 1, 1, 1), scored(0, 0, 0, 0))
    assert (fall.measure, fall.difference.mean, fall.difference.n) == ("hit@1", -1.0, 4)
    assert falls(baseline(1, 1, 0, 0), scored(0, 1, 1, 0)) == []
    assert falls(baseline(0, 0, 0, 0), scored(1, 1, 1, 1)) == []


def test_rounding_and_the_order_of_ties_are_no_fall() -> None:
    third = 1 / 3
    assert falls(baseline(*[round(third, 6)] * 4), scored(*[third - 1e-9] * 4)) == []
    assert falls(baseline(*[0.5] * 4), scored(*[0.5 - SMALLEST + 1e-5] * 4)) == []
    assert [fall.measure for fall in falls(baseline(*[0.5] * 4), scored(*[0.5 - SMALLEST - 1e-5] * 4))] == ["hit@1"]


def test_more_refusals_are_a_fall() -> None:
    worse = falls(baseline(0, 0, 0, measure="false refusals"), scored(1, 1, 1, measure="false refusals"))
    assert [fall.measure for fall in worse] == ["false refusals"]
    assert falls(baseline(1, 1, 1, measure="false refusals"), scored(0, 0, 0, measure="false refusals")) == []


def test_a_baseline_is_frozen_without_words_and_read_back(tmp_path: Path) -> None:
    one = scored(0.25)[0]
    told = replace(one, outcome=shown("c0", "2", cited="9"), values={"hit@1": 0.25, "quote validity": 1.0})
    freeze([told], {"gold": gold_hash(), "commit": "abc"}, tmp_path / "b.json")
    text = (tmp_path / "b.json").read_text(encoding="utf-8")
    assert "avsnitt" not in text
    assert "sitat" not in text
    found = read_baseline(tmp_path / "b.json")
    assert found.values == {"c0": {"hit@1": 0.25}}
    assert falls(found, [told]) == []


def test_a_baseline_of_another_gold_or_none_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="eldre gullsett"):
        falls(Baseline({"gold": "annet"}, {}), [])
    with pytest.raises(BaselineError) as missing:
        read_baseline(tmp_path / "mangler.json")
    assert "--freeze" in missing.value.remedy
