"""`python -m evals` from end to end over a small corpus; only the model is replaced."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.engine import abstain, candidates
from app.engine.abstain import load_abstention
from app.engine.logistic import Logistic, load_logistic
from evals import __main__ as command_line
from evals.case import Case
from evals.off_topic import read_off_topic
from evals.scoring import MEASURES, RETRIEVAL
from evals.stored import gold_hash, read_run
from evals.systems import BASELINES
from ingest.settings import IngestSettings
from tests.evals.conftest import WordEmbedding, write_thesis_corpus
from tests.ingest.storing.conftest import HashEncoder

FEW = ("--langs", "da", "--types", "list", "unanswerable-near")  # asked of a corpus that knows nothing of them
APP = Path(__file__).resolve().parents[2] / "app" / "engine"


class LlamaEncoder(HashEncoder):
    def as_llama(self) -> WordEmbedding:
        return WordEmbedding()


Main = Callable[..., tuple[int, str, str]]
Chosen = Callable[..., list[str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> IngestSettings:
    """A corpus and a data folder that the tests which only ask share."""
    return write_thesis_corpus(tmp_path_factory.mktemp("felles"))


@pytest.fixture
def loaded() -> list[tuple[Any, ...]]:
    """What the model was loaded with."""
    return []


@pytest.fixture
def command(
    loaded: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Callable[[IngestSettings], Main]:
    """Give a function that runs a command over a corpus, and tells its exit code and both streams."""

    def load(model: str, cache_dir: Path, batch_size: int) -> LlamaEncoder:
        loaded.append((model, cache_dir, batch_size))
        return LlamaEncoder()

    monkeypatch.setattr("evals.commands.opening.load_encoder", load)
    for name in ("MODEL", "BATCH_SIZE", "CHROMA_URL", "THESIS_DIR"):
        monkeypatch.delenv(f"TILLITSKILDEN_{name}", raising=False)

    def over(settings: IngestSettings) -> Main:
        for name in ("corpus_dir", "data_dir", "cache_dir"):
            monkeypatch.setenv(f"TILLITSKILDEN_{name.upper()}", str(getattr(settings, name)))

        def run(*words: str) -> tuple[int, str, str]:
            code = command_line.main(words)
            printed = capsys.readouterr()
            return code, printed.out, printed.err

        return run

    return over


@pytest.fixture
def main(command: Callable[[IngestSettings], Main], kept: IngestSettings) -> Main:
    """Run a command over the shared corpus."""
    return command(kept)


@pytest.fixture
def own(command: Callable[[IngestSettings], Main], settings: IngestSettings) -> Main:
    """Run a command over the test's own corpus."""
    return command(settings)


@pytest.fixture
def runs(kept: IngestSettings) -> Path:
    return kept.data_dir / "evals" / "runs"


@pytest.fixture
def chosen(gold: list[Case]) -> Chosen:
    """Give a function that names the Danish cases of a split and some types."""

    def ids(split: str, types: Sequence[str] = ("list", "unanswerable-near")) -> list[str]:
        return [case.id for case in gold if case.split == split and case.lang == "da" and case.type in types]

    return ids


def test_run_asks_the_chosen_questions_of_every_system_and_stores_the_run(
    main: Main, chosen: Chosen, kept: IngestSettings, runs: Path, loaded: list[tuple[Any, ...]]
) -> None:
    code, out, err = main("run", *FEW, "--json")
    told = json.loads(out)
    run = read_run(runs / "dev-both.json")
    asked = chosen("dev")
    assert code == 0
    assert loaded == [(kept.model, kept.cache_dir, 32)]
    assert list(run.outcomes) == list(told["systems"]) == ["ours", *BASELINES]
    assert [[outcome.case for outcome in listed] for listed in run.outcomes.values()] == [asked] * 5
    assert (told["name"], told["about"]) == (run.name, run.about) == ("dev-both", run.about)
    assert {name: run.about[name] for name in ("split", "sources", "types", "langs", "gold")} == {
        "split": "dev", "sources": "both", "types": ["list", "unanswerable-near"], "langs": ["da"],
        "gold": gold_hash(),
    }  # fmt: skip
    assert run.about["abstention"]["threshold"] == load_abstention().threshold
    assert f"Spør ours: {len(asked)}\n" in err
    assert "Spør llamaindex" in err


