"""What must hold at the moment a state becomes current, and what the old one still holds if it never does."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.document import ReadDocument
from ingest.pipeline import Outcome
from ingest.reading import read_document
from ingest.settings import IngestSettings
from ingest.span import PageSpan, Span
from ingest.storing import Index, Library

Run = Callable[..., Outcome]
Open = Callable[[], Index]


def test_state_is_on_the_disk_before_it_becomes_current(
    run: Run, settings: IngestSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: settled.append(os.fstat(handle).st_ino))
    run()
    [folder] = (settings.data_dir / "states").iterdir()
    manifest = (folder / "manifest.json").stat().st_ino
    files = {path.stat().st_ino for path in folder.rglob("*")} - {manifest}
    assert len(files) > 5
    assert files <= set(settled[: settled.index(manifest)])
    assert settled[-1] == folder.parent.stat().st_ino


def test_document_read_by_other_rules_leaves_the_old_state_its_words(
    run: Run, settings: IngestSettings, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ingest after an upgrade dies before the switch; what is cited must still be found at its place."""
    run()
    before = quotes(opened())
    monkeypatch.setattr(pipeline, "FORM", "prøve")
    monkeypatch.setattr(pipeline, "read_document", read_one_further)
    with monkeypatch.context() as stopped, pytest.raises(KeyboardInterrupt):
        stopped.setattr(pipeline, "build_state", stop)
        run()
    assert quotes(opened()) == before
    assert all(text == found for text, _, found in before)
    run()
    after = quotes(opened())
    assert all(text == found for text, _, found in after)
    assert [text for text, *_ in after] == [text for text, *_ in before]
    assert after != before  # the places are others
    with Library(settings.data_dir) as library, library.errors() as connection:
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (2,)  # the replaced one is gone
        assert connection.execute("SELECT count(DISTINCT reading) FROM pages").fetchone() == (2,)


def quotes(index: Index) -> list[tuple[str, Span, str | None]]:
    """Give each sentence, its place, and the words that stand there."""
    sentences = [(p.version, s) for p in index.passages(index.all_ids()) for s in p.sentences]
    found = [(s.text, s.span, index.quote_at(version, s.span)) for version, s in sentences]
    index.close()
    return found


def read_one_further(path: Path, source: str) -> ReadDocument:
    """Read with one more character at the head of each page."""
    read = read_document(path, source)

    def moved(span: Span) -> Span:
        return tuple(PageSpan(part.page_index, part.start + 1, part.end + 1) for part in span)

    return replace(
        read,
        pages=tuple(
            replace(page, canonical=f"•{page.canonical}", raw_offsets=(0, *page.raw_offsets)) for page in read.pages
        ),
        sections=tuple(replace(section, span=moved(section.span)) for section in read.sections),
        blocks=tuple(replace(block, span=moved(block.span)) for block in read.blocks),
    )


def stop(*arguments: object) -> None:
    raise KeyboardInterrupt
