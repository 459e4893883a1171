"""The hand marks of the thesis: both sets held to the bars."""

from pathlib import Path

import pytest

from tests.ingest.marks.score import score


@pytest.mark.parametrize("which", ["development", "test"])
def test_sentences_and_voices_reach_the_bars(thesis_dir: Path, which: str) -> None:
    scores = score(thesis_dir / "joner-2022.txt", which)
    assert scores.precision >= 0.98, str(scores)
    assert scores.recall >= 0.98, str(scores)
    assert scores.accuracy >= 0.90, str(scores)
