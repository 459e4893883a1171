"""Two runs of four cases, paired by hand."""

import pytest

from evals.compare import Change, Comparison, compare
from evals.judgements import Judgements
from evals.outcome import Outcome
from evals.scoring import MEASURES
from evals.stored import Run, RunError
from tests.evals.conftest import answered, case, said, unanswerable

CASES = [case("a", cluster="x"), case("b", cluster="y"), case("c", cluster="z"), unanswerable("u", cluster="0-w")]
RIGHT, WRONG = ["9"], ["1"]


def run(name: str, *outcomes: Outcome, system: str = "ours") -> Run:
    return Run(name, {}, {system: outcomes})


BEFORE = run(
    "før",
    answered("a", said("Fem."), pages=RIGHT),
    answered("b", said("Seks."), pages=WRONG),
    answered("c", pages=RIGHT),
    answered("u"),
)
AFTER = run(
    "etter",
    answered("u", said("Fem.")),
    answered("c", said("Fem."), pages=RIGHT),
    answered("b", said("Fem."), pages=RIGHT),
    answered("a", said("Fem."), pages=RIGHT),
)


def compared(first: Run = BEFORE, second: Run = AFTER, systems: tuple[str, str] = ("ours", "ours")) -> Comparison:
    return compare(first, second, CASES, Judgements(), systems)


def test_differences_are_the_seconds_minus_the_firsts_over_the_cases_that_both_have() -> None:
    found = compared()
    assert (found.first, found.second) == ("før/ours", "etter/ours")
    means = {name: (one.mean, one.n) for name, one in found.differences.items()}
    assert means["hit@1"] == (pytest.approx(1 / 3), 3)  # b
    assert means["fact recall"] == (pytest.approx(2 / 3), 3)  # b and c
    assert means["false refusals"] == (pytest.approx(-1 / 3), 3)  # c
    assert means["false answers"] == (1.0, 1)
    assert means["citation recall"] == (0.0, 2)  # c was refused before, and has no pair
    assert list(found.differences) == [measure for measure in MEASURES if measure != "voice"]


def test_clusters_are_flipped_and_drawn() -> None:
    one = compared().differences["fact recall"]
    # clusters' sums 0, 1 and 1: signs give 2, 0, 0, -2
    assert one.p == pytest.approx(1 / 2, abs=0.03)
    assert one.interval == (0.0, 1.0)  # three times the first: 1/27, three times the others: 8/27


def test_cases_of_one_cluster_are_flipped_together() -> None:
    # b and c of one cluster: sums 0 and 2, and signs give 2 or -2
    together = [one.model_copy(update={"cluster": "y"}) if one.id == "c" else one for one in CASES]
    assert compare(BEFORE, AFTER, together, Judgements(), ("ours", "ours")).differences["fact recall"].p == 1.0


def test_changes_come_case_by_case_with_their_direction() -> None:
    assert [(change.case, change.measure, change.is_better) for change in compared().changes] == [
        ("b", "hit@1", True),
        ("b", "page recall@5", True),
        ("b", "fact recall", True),
        ("c", "fact recall", True),
        ("c", "false refusals", True),
        ("u", "false answers", False),
    ]
    assert compared().changes[0] == Change("b", "Hva er b?", "hit@1", 0.0, 1.0)


def test_the_other_way_round_every_change_is_the_opposite() -> None:
    there, back = compared(), compared(AFTER, BEFORE)
    assert {name: -one.mean for name, one in back.differences.items()} == {
        name: one.mean for name, one in there.differences.items()
    }
    assert [change.is_better for change in back.changes] == [not change.is_better for change in there.changes]


def test_a_run_does_not_differ_from_itself() -> None:
    found = compared(BEFORE, BEFORE)
    assert found.changes == ()
    assert {(one.mean, one.p) for one in found.differences.values()} == {(0.0, 1.0)}


def test_only_cases_of_both_runs_are_paired() -> None:
    found = compared(second=run("del", answered("b", said("Fem."), pages=RIGHT), answered("ny")))
    assert {one.n for one in found.differences.values()} == {1}
    assert {change.case for change in found.changes} == {"b"}


def test_two_systems_can_be_compared() -> None:
    found = compared(second=run("etter", *AFTER.outcomes["ours"], system="bm25"), systems=("ours", "bm25"))
    assert found.second == "etter/bm25"
    assert found.differences["hit@1"].mean == pytest.approx(1 / 3)


def test_a_system_that_a_run_lacks_is_named_with_those_it_has() -> None:
    with pytest.raises(RunError) as caught:
        compared(systems=("ours", "bm25"))
    assert caught.value.told == "Kjøringen etter har ikke bm25.\n→ Den har ours."


def test_runs_without_a_case_in_common() -> None:
    with pytest.raises(RunError, match="ingen spørsmål felles"):
        compared(second=run("annen", answered("ny")))


def test_judged_pages_count_on_both_sides() -> None:
    found = compare(BEFORE, AFTER, CASES, Judgements({"b": {"s:1": 2}}), ("ours", "ours"))
    assert found.differences["hit@1"].mean == 0.0
