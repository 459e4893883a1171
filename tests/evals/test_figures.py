"""Means with intervals, over all cases and by group."""

import pytest

from evals.scoring import Scored
from evals.statistics.intervals import bootstrap, wilson
from evals.table import ALL, GROUPS, figures_of, tabulate
from tests.evals.conftest import answered, case, unanswerable


def scored(name: str, values: dict[str, float], **changes: object) -> Scored:
    return Scored(case(name, **changes), answered(name), values)


def test_a_share_has_wilsons_interval_and_a_mean_a_bootstrap_over_clusters() -> None:
    given = [
        scored("a", {"hit@1": 1.0, "MRR@10": 1.0}, cluster="x"),
        scored("b", {"hit@1": 0.0, "MRR@10": 0.5}, cluster="x"),
        scored("c", {"hit@1": 1.0, "MRR@10": 1.0}, cluster="y"),
    ]
    figures = figures_of(given)
    assert figures["hit@1"].mean == pytest.approx(2 / 3)
    assert figures["hit@1"].interval == wilson(2, 3)
    assert figures["MRR@10"].mean == pytest.approx(2.5 / 3)
    assert figures["MRR@10"].interval == bootstrap([1.0, 0.5, 1.0], ["x", "x", "y"]) == (0.75, 1.0)
    assert (figures["hit@1"].n, figures["MRR@10"].n) == (3, 3)


def test_a_measure_is_averaged_over_the_cases_that_have_it() -> None:
    figures = figures_of([scored("a", {"voice": 1.0}), scored("b", {}), scored("c", {"voice": 0.0, "hit@5": 1.0})])
    assert (figures["voice"].mean, figures["voice"].n) == (0.5, 2)
    assert (figures["hit@5"].mean, figures["hit@5"].n) == (1.0, 1)
    assert set(figures) == {"hit@5", "voice"}


def test_no_cases_have_no_figures() -> None:
    assert figures_of([]) == {}


def test_a_row_for_all_and_then_one_a_group_by_name() -> None:
    given = [
        scored("a", {"hit@1": 1.0}, lang="sv"),
        scored("b", {"hit@1": 0.0}, lang="nb"),
        scored("c", {"hit@1": 0.0}, lang="sv"),
        Scored(unanswerable(lang="en"), answered("u"), {}),
    ]
    rows = tabulate(given, GROUPS["lang"])
    assert [row.group for row in rows] == [ALL, "en", "nb", "sv"]
    assert [row.figures["hit@1"].mean for row in rows if row.figures] == pytest.approx([1 / 3, 0.0, 1 / 2])
    assert rows[1].figures == {}


def test_groups_are_type_language_and_style() -> None:
    one = case(type="list", lang="da", style="keywords")
    assert {name: by(one) for name, by in GROUPS.items()} == {"type": "list", "lang": "da", "style": "keywords"}