def test_figures_are_given_by_type_language_and_style_with_n_and_interval(main: Main, chosen: Chosen) -> None:
    told = json.loads(main("run", *FEW, "--json")[1])
    rows = {row["group"]: row["figures"] for row in told["systems"]["ours"]["type"]}
    lists = len(chosen("dev", types=["list"]))
    assert list(rows) == ["alle", "list", "unanswerable-near"]
    assert set(rows["unanswerable-near"]) == {"false answers"}
    assert {figure["n"] for name, figure in rows["list"].items() if name in RETRIEVAL} == {lists}
    for name, figure in rows["alle"].items():
        assert name in MEASURES
        low, high = figure["interval"]
        assert 0 <= low <= figure["mean"] <= high <= 1
    assert [row["group"] for row in told["systems"]["bm25"]["lang"]] == ["alle", "da"]
    assert set(told["systems"]["bm25"]) == {"type", "lang", "style"}
    assert set(told["systems"]["bm25"]["type"][0]["figures"]) == set(RETRIEVAL)


def test_run_prints_a_table_and_where_the_run_lies(main: Main, runs: Path) -> None:
    code, out, _ = main("run", *FEW, "--system", "rrf", "bm25", "--name", "prøve")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["bm25", "rrf"]  # in the order of every report
    assert any(line.startswith("hit@1") for line in lines)
    assert lines[-1] == f"Lagret i {runs / 'prøve.json'}"
    assert list(read_run(runs / "prøve.json").outcomes) == ["bm25", "rrf"]


@pytest.mark.parametrize("split", ["test", "all"])
def test_a_split_is_asked_only_when_it_is_named(main: Main, chosen: Chosen, runs: Path, split: str) -> None:
    main("run", *FEW, "--split", split, "--system", "bm25", "--sources", "notes")
    run = read_run(runs / f"{split}-notes.json")
    expected = chosen("test") if split == "test" else [*chosen("dev"), *chosen("test")]
    assert [outcome.case for outcome in run.outcomes["bm25"]] == expected


def test_the_notes_alone_need_no_thesis(own: Main, settings: IngestSettings) -> None:
    (settings.corpus_dir / "documents" / "joner-2022.txt").unlink()
    code, out, _ = own("run", *FEW, "--sources", "notes", "--json")
    assert code == 0
    run = read_run(settings.data_dir / "evals" / "runs" / "dev-notes.json")
    assert {found.kind for listed in run.outcomes.values() for one in listed for found in one.found} == {"note"}
    assert json.loads(out)["about"]["sources"] == "notes"


def test_compare_pairs_two_stored_runs(main: Main, chosen: Chosen, runs: Path) -> None:
    main("run", *FEW, "--system", "ours", "bm25", "--name", "en")
    main("run", "--langs", "da", "--types", "list", "--system", "ours", "--name", "to")
    code, out, _ = main("compare", "en", "to", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["first"], told["second"], told["changes"]) == ("en/ours", "to/ours", [])
    assert {name: (one["mean"], one["p"]) for name, one in told["differences"].items()} == dict.fromkeys(
        told["differences"], (0.0, 1.0)
    )
    assert told["differences"]["hit@1"]["n"] == len(chosen("dev", types=["list"]))
    file = str(runs / "to.json")
    code, out, _ = main("compare", file, "en", "--system", "ours", "bm25")
    assert code == 0
    assert out.splitlines()[0] == "to/ours → en/bm25"
    assert out.splitlines()[1].startswith("hit@1 ")


