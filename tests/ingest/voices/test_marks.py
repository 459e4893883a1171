"""The hand marks of the thesis: both sets held to the bars.

The test set was scored once, after the rules were final (commit 9537786): splitting precision and recall 1.000
(154 of 154), voices 0.870 (134 of 154), where the bar is 0.90. The rules were not changed for it afterwards: a
better figure needs marks that nobody has scored yet.
"""

from pathlib import Path

import pytest

from tests.ingest.marks.score import score


@pytest.mark.parametrize("which", ["development", "test"])
def test_splitting_reaches_the_bars(thesis_dir: Path, which: str) -> None:
    scores = score(thesis_dir / "joner-2022.txt", which)
    assert scores.precision >= 0.98, str(scores)
    assert scores.recall >= 0.98, str(scores)


def test_voices_reach_the_bar_on_the_development_marks(thesis_dir: Path) -> None:
    scores = score(thesis_dir / "joner-2022.txt", "development")
    assert scores.accuracy >= 0.90, str(scores)


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="0.870 at the one scoring, under the bar of 0.90")
def test_voices_reach_the_bar_on_the_test_marks(thesis_dir: Path) -> None:
    scores = score(thesis_dir / "joner-2022.txt", "test")
    assert scores.accuracy >= 0.90, str(scores)
