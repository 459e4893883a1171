"""An outline's file -> page labels and sections of a source, so that notes are checked without the original."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingest.library.errors import OutlineError

NUMBER = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading: its number ("5.2.1" or None), its words, and the label of its first page."""

    number: str | None
    heading: str
    page: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Printed page labels and sections of a source, in order."""

    source: str
    labels: tuple[str, ...]
    sections: tuple[OutlineSection, ...]


def read_outlines(folder: Path) -> dict[str, Outline]:
    """Read every outline of a folder, by source.

    Raises:
        OutlineError: the first one that does not have the form.
    """
    return {path.stem: read_outline(path) for path in sorted(folder.glob("*.yaml"))}


def read_outline(path: Path) -> Outline:
    """Read one outline.

    Raises:
        OutlineError: not UTF-8, not YAML, a field missing, a number that is none, a section on a page without label.
    """
    text = _text(path)
    try:
        fields = yaml.safe_load(text)
        labels = tuple(str(label) for label in fields["labels"])
        sections = tuple(_section(section) for section in fields["sections"])
        source = str(fields["source"])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise OutlineError(path, mark.line + 1 if mark else 1, "filen er ikke gyldig YAML") from error
    except (KeyError, TypeError) as error:
        raise OutlineError(path, 1, f"source, labels eller sections mangler eller har feil form ({error})") from error
    for section in sections:
        line = next((number for number, line in enumerate(text.splitlines(), 1) if section.heading in line), 1)
        if section.number is not None and not NUMBER.fullmatch(section.number):
            raise OutlineError(path, line, f'nummeret til «{section.heading}» skal stå i anførselstegn, som "5.10"')
        if section.page not in labels:
            problem = f"«{section.heading}» står på side {section.page}, som ikke finnes i labels"
            raise OutlineError(path, line, problem)
    return Outline(source, labels, sections)


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OutlineError(path, line, "filen er ikke lagret som UTF-8") from error


def _section(fields: Mapping[str, Any]) -> OutlineSection:
    number = fields["number"]
    if isinstance(number, float):
        number = f"{number}?"  # 5.10 without quotation marks has become 5.1
    return OutlineSection(None if number is None else str(number), str(fields["heading"]), str(fields["page"]))
