"""Cases and outcomes that a test puts together in a line, and a small corpus that holds a thesis of two pages."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from llama_index.core.embeddings import BaseEmbedding
from pydantic import Field

from evals.case import Case, Fact, Place
from evals.outcome import Cited, Found, Outcome, Said
from evals.reading import read_cases
from ingest.settings import IngestSettings
from tests.app.engine.conftest import library
from tests.ingest.storing.conftest import BIB, encoder, vector_of, write_corpus

__all__ = ["encoder", "library"]

THESIS = (
    "1.0 Tillit\n\nOslo ville gi førstelinja mer tillit. Byrådet valgte tillit som prinsipp.\n\n1\n\f"
    "2.0 Kontroll\n\nBerg (2015) fant at kontrollen ble mindre. Det ga færre skjemaer.\n\n2\n"
)
JONER = "@book{joner-2022, author = {Joner, Dag}, year = {2022}, title = {Tillit}}\n"


def place(page: str, grade: int = 2, *spans: tuple[int, int]) -> Place:
    """Make a place of the source "s"."""
    return Place.model_validate({"source": "s", "page": page, "section": "1", "grade": grade, "spans": spans})


def fact(*any_of: Sequence[str], vital: bool = True) -> Fact:
    """Make a fact; every alternative is a sequence of pieces."""
    return Fact(statement="Noe.", any_of=tuple(tuple(pieces) for pieces in any_of), vital=vital)


def case(name: str = "c", **changes: object) -> Case:
    """Make an answerable case: page 9 answers alone, and "fem" is the fact."""
    fields: dict[str, object] = {
        "id": name,
        "question": f"Hva er {name}?",
        "lang": "nb",
        "type": "factoid",
        "style": "plain",
        "origin": "text",
        "cluster": "k",
        "split": "dev",
        "answerable": True,
        "twin_of": None,
        "evidence": ((place("9"),),),
        "facts": (fact(["fem"]),),
        "voice": None,
    }
    return Case.model_validate(fields | changes)


def unanswerable(name: str = "u", **changes: object) -> Case:
    """Make a case that the sources do not answer."""
    fields: dict[str, object] = {
        "type": "unanswerable-near",
        "answerable": False,
        "evidence": (),
        "facts": (),
        "absence": {"reason": "not-in-sources", "searched": (), "note": "Står ikke der."},
    }
    return case(name, **(fields | changes))


def found(*pages: str) -> Found:
    """Make a ranked passage that stands on pages of the source "s"."""
    return Found("p" + "-".join(pages), "s", "original", tuple(f"s:{page}" for page in pages), "ord")


def cited(*pages: str, quote: str = "") -> Cited:
    """Make a citation of pages of the source "s"."""
    return Cited("original", tuple(f"s:{page}" for page in pages), quote, ())


def said(text: str, *citations: Cited, verdict: str = "supported", voices: Sequence[str] = ()) -> Said:
    """Make a statement."""
    return Said(text, verdict, tuple(voices), citations)


def answered(name: str, *statements: Said, pages: Sequence[str] = (), milliseconds: float = 0.0) -> Outcome:
    """Make an outcome that answers with the statements, or abstains without any; one found passage a page."""
    passages = tuple(found(page) for page in pages)
    return Outcome(name, passages, True, not statements, said=statements, milliseconds=milliseconds)


class WordEmbedding(BaseEmbedding):
    """LlamaIndex's interface over the same vectors as `HashEncoder` gives; remembers what it embedded."""

    embedded: list[str] = Field(default_factory=list)

    def _get_text_embedding(self, text: str) -> list[float]:
        self.embedded.append(text)
        return [float(part) for part in vector_of(text)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(part) for part in vector_of(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


@pytest.fixture(scope="session")
def gold() -> list[Case]:
    """All gold cases, read once."""
    return read_cases()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IngestSettings:
    monkeypatch.delenv("TILLITSKILDEN_THESIS_DIR", raising=False)
    return write_thesis_corpus(tmp_path)


def write_thesis_corpus(folder: Path) -> IngestSettings:
    """Write a corpus with a note, a thesis of two pages, and a document that no gold question is about."""
    made = write_corpus(folder)
    (made.corpus_dir / "references.bib").write_text(BIB + JONER, encoding="utf-8")
    (made.corpus_dir / "documents" / "joner-2022.txt").write_text(THESIS, encoding="utf-8")
    return made
