"""Text files become typed values: the interface (Bokmål) and the frame of an answer (the question's language)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Interface:
    """What the page itself says; a field is a key of the interface's text file."""

    title: str
    subtitle: str
    input_placeholder: str
    examples_heading: str
    examples: tuple[str, ...]
    searching: str
    loading: str
    understood_as: str
    too_long: str
    too_long_to_keep: str
    no_words: str
    problem_heading: str
    retry: str
    standing_heading: str
    standing: str
    documents_none: str
    documents_one: str
    documents_many: str
    notes_none: str
    notes_one: str
    notes_many: str
    library_size: str
    adding_heading: str
    adding: str
    adding_commands: tuple[str, ...]
    conversation_heading: str
    conversation_privacy: str
    delete_conversation: str
    conversation_deleted: str
    notices: Mapping[str, str]
    built_in: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around an answer; a field is a key of each table of frames.toml (`and_` is its `and`)."""

    language: str
    abstention: str
    nearest: str
    source: str
    passage: str
    page: str
    pages: str
    and_: str
    et_al: str
    undated: str
    reported_in: str
    author_view: str
    note_on: str
    weak: str
    not_found: str
    who: str
    printed_page: str
    place: str
    document: str
    note: str
    quote_missing: str
    written_in: Mapping[str, str]


@cache
def interface(language: str = "nb") -> Interface:
    """Return the interface's texts; a missing or a surplus key is a TypeError."""
    table = _read(f"{language}.toml")
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    return Interface(**{**table, **lists})


@cache
def frame(language: str) -> Frame:
    """Return the frame texts of a language, Bokmål for one that has none."""
    tables = _read("frames.toml")
    known = language if language in tables else "nb"
    table = dict(tables[known])
    return Frame(language=known, and_=table.pop("and"), **table)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
