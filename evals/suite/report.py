"""What a run of a suite measured, as one value that becomes a table or a record."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from evals.suite.scores import MEASURES, Figure

WIDTH = 20


@dataclass(frozen=True, slots=True)
class Report:
    """A run of a suite.

    Attributes:
        suite: its name.
        query_language, corpus_language: "" where the files do not tell.
        split: which half was asked about.
        model: what encoded.
        questions, documents, passages: how many were asked and searched.
        embedded: texts that had to be encoded for the index; 0 when it was up to date.
        unread: ids of documents of which no passage came out.
        systems: figures by measure, by system.
    """

    suite: str
    query_language: str
    corpus_language: str
    split: str
    model: str
    questions: int
    documents: int
    passages: int
    embedded: int
    unread: tuple[str, ...]
    systems: Mapping[str, Mapping[str, Figure]]

    def as_record(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return asdict(self)

    def as_table(self) -> str:
        """Give it as lines for a terminal, a system a line."""
        asked = _in_language("spørsmål", self.query_language)
        searched = _in_language("dokumenter", self.corpus_language)
        lines = [f"{self.suite}, del {self.split}: {self.questions} {asked}, {self.documents} {searched}."]
        if self.unread:
            some = ", ".join(self.unread[:5]) + (" …" if len(self.unread) > 5 else "")
            lines.append(f"Av {len(self.unread)} dokumenter ble det ingen avsnitt: {some}")
        lines.append("".join([f"{'':8}", f"{'n':>5}", *(f"{name:>{WIDTH + 2}}" for name in MEASURES)]))
        for system, measured in self.systems.items():
            shown = [f"{_shown(measured[name]):>{WIDTH + 2}}" for name in MEASURES]
            lines.append("".join([f"{system:8}", f"{self.questions:>5}", *shown]))
        return "\n".join(lines)


def _in_language(words: str, language: str) -> str:
    return f"{words} på {language}" if language else words


def _shown(figure: Figure) -> str:
    return f"{figure.mean:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
