"""A run goes to a file and comes back as it was; what is no run is refused."""

import json
import re
import subprocess
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from evals.outcome import Cited, Found, Outcome, Said
from evals.stored import Run, RunError, about_run, gold_hash, read_run, run_name, write_run

FULL = Outcome(
    case="ferge",
    found=(
        Found("p1", "dahl-2020", "original", ("dahl-2020:iv", "dahl-2020:1"), "Fergene går."),
        Found("p2", "dahl-2020", "note", (), ""),
    ),
    answers=True,
    abstained=False,
    sureness=0.8125,
    said=(
        Said(
            "Fergene går «ofte» – 60 % ☂.",
            "weak",
            ("author:dahl-2020", "reported:berg-2015"),
            (
                Cited("original", ("dahl-2020:1",), "Fergene går.", ("author:dahl-2020",)),
                Cited("note", (), "De går.", ()),
            ),
        ),
        Said("Uten kilde.", "not_found", (), ()),
    ),
    milliseconds=12.345,
)
RUN = Run(
    "prøve",
    {"schema": 1, "types": None, "langs": ["nb"], "abstention": {"bias": -0.5, "names": []}},
    {"ours": (FULL, Outcome("lonn", (), answers=True, abstained=True)), "bm25": (Outcome("ferge", ()),), "rrf": ()},
)


def test_a_run_comes_back_with_every_field(tmp_path: Path) -> None:
    path = write_run(RUN, tmp_path / "ny" / "mappe")
    assert path == tmp_path / "ny" / "mappe" / "prøve.json"
    assert read_run(path) == RUN


def test_the_file_is_readable_json_and_writing_again_replaces_it(tmp_path: Path) -> None:
    write_run(RUN, tmp_path)
    path = write_run(Run("prøve", {}, {"ours": (FULL,)}), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "«ofte» – 60 % ☂" in text
    assert json.loads(text)["outcomes"]["ours"][0]["sureness"] == 0.8125
    assert [one.name for one in tmp_path.iterdir()] == ["prøve.json"]


def test_a_run_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        read_run(tmp_path / "borte.json")
    assert caught.value.message == f"Fant ikke kjøringen {tmp_path / 'borte.json'}."
    assert "evals/runs" in caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "3", '"ord"', "{}", '{"name": "a", "about": {}}',
        '{"name": "a", "about": {}, "outcomes": []}',
        '{"name": "a", "about": {}, "outcomes": {"ours": 3}}',
        '{"name": "a", "about": {}, "outcomes": {"ours": ["a"]}}',
        '{"name": "a", "about": {}, "outcomes": {"ours": [{"case": "a"}]}}',
        '{"name": "a", "about": {}, "outcomes": {"ours": [{"case": "a", "found": [], "said": [], "score": 1}]}}',
        '{"name": "a", "about": {}, "outcomes": {"ours": [{"case": "a", "found": [3], "said": []}]}}',
        '{"about": {}, "outcomes": {}}',
    ],
)  # fmt: skip
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rart.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=r"rart\.json er ikke en lagret kjøring"):
        read_run(path)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rart.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(RunError, match="er ikke en lagret kjøring"):
        read_run(tmp_path / "rart.json")


def test_a_name_is_one_that_a_file_can_have() -> None:
    assert run_name("dev-both 2 æ") == "dev-both 2 æ"
    for name in ("", "a/b", "../a", "/a", "a/"):
        with pytest.raises(ValueError, match=f"^{name}$"):
            run_name(name)


def test_gold_hash_is_over_both_files_and_where_they_meet() -> None:
    folder = files("evals.gold")
    dev, test = ((folder / f"{split}.yaml").read_bytes() for split in ("dev", "test"))
    assert gold_hash() == sha256(dev + b"\0" + test).hexdigest()[:16]


def test_a_run_is_described_by_commit_stamp_gold_and_settings(tmp_path: Path) -> None:
    about = about_run(tmp_path, "stempel", split="dev", types=None)
    assert about["gold"] == gold_hash()
    assert (about["schema"], about["stamp"], about["split"], about["types"]) == (1, "stempel", "dev", None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", about["when"])
    assert about["commit"] == ""  # a folder that is no checkout


def test_a_commit_is_named_with_a_plus_where_files_differ(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@b")
        done = subprocess.run(["git", "-C", str(tmp_path), *who, *words], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    (tmp_path / "fil").write_text("en", encoding="utf-8")
    git("add", "fil")
    git("commit", "-qm", "Begin")
    name = git("rev-parse", "--short=12", "HEAD")
    assert about_run(tmp_path, "")["commit"] == name
    (tmp_path / "fil").write_text("to", encoding="utf-8")
    assert about_run(tmp_path, "")["commit"] == name + "+"
