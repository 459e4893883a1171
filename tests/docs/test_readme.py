"""The README says only what is so: its commands, its settings, its links."""

import importlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from evals.model_settings import ModelSettings
from ingest.settings import IngestSettings

ROOT = Path(__file__).resolve().parents[2]
README_PATH = ROOT / "README.md"
README = README_PATH.read_text(encoding="utf-8")
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
ROW = re.compile(r"^\| `(?P<variable>TILLITSKILDEN_\w+)` \| (?P<default>[^|]+) \|", re.MULTILINE)
PAGES = [
    README_PATH,
    *(
        page
        for folder in ("corpus", "docs", "evals", "tests")
        for page in (ROOT / folder).rglob("*.md")
        if "documents" not in page.parts
    ),
]
SOMETHING_ELSE = {"batch_size": "7", "model": "eksempel/modell", "chroma_url": "http://localhost:9"}
LLM = {"llm_url": "http://localhost:9/v1", "llm_model": "en modell", "llm_key": "hemmelig"}


def commands() -> list[list[str]]:
    return [shlex.split(line, comments=True) for block in SHELL.findall(README) for line in block.splitlines()]


def targets() -> Iterator[str]:
    return (found[1] for found in re.finditer(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_two_commands_come_first() -> None:
    assert commands()[:2] == [["make", "chat"], ["make", "test"]]


def test_every_make_command_is_a_target() -> None:
    named = {found[1] for found in re.finditer(r"`?make (\w+)", README)}
    assert named >= {"chat", "test", "setup", "ingest", "check"}
    assert named <= set(targets())


@pytest.mark.parametrize("words", [words for words in commands() if words[0] != "make"], ids=shlex.join)
def test_every_command_line_is_one_that_the_program_knows(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    python, flag, package, *rest = words
    assert (python, flag) == (".venv/bin/python", "-m")
    before = [word for word in rest if word in {"ask", "doctor", "check", "prepare"}]
    with pytest.raises(SystemExit) as left:
        importlib.import_module(f"{package}.__main__").main([*before, "--help"])
    assert left.value.code == 0
    help_text = capsys.readouterr().out
    assert all(option in help_text for option in rest if option.startswith("--"))


def test_the_settings_table_has_every_setting_and_no_other() -> None:
    table = [found["variable"] for found in ROW.finditer(README)]
    settings = [*fields(IngestSettings), *fields(ModelSettings)]
    assert table == [f"TILLITSKILDEN_{field.name.upper()}" for field in settings]


def test_the_table_tells_the_defaults() -> None:
    told = {found["variable"]: found["default"].strip("`") for found in ROW.finditer(README)}
    settings = IngestSettings.from_environment({}, Path("/rot"))
    assert Path("/rot", told["TILLITSKILDEN_CORPUS_DIR"]) == settings.corpus_dir
    assert Path("/rot", told["TILLITSKILDEN_DATA_DIR"]) == settings.data_dir
    assert told["TILLITSKILDEN_CACHE_DIR"] == "brukerens mellomlager"
    assert told["TILLITSKILDEN_MODEL"] == settings.model
    assert told["TILLITSKILDEN_BATCH_SIZE"] == str(settings.batch_size)
    assert (told["TILLITSKILDEN_CHROMA_URL"], settings.chroma_url) == ("ingen", "")
    assert {told[f"TILLITSKILDEN_{field.name.upper()}"] for field in fields(ModelSettings)} == {"ingen"}


@pytest.mark.parametrize("name", [field.name for field in fields(IngestSettings)])
def test_every_variable_in_the_table_is_read(name: str) -> None:
    value = SOMETHING_ELSE.get(name, "/et/annet/sted")
    settings = IngestSettings.from_environment({f"TILLITSKILDEN_{name.upper()}": value}, Path("/rot"))
    assert str(getattr(settings, name)) == value


def test_every_variable_of_the_language_model_is_read() -> None:
    environment = {f"TILLITSKILDEN_{name.upper()}": value for name, value in LLM.items()}
    assert asdict(ModelSettings.from_environment(environment)) == LLM


def test_no_variable_is_read_that_the_readme_does_not_tell_of() -> None:
    code = [path for package in ("ingest", "app", "evals", "tests") for path in (ROOT / package).rglob("*.py")]
    used = {name for path in code for name in re.findall(r"TILLITSKILDEN_[A-Z][A-Z_]*[A-Z]", path.read_text("utf-8"))}
    assert used <= set(re.findall(r"TILLITSKILDEN_[A-Z_]+", README))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    local = [found["target"] for found in LINK.finditer(text) if "://" not in found["target"]]
    assert [target for target in local if not (page.parent / target.partition("#")[0]).exists()] == []


def test_folders_and_files_that_the_readme_names_exist() -> None:
    named = set(re.findall(r"`((?:corpus|ingest|app|evals|\.ci)/[\w./]*)`", README))
    assert named >= {"corpus/documents/", "corpus/references.bib", ".ci/run"}
    missing = {name for name in named if not (ROOT / name).exists()}
    assert missing <= {"corpus/documents/hansen-2020.pdf"}  # the user's own
