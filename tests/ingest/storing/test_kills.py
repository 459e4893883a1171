"""An ingest that is killed at random, and readers that ask all the time: nobody sees anything but a whole state."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.settings import IngestSettings
from tests.ingest.storing.conftest import HashEncoder, vector_of
from tests.ingest.storing.timetable import open_now, write_round

ROOT = Path(__file__).parents[3]
KILLS = 15
ROUNDS = 6


def start(settings: IngestSettings, *more: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-m", "tests.ingest.storing.timetable", str(settings.corpus_dir.parent), *more]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rounds_seen(settings: IngestSettings) -> set[str]:
    """Open, ask, read everything; give the rounds that the state's passages are of."""
    index = open_now(settings)
    passages = index.passages(index.all_ids())
    assert passages
    for passage in passages[:: len(passages) // 20 or 1]:
        hits = index.search_vector(vector_of(passage.encoded), 10)
        assert passage.id in {hit.id for hit in hits}
        assert len(index.sentence_vectors(passage.id)) == len(passage.sentences)
    seen = {passage.text.split("runde ")[1].split()[0] for passage in passages if passage.kind == "text"}
    index.close()
    return seen


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_ingest_leaves_the_old_state_answering_and_the_last_one_completes(settings: IngestSettings) -> None:
    # chroma#7238, #7090: a killed writer left a collection that no longer opened
    write_round(settings, 0)
    begun = time.monotonic()
    child = start(settings, "ingest")
    assert child.wait() == 0
    whole = time.monotonic() - begun
    moments = random.Random(11)
    dead = 0
    for number in range(1, KILLS + 1):
        write_round(settings, number)
        child = start(settings, "ingest")
        time.sleep(moments.uniform(0.2, 1.0) * whole)
        child.send_signal(signal.SIGKILL)
        dead += child.wait() == -signal.SIGKILL
        assert len(rounds_seen(settings)) == 1
    assert dead >= KILLS // 2, "the kills came too late to mean anything"
    write_round(settings, KILLS + 1)
    child = start(settings, "ingest")
    assert child.wait() == 0
    assert rounds_seen(settings) == {str(KILLS + 1)}
    assert len(list((settings.data_dir / "states").iterdir())) == 1


@contextmanager
def reading(settings: IngestSettings) -> Iterator[subprocess.Popen[str]]:
    child = start(settings, "read")
    assert child.stdout is not None
    assert child.stdout.readline() == "leser\n"
    yield child


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_reader_in_another_process_never_fails_and_never_sees_removed_text_as_current(
    settings: IngestSettings,
) -> None:  # chroma#3792: another process went on finding what had been replaced
    write_round(settings, 0)
    assert start(settings, "ingest").wait() == 0
    with reading(settings) as reader:
        for number in range(1, ROUNDS + 1):
            write_round(settings, number)
            assert start(settings, "ingest").wait() == 0
            (settings.data_dir / "current-round").write_text(str(number), encoding="utf-8")
        (settings.data_dir / "stop").touch()
        out, errors = reader.communicate(timeout=120)
    assert reader.returncode == 0, errors
    report = json.loads(out)
    assert report["asked"] > 50
    assert report["rounds"][-1] == ROUNDS
    assert report["rounds"] == sorted(report["rounds"])
    assert report["stale"] == 0


@pytest.mark.slow
def test_second_ingest_at_the_same_time_is_refused_and_the_first_completes(settings: IngestSettings) -> None:
    write_round(settings, 0)
    first = start(settings, "ingest", "slowly")
    while not (settings.data_dir / "writer.lock").exists() or not (settings.data_dir / "writer.lock").read_text():
        time.sleep(0.05)
    second = start(settings, "ingest")
    _, said = second.communicate()
    assert second.returncode == 3
    assert f"prosess {first.pid}" in said
    assert "Traceback" not in said
    assert first.wait() == 0
    assert HashEncoder.model_id == open_now(settings).stamp.model
