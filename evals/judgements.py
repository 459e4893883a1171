"""What a reader said of pages that no label covers -> more grades for a case; pools nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import yaml

from evals.case import Case

FILE = "judgements.yaml"


@dataclass(frozen=True, slots=True)
class Judgements:
    """Grades by base case and page: 0 is no evidence, 1 supports, 2 answers alone."""

    by_case: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def extend(self, case: Case) -> dict[str, int]:
        """Give a case's grades, its labels first, and of the judged pages those that are evidence."""
        judged = self.by_case.get(case.twin_of or case.id, {})
        return {page: grade for page, grade in judged.items() if grade} | case.grades

    def knows(self, case: Case, page: str) -> bool:
        """Say whether a page has been labelled or judged for a case."""
        return page in case.grades or page in self.by_case.get(case.twin_of or case.id, {})


def read_judgements() -> Judgements:
    """Read what has been judged so far; a missing file is nothing."""
    path = judgements_path()
    if not path.is_file():
        return Judgements()
    return Judgements(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


def write_judgements(judged: Judgements, path: Path) -> None:
    """Write judgements by case and page, in order."""
    record: Mapping[str, Mapping[str, int]] = {
        case: dict(sorted(pages.items())) for case, pages in sorted(judged.by_case.items())
    }
    head = "# Grades of pages that no label covers, by base case: 0 no evidence, 1 supports, 2 answers alone.\n"
    path.write_text(head + yaml.safe_dump(record, allow_unicode=True, default_flow_style=None), encoding="utf-8")


def judgements_path() -> Path:
    """Say where the judgements lie."""
    return Path(str(files("evals.gold") / FILE))
