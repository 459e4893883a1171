"""`python -m evals judge` from stored run to stored verdicts, over a server on loopback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals import __main__ as command_line
from evals.case import Case
from evals.outcome import Cited, Found, Outcome, Said
from evals.stored import FOLDER, Run, gold_hash, write_run
from ingest.offline import forbid_network
from tests.evals.talking import Raw, Say, talking

NAMES = ("TILLITSKILDEN_LLM_URL", "TILLITSKILDEN_LLM_MODEL", "TILLITSKILDEN_LLM_KEY")
Main = Callable[..., tuple[int, str, str]]


@pytest.fixture
def main(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Main:
    """Run a command on a data folder of its own, without a language model."""
    monkeypatch.setenv("TILLITSKILDEN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        code = command_line.main(words)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def judged_by(main: Main, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run a command while a server on loopback says something."""

    def run(say: Say, *words: str) -> tuple[int, str, str]:
        with talking(say) as talker:
            for name, value in zip(NAMES, (talker.url, "prøve", "hemmelig"), strict=True):
                monkeypatch.setenv(name, value)
            return main(*words)

    return run


@pytest.fixture
def asked(gold: list[Case], tmp_path: Path) -> list[Case]:
    """Five gold cases of a stored run "r": four answers, the third of them about the moon, and an abstention."""
    cases = [case for case in gold if case.answerable and not case.history][:5]
    answers = ["Tillit er bra.", "Kontroll er dyrt.", "Det er månen.", "Ledere lytter."]
    outcomes = [answer(case, words) for case, words in zip(cases, answers, strict=False)]
    outcomes.append(Outcome(cases[4].id, (), answers=True, abstained=True))
    write_run(Run("r", {"commit": "abc"}, {"ours": tuple(outcomes), "bm25": ()}), tmp_path / FOLDER)
    return cases


def answer(case: Case, words: str) -> Outcome:
    said = Said(words, "supported", (), (Cited("original", ("s:1",), words, ()),))
    return Outcome(case.id, (Found("p", "s", "original", ("s:1",), f"Her står det: {words}"),), True, said=(said,))


def no_moon(prompt: str) -> str:
    return "NO, nothing says so" if "månen" in prompt else "YES"


def stored(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "evals" / "judged" / "r.json").read_text(encoding="utf-8"))
    return found


def test_shares_and_the_unfaithful_answer_are_printed_and_stored(
    judged_by: Main, asked: list[Case], tmp_path: Path
) -> None:
    code, out, err = judged_by(no_moon, "judge", "r")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "4 svar vurdert, 0 uten full vurdering, 0 ikke vurdert"
    assert lines[1].startswith("faithfulness ")
    assert "0.750 [0.301–0.954]    4" in lines[1]
    assert f"− {asked[2].id}  {asked[2].question}" in lines
    assert "  dommer: NO, nothing says so" in lines
    assert lines[-1] == f"Lagret i {tmp_path / 'evals' / 'judged' / 'r.json'}"
    assert err == "Vurderer svar: 4\n"
    record = stored(tmp_path)
    assert record["about"] == {"commit": "abc", "judge": "prøve", "judged with gold": gold_hash()}
    assert record["figures"]["relevancy"]["n"] == 4
    assert record["verdicts"][2]["opinions"]["faithfulness"] == {"holds": False, "words": "NO, nothing says so"}
    assert "hemmelig" not in json.dumps(record)


def test_json_is_what_is_stored_and_a_limit_holds(judged_by: Main, asked: list[Case], tmp_path: Path) -> None:
    code, out, _ = judged_by(no_moon, "judge", "r", "--limit", "2", "--json")
    assert code == 0
    assert json.loads(out) == stored(tmp_path)
    assert len(json.loads(out)["verdicts"]) == 2


def test_what_was_judged_before_the_key_was_refused_is_kept(judged_by: Main, asked: list[Case], tmp_path: Path) -> None:
    def refuse_the_moon(prompt: str) -> str | Raw:
        return Raw(401, "expired") if "månen" in prompt else "YES"

    code, out, _ = judged_by(refuse_the_moon, "judge", "r")
    assert code == 1
    assert out.startswith("2 svar vurdert, 0 uten full vurdering, 2 ikke vurdert\n")
    assert "Stanset: Språkmodellen avviste nøkkelen.\n→ Rett TILLITSKILDEN_LLM_KEY.\n" in out
    assert [verdict["case"] for verdict in stored(tmp_path)["verdicts"]] == [case.id for case in asked[:2]]


def test_garbage_about_one_answer_is_told_and_the_rest_judged(judged_by: Main, asked: list[Case]) -> None:
    code, out, _ = judged_by(lambda prompt: "Måneost" if "månen" in prompt else "YES", "judge", "r")
    assert code == 0
    assert out.startswith("3 svar vurdert, 1 uten full vurdering, 0 ikke vurdert\n")
    assert f"? {asked[2].id}" in out
    assert "Ikke YES eller NO: «Måneost»" in out


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (Raw(403, ""), "Språkmodellen avviste nøkkelen."),
        (Raw(404, ""), "Tjeneren har ikke språkmodellen prøve på denne adressen."),
    ],
)
def test_when_nothing_could_be_judged_nothing_is_stored(
    judged_by: Main, asked: list[Case], tmp_path: Path, raw: Raw, told: str
) -> None:
    code, out, err = judged_by(lambda _: raw, "judge", "r")
    assert (code, out) == (1, "")
    assert err.startswith(told)
    assert not (tmp_path / "evals" / "judged").exists()


def test_without_yes_or_no_at_all_it_has_failed(judged_by: Main, asked: list[Case]) -> None:
    code, out, _ = judged_by(lambda _: "Vet ikke", "judge", "r")
    assert code == 1
    assert out.startswith("0 svar vurdert, 4 uten full vurdering, 0 ikke vurdert\n")


def test_without_settings_nothing_connects(main: Main, asked: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "hemmelig")
    with forbid_network() as attempts:
        code, out, err = main("judge", "r")
    assert (code, out) == (1, "")
    assert err.startswith("Ingen språkmodell er satt opp til å vurdere svarene.\n→ Sett TILLITSKILDEN_LLM_URL og ")
    assert attempts.seen == []


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (Run("tom", {}, {"ours": ()}), "Kjøringen tom har ingen svar å vurdere."),
        (Run("tom", {}, {"bm25": ()}), "Kjøringen tom har ikke ours.\n→ Den har bm25."),
        (Run("annen", {}, {}), "Fant ikke kjøringen "),
    ],
)
def test_a_run_that_holds_nothing_to_judge(judged_by: Main, tmp_path: Path, run: Run, told: str) -> None:
    write_run(run, tmp_path / FOLDER)
    code, out, err = judged_by(no_moon, "judge", "tom")
    assert (code, out) == (1, "")
    assert err.startswith(told)


def test_a_limit_is_a_number_above_nothing(capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        command_line.main(["judge", "r", "--limit", "0"])
    assert left.value.code == 2
    assert "--limit: '0' kan ikke brukes her" in capsys.readouterr().err
