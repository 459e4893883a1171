"""The repository's own references, outlines and notes, and pandoc's reading of the notes."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.library import check_notes, note_document, read_bibliography, read_notes, read_outlines
from ingest.library.notes import Note
from ingest.passage import CitedPlace
from ingest.span import span_text

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
NOTES = CORPUS / "notes"
PATHS = sorted(NOTES.rglob("*.md"))
Item = tuple[str, str, tuple[str, ...]]
"""Key, the words before it, its pages."""


@pytest.fixture(scope="module")
def notes() -> dict[str, Note]:
    return {note.name: note for note in read_notes(NOTES)}


def test_notes_agree_with_references_and_outlines(notes: dict[str, Note]) -> None:
    sources, outlines = read_bibliography(CORPUS / "references.bib"), read_outlines(CORPUS / "outlines")
    assert len(notes) == len(PATHS) > 0
    check_notes(notes.values(), sources, outlines)
    assert set(outlines) <= set(sources)


def test_the_thesis_is_outlined_as_it_is_printed() -> None:
    outline = read_outlines(CORPUS / "outlines")["joner-2022"]
    assert outline.labels == ("i", "ii", "iii", "iv", *(str(page) for page in range(1, 79)))
    assert len(outline.sections) == 43
    assert sum(section.number is not None for section in outline.sections) == 40


def test_every_source_has_a_way_to_be_named() -> None:
    for source in read_bibliography(CORPUS / "references.bib").values():
        assert source.authors or source.title, source.id
        assert re.fullmatch(r"(\d{4})?", source.year), source.id
        assert not re.search(r"[\\{}]", "".join((*source.authors, source.title))), source.id


def test_notes_become_documents_whose_spans_hold(notes: dict[str, Note]) -> None:
    sources = read_bibliography(CORPUS / "references.bib")
    for note in notes.values():
        read, split = note_document(note, sources, lambda text, _: [(0, len(text))])
        assert len(split.passages) == len(note.paragraphs)
        for sentence in split.sentences:
            assert span_text(sentence.span, [read.pages[0].canonical]) == sentence.text
            assert {voice.source for voice in sentence.voices} <= set(sources)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_pandoc_reads_the_same_citations(path: Path, notes: dict[str, Note]) -> None:
    if shutil.which("pandoc") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("pandoc is not installed")
        pytest.skip("pandoc is not installed")
    note = notes[path.relative_to(NOTES).with_suffix("").as_posix()]
    assert [list(_ours(paragraph.citations)) for paragraph in note.paragraphs] == [
        [_theirs(citation) for cite in _inside(block, "Cite") for citation in cite[0]] for block in _blocks(path)
    ]


def _ours(places: tuple[CitedPlace, ...]) -> Iterator[Item]:
    for place in places:
        yield place.source, "", place.pages
        if place.via is not None:
            yield place.via, "gjengitt i", place.via_pages


def _theirs(citation: dict[str, Any]) -> Item:
    assert citation["citationMode"]["t"] == "NormalCitation"
    suffix = _words(citation["citationSuffix"])
    locator = re.fullmatch(r"(?:, s\. (?P<pages>[\w–, -]+))?", suffix)
    assert locator is not None, suffix
    return citation["citationId"], _words(citation["citationPrefix"]), tuple(_pages(locator["pages"] or ""))


def _pages(locator: str) -> Iterator[str]:
    for part in filter(None, locator.split(", ")):
        first, _, last = part.replace("-", "–").partition("–")
        yield from (str(page) for page in range(int(first), int(last) + 1)) if last else (first,)


def _blocks(path: Path) -> list[Any]:
    command = ["pandoc", "--from", "markdown+citations-smart", "--to", "json", str(path)]
    blocks: list[Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["blocks"]
    assert {block["t"] for block in blocks} == {"Para"}
    return blocks


def _inside(node: Any, kind: str) -> Iterator[Any]:
    if isinstance(node, dict) and node.get("t") == kind:
        yield node["c"]
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _inside(child, kind)


def _words(inlines: list[Any]) -> str:
    return "".join(inline["c"] if inline["t"] == "Str" else " " for inline in inlines).replace("\u00a0", " ").strip()
