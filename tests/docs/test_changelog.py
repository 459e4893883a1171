"""The change log keeps to Keep a Changelog."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
VERSION = re.compile(r"^## \[(?P<version>\d+\.\d+\.\d+|Unreleased)\](?: - (?P<date>\d{4}-\d\d-\d\d|Unreleased))?$")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_versions_and_kinds_have_their_form() -> None:
    lines = CHANGELOG.splitlines()
    assert lines[0] == "# Changelog"
    for line in lines[1:]:
        if line.startswith("## "):
            assert VERSION.match(line), line
        elif line.startswith("#"):
            assert line.removeprefix("### ") in KINDS, line


def test_every_kind_holds_a_change_and_every_change_is_a_list_item() -> None:
    for section in re.split(r"^###? ", CHANGELOG, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        items = [line for line in body.splitlines() if line]
        assert all(item.startswith(("- ", "  ")) for item in items), heading
        assert items or heading.startswith("["), heading


def test_newest_first_and_the_projects_version_is_there() -> None:
    versions = [found["version"] for line in CHANGELOG.splitlines() if (found := VERSION.match(line))]
    numbers = [tuple(map(int, version.split("."))) for version in versions if version != "Unreleased"]
    assert numbers == sorted(numbers, reverse=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] in versions
