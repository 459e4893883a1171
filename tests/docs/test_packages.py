"""What is imported is declared, what is declared is pinned, and nothing of one machine is written down."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DEVELOPMENT = PROJECT["optional-dependencies"]["dev"]
LINES = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
PINNED = {str(canonicalize_name(name)): version for name, _, version in (line.partition("==") for line in LINES)}
OURS = {"ingest", "app", "evals"}


def declared(requirements: list[str]) -> set[str]:
    return {str(canonicalize_name(Requirement(line).name)) for line in requirements}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def needed(requirements: list[str]) -> dict[str, str]:
    """Every distribution that the requirements bring, with the version that is installed here."""
    found: dict[str, str] = {}
    waiting = [(Requirement(line), "") for line in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = str(canonicalize_name(requirement.name))
        if name in found and not requirement.extras:
            continue
        package = distribution(requirement.name)
        found[name] = package.version
        lines = [Requirement(line) for line in package.requires or []]
        waiting += [(line, wanted) for line in lines for wanted in ("", *requirement.extras)]
    return found


def test_every_package_that_the_code_imports_is_declared() -> None:
    owners = packages_distributions()
    known = declared(PROJECT["dependencies"])
    undeclared = {
        name: str(path.relative_to(ROOT))
        for package in OURS
        for path in (ROOT / package).rglob("*.py")
        for name in set(imported(path)) - OURS - sys.stdlib_module_names
        if not known & {canonicalize_name(owner) for owner in owners.get(name, [])}
    }
    assert undeclared == {}


def test_constraints_are_exact_and_each_stands_once() -> None:
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in LINES)
    assert len(PINNED) == len(LINES)


def test_every_package_that_is_brought_is_pinned_at_the_version_tested_here() -> None:
    brought = needed([*PROJECT["dependencies"], *DEVELOPMENT])
    assert len(brought) > 100
    differing = {name: version for name, version in brought.items() if PINNED.get(name) != Version(version).public}
    assert differing == {}


def test_torch_is_one_exact_version_without_a_build() -> None:
    assert "torch==2.13.0" in PROJECT["dependencies"]
    assert PINNED["torch"] == "2.13.0"


def test_nothing_of_one_machine_is_written_down() -> None:
    for name in ("pyproject.toml", "constraints.txt", "Makefile", "README.md", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.findall(r"file://|--(?:extra-)?index-url|/opt/|/root/|/home/|/work/|\+cpu\b(?!\")", text) == [], name