def write_thesis_that_answers(path: Path, cases: Sequence[Case]) -> None:
    """Write some printed pages, each with a sentence for every vital fact that the gold finds on it."""
    pages = []
    for label in range(60, 76):
        facts = dict.fromkeys(fact for case in cases if f"joner-2022:{label}" in case.grades for fact in case.vital)
        told = " ".join(f"Tekst {n} sier {' og '.join(fact.any_of[0])} her." for n, fact in enumerate(facts))
        pages.append(f"Ingen vet hva de mener. {told} Noen ferger kommer.\n\n{label}\n")
    path.write_text("\f".join(pages), encoding="utf-8")


def test_fit_writes_both_models_of_the_development_split_for_the_app(
    own: Main, settings: IngestSettings, gold: list[Case], tmp_path: Path
) -> None:
    dev = [case for case in gold if case.split == "dev"]
    write_thesis_that_answers(settings.corpus_dir / "documents" / "joner-2022.txt", dev)
    apps = [APP / name for name in (candidates.MODEL, abstain.COEFFICIENTS)]
    before = [path.read_bytes() for path in apps]
    code, out, _ = own("fit", "--out", str(tmp_path / "modeller"))
    written = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "modeller").iterdir()}
    asked = [case for case in dev if not case.history]
    answerable = sum(case.answerable for case in asked)
    assert code == 0
    assert set(written) == {candidates.MODEL, abstain.COEFFICIENTS}
    measured = {name: found["measured"] for name, found in written.items()}
    assert json.loads(out) == {"sentences": measured[candidates.MODEL], "abstention": measured[abstain.COEFFICIENTS]}
    assert measured[candidates.MODEL]["answering"] > 50
    # sentences over the thesis alone, abstention over the thesis, the notes and both
    assert measured[candidates.MODEL]["questions"] == answerable
    assert measured[abstain.COEFFICIENTS]["questions"] == 3 * (len(asked) + len(read_off_topic()))
    assert measured[abstain.COEFFICIENTS]["answerable"] == 3 * answerable
    for name, found in written.items():
        model = Logistic(**found["model"])
        assert set(model.names) == set(load_logistic(name).names)
        assert 0 < model.probability(dict(zip(model.names, model.means, strict=True))) < 1
    assert [path.read_bytes() for path in apps] == before


def test_fit_writes_into_the_app_unless_it_is_told_otherwise() -> None:
    assert command_line._parser().parse_args(["fit"]).out == APP


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "--types", "liste"], "Ingen spørsmål er slik.\n→ Typene er author-view, comparison,"),
        (["run", "--langs", "da", "--types", "false-premise", "--split", "dev"], "Ingen spørsmål er slik."),
        (["compare", "a", "b"], "Fant ikke kjøringen "),
        (["compare", "gammel", "gammel"], "Kjøringen gammel har ikke ours.\n→ Den har bm25."),
        (["compare", "rar", "gammel"], "rar.json er ikke en lagret kjøring"),
    ],
)
def test_what_goes_wrong_is_told_in_norwegian(main: Main, runs: Path, words: list[str], told: str) -> None:
    runs.mkdir(parents=True, exist_ok=True)
    (runs / "gammel.json").write_text('{"name": "gammel", "about": {}, "outcomes": {"bm25": []}}', encoding="utf-8")
    (runs / "rar.json").write_text("{", encoding="utf-8")
    code, out, err = main(*words)
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [["run"], ["run", "--sources", "thesis"], ["fit"]])
def test_without_the_thesis_nothing_is_asked(own: Main, settings: IngestSettings, words: list[str]) -> None:
    (settings.corpus_dir / "documents" / "joner-2022.txt").unlink()
    code, out, err = own(*words)
    assert (code, out) == (1, "")
    assert err.endswith("→ Legg joner-2022.pdf i corpus/documents, eller still bare notatene: --sources notes\n")
    assert not (settings.data_dir / "evals" / "runs").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "--name", "a/b"], "--name: 'a/b' kan ikke brukes her"),
        (["run", "--system", "google"], "--system: 'google' finnes ikke"),
        (["compare", "a"], "Dette mangler: B"),
        (["compare", "a", "b", "--system", "ours"], "--system: "),
    ],
)
def test_a_call_that_cannot_be_understood(words: list[str], told: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        command_line.main(words)
    assert left.value.code == 2
    assert told in capsys.readouterr().err
