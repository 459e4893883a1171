"""A folder in BEIR layout -> a suite in the languages that are asked for; searches nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.suite.errors import SuiteError
from evals.suite.records import read_documents, read_judgements, read_queries

QRELS = ("qrels.tsv", "qrels/test.tsv")  # where grades lie; the first that is there
ALONE = ""  # the language of a file whose name does not tell it


@dataclass(frozen=True, slots=True)
class Suite:
    """Documents, questions, and which document answers which question.

    Attributes:
        name: of its folder.
        query_language, corpus_language: as the files' names tell them, "" where they do not.
        documents, queries: texts by id.
        judgements: grades of documents by question; 0 and less is not relevant.
    """

    name: str
    query_language: str
    corpus_language: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, int]]


def read_suite(folder: Path, query_language: str | None = None, corpus_language: str | None = None) -> Suite:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`, or the variants `corpus.sv.jsonl`, `queries.nb.jsonl`.

    Args:
        folder: the suite.
        query_language, corpus_language: which variants; None is the file without a language, or the only one.

    Raises:
        SuiteLineError: a file does not have its form, or names an id that there is not.
        SuiteError: a file is missing, or the folder does not have the language.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise SuiteError(f"Mappen {folder} finnes ikke.", "Oppgi en med corpus.jsonl, queries.jsonl og qrels.tsv.")
    in_corpus, corpus = _choose(folder, "corpus", corpus_language, "--corpus-lang")
    in_queries, queries = _choose(folder, "queries", query_language, "--query-lang")
    qrels = next((folder / name for name in QRELS if (folder / name).is_file()), None)
    if qrels is None:
        raise SuiteError(
            f"{folder.name} mangler qrels.tsv.", f"Legg en fil med spørsmål, dokument og karakter i {folder}."
        )
    documents, texts = read_documents(corpus), read_queries(queries)
    return Suite(folder.name, in_queries, in_corpus, documents, texts, read_judgements(qrels, texts, documents))


def _choose(folder: Path, kind: str, language: str | None, option: str) -> tuple[str, Path]:
    """Give the language and the path of the file that is wanted."""
    alone = folder / f"{kind}.jsonl"
    variants = {path.name.split(".", 1)[1].removesuffix(".jsonl"): path for path in folder.glob(f"{kind}.*.jsonl")}
    known = ", ".join(sorted(variants))
    if language in variants:
        return language, variants[language]
    if language is None and alone.is_file():
        return ALONE, alone
    if language is None and len(variants) == 1:
        return next(iter(variants.items()))
    if language is not None and variants:
        raise SuiteError(f"{folder.name} har ikke {kind} på «{language}».", f"Velg blant disse: {option} {known}")
    if language is not None and alone.is_file():
        raise SuiteError(f"{folder.name} har bare {kind}.jsonl, uten språk i navnet.", f"Kjør uten {option}.")
    if variants:
        raise SuiteError(f"{folder.name} har {kind} på flere språk.", f"Velg ett av disse: {option} {known}")
    raise SuiteError(f"{folder.name} mangler {kind}.jsonl.", f"Legg filen i {folder}.")
