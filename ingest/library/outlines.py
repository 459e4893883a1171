"""An outline's file -> page labels and sections of a source, so that notes are checked without the original."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from ingest.library.errors import OutlineError


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
        OutlineError: not YAML, a field missing, a section on a page that has no label.
    """
    try:
        fields = yaml.safe_load(path.read_text(encoding="utf-8"))
        labels = tuple(str(label) for label in fields["labels"])
        sections = tuple(
            OutlineSection(
                None if section["number"] is None else str(section["number"]),
                str(section["heading"]),
                str(section["page"]),
            )
            for section in fields["sections"]
        )
        source = str(fields["source"])
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise OutlineError(path, line, "filen er ikke gyldig YAML") from error
    except (KeyError, TypeError) as error:
        raise OutlineError(path, 1, f"source, labels eller sections mangler eller har feil form ({error})") from error
    for section in sections:
        if section.page not in labels:
            raise OutlineError(path, 1, f"«{section.heading}» står på side {section.page}, som ikke finnes i labels")
    return Outline(source, labels, sections)
