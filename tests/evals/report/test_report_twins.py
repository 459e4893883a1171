"""What twins lose, worked out by hand."""

import pytest

from evals.report.twins import twin_drops
from evals.scoring import Scored
from tests.evals.report.invented import case, outcome


def one(id: str, twin_of: str | None = None, lang: str = "nb", style: str = "plain", **values: float) -> Scored:
    named = {name.replace("_", " "): value for name, value in values.items()}
    return Scored(case(id, twin_of=twin_of, lang=lang, style=style), outcome(id), named)


def test_a_drop_is_base_minus_twin_over_the_pairs() -> None:
    bases = [one("a", fact_recall=1.0), one("b", fact_recall=0.5)]
    twins = [one("a-sv", "a", "sv", fact_recall=0.25), one("b-sv", "b", "sv", fact_recall=0.75)]
    (drop,) = twin_drops([*twins, *bases])
    assert drop.group == "sv"
    found = drop.by_measure["fact recall"]
    assert found.mean == pytest.approx(((1.0 - 0.25) + (0.5 - 0.75)) / 2)
    assert found.n == 2
    assert found.interval == (-0.25, 0.75)  # either pair alone is the least and the most


def test_more_refusals_are_a_drop_too() -> None:
    (drop,) = twin_drops([one("a", false_refusals=0.0), one("a-en", "a", "en", false_refusals=1.0)])
    assert drop.by_measure["false refusals"].mean == 1.0


def test_a_measure_counts_where_both_have_it() -> None:
    (drop,) = twin_drops([one("a", fact_recall=1.0), one("a-en", "a", "en", fact_recall=0.0, citation_precision=1.0)])
    assert set(drop.by_measure) == {"fact recall"}


def test_groups_are_languages_and_styles_and_a_twin_without_its_base_is_left_out() -> None:
    asked = [
        one("a", fact_recall=1.0),
        one("a-sv", "a", "sv", fact_recall=1.0),
        one("a-ord", "a", style="keywords", fact_recall=1.0),
        one("z-da", "z", "da", fact_recall=1.0),
    ]
    assert [drop.group for drop in twin_drops(asked)] == ["keywords", "sv"]
