"""The hand marks of the thesis: all three sets held to the bars.

Each test set was scored once. The first gave voices 0.870 (134 of 154; rules of commit 9537786), under the bar of
0.90, and is development material since. The second was marked before the rules were changed, and not looked at while
they were; it gave 0.953 (143 of 150; rules of commit 4ef0210). Splitting gave 1.000 on both.

The second set is easier, not the rules so much better: the rules of the first scoring give it the same 143 of 150.
Both sets together, by rules tuned on neither, gave 277 of 304, 0.911.
"""

from pathlib import Path

import pytest

from tests.ingest.marks.score import score

SETS = ["development", "test", "second-test"]


@pytest.mark.parametrize("which", SETS)
def test_sentences_are_split_where_a_reader_splits_them(thesis_dir: Path, which: str) -> None:
    scores = score(thesis_dir / "joner-2022.txt", which)
    assert scores.precision >= 0.98, str(scores)
    assert scores.recall >= 0.98, str(scores)


@pytest.mark.parametrize("which", SETS)
def test_voices_are_those_that_a_reader_hears(thesis_dir: Path, which: str) -> None:
    scores = score(thesis_dir / "joner-2022.txt", which)
    assert scores.accuracy >= 0.90, str(scores)
