from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from odd_text import ODD

from ingest.document import BlockKind
from ingest.reading import read_document
from ingest.reading.markdown import read_markdown
from ingest.span import span_text

TEXT = """---
title: Ferjer
---
Litt *før* alt.

# 1.0 Vakter &amp; vær

Her er **sterke** ord, [en lenke](https://eksempel.no) og `kode`.
Neste\u00a0 linje.

## 1.1. Metode

**Hva spurte vi om?**

- første punkt
- andre punkt
  går videre

| Båt | Turer |
|-----|-------|
| Alken | 41 |
| Terna | |

## Veien videre

> Sitat til slutt.
"""


def blocks(raw: str) -> list[tuple[BlockKind, str, str | None]]:
    pages, _, found = read_markdown(raw)
    return [(block.kind, span_text(block.span, [pages[0].canonical]), block.text) for block in found]


def test_a_reader_sees_no_marks() -> None:
    assert blocks(TEXT) == [
        (BlockKind.PARAGRAPH, "Litt før alt.", None),
        (BlockKind.HEADING, "1.0 Vakter & vær", None),
        (BlockKind.PARAGRAPH, "Her er sterke ord, en lenke og kode. Neste linje.", None),
        (BlockKind.HEADING, "1.1. Metode", None),
        (BlockKind.SUBHEADING, "Hva spurte vi om?", None),
        (BlockKind.LIST_ITEM, "første punkt", None),
        (BlockKind.LIST_ITEM, "andre punkt går videre", None),
        (BlockKind.CAPTION, "Båt Turer", None),
        (BlockKind.TABLE_ROW, "Alken 41", "Alken – Turer: 41."),
        (BlockKind.TABLE_ROW, "Terna", "Terna."),
        (BlockKind.HEADING, "Veien videre", None),
        (BlockKind.PARAGRAPH, "Sitat til slutt.", None),
    ]


def test_sections_follow_the_marks() -> None:
    _, sections, _ = read_markdown(TEXT)
    assert [(section.number, section.path) for section in sections] == [
        (None, ()),
        ("1", ("1 Vakter & vær",)),
        ("1.1", ("1 Vakter & vær", "1.1 Metode")),
        (None, ("1 Vakter & vær", "Veien videre")),
    ]


def test_offsets_lead_into_the_file() -> None:
    (page,), _, _ = read_markdown(TEXT)
    for words in ("sterke", "lenke", "kode", "andre", "Alken", "slutt"):
        assert page.raw[page.raw_offsets[page.canonical.index(words)] :].startswith(words)


def test_code_keeps_its_words() -> None:
    assert blocks("```\nx = 1\ny = 2\n```\n") == [(BlockKind.PARAGRAPH, "x = 1 y = 2", None)]


def test_a_file_has_no_page_labels(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    document = read_document(tmp_path / "a.md", "x")
    assert (document.media, [page.label for page in document.pages]) == ("markdown", [None])


marks = st.lists(
    st.one_of(
        ODD,
        st.sampled_from(
            [
                "# ",
                "- ",
                "1. ",
                "> ",
                "**",
                "_",
                "`",
                "```\n",
                "| a | b |\n|---|---|\n",
                "\n\n",
                "![",
                "](x)",
                "&amp;",
                "\\*",
                "<b>",
            ]
        ),
    )
).map("".join)


@given(marks)
def test_blocks_and_offsets_hold_on_any_text(raw: str) -> None:
    (page,), sections, found = read_markdown(raw)
    assert len(page.raw_offsets) == len(page.canonical) + 1
    assert all(one <= two for one, two in pairwise(page.raw_offsets))
    assert all(0 <= offset <= len(raw) for offset in page.raw_offsets)
    for block in found:
        (part,) = block.span
        assert 0 <= part.start < part.end <= len(page.canonical)
        assert 0 <= block.section < len(sections)
    assert read_markdown(raw) == read_markdown(raw)
