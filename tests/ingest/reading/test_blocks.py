from hypothesis import given
from hypothesis import strategies as st
from odd_text import ODD

from ingest.document import BlockKind
from ingest.reading.reader import structure
from ingest.reading.text import text_pages
from ingest.span import span_text

LONG = "Mannskapet på ferja har satt opp vaktene sine selv siden i fjor høst, og"


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    pages, _, found = structure(text_pages(text), numbered=False)
    canonical = [page.canonical for page in pages]
    return [(block.kind, span_text(block.span, canonical)) for block in found]


def test_blank_lines_part_paragraphs() -> None:
    assert blocks(f"{LONG}\ndet går bra.\n\nEn annen sak er været.\n") == [
        (BlockKind.PARAGRAPH, f"{LONG} det går bra."),
        (BlockKind.PARAGRAPH, "En annen sak er været."),
    ]


def test_a_line_that_ends_early_parts_them_too() -> None:
    assert (
        len(blocks(f"{LONG}\nalle er enige.\nVæret er en annen sak, som vi ikke har spurt så mye om i denne runden."))
        == 2
    )


def test_a_paragraph_goes_on_overleaf_and_a_finished_one_does_not() -> None:
    assert blocks(f"{LONG}\fdet går bra.") == [(BlockKind.PARAGRAPH, f"{LONG} det går bra.")]
    assert len(blocks(f"{LONG}\nalle er enige.\fNy side, ny sak.")) == 2


def test_a_word_goes_on_overleaf() -> None:
    text = f"ledelsen\n\n{LONG} ledel-\fsen vet det."
    assert blocks(text)[1] == (BlockKind.PARAGRAPH, f"{LONG} ledelsen vet det.")


def test_list_items_leave_out_their_markers_and_keep_their_lines() -> None:
    found = blocks("Vi trenger:\n\n• tid\n• rom til å\nsnakke\n\n1. Først dette\n2. Så dette\f3. Til slutt dette\n")
    assert found == [
        (BlockKind.PARAGRAPH, "Vi trenger:"),
        (BlockKind.LIST_ITEM, "tid"),
        (BlockKind.LIST_ITEM, "rom til å snakke"),
        (BlockKind.LIST_ITEM, "Først dette"),
        (BlockKind.LIST_ITEM, "Så dette"),
        (BlockKind.LIST_ITEM, "Til slutt dette"),
    ]


def test_a_lone_short_line_heads_what_follows() -> None:
    found = blocks(f"{LONG}\ndet går bra.\n\nHva er en god vakt?\n\n{LONG}\ndet er den.")
    assert found[1] == (BlockKind.SUBHEADING, "Hva er en god vakt?")


def test_a_paragraph_is_joined_around_a_figure() -> None:
    text = f"{LONG}\n{LONG}\nLand\nBåt Kai\f{'Figur 2. Hvem som er hvor.'}\n\ndet går bra."
    assert blocks(text) == [
        (BlockKind.PARAGRAPH, f"{LONG} {LONG} det går bra."),
        (BlockKind.CAPTION, "Land Båt Kai"),
        (BlockKind.CAPTION, "Figur 2. Hvem som er hvor."),
    ]


@given(st.lists(ODD, max_size=4).map("\f".join))
def test_every_block_stands_where_it_says(text: str) -> None:
    pages, sections, found = structure(text_pages(text), numbered=False)
    for block in found:
        assert block.span and 0 <= block.section < len(sections)
        assert [part.page_index for part in block.span] == sorted({part.page_index for part in block.span})
        for part in block.span:
            words = pages[part.page_index].canonical[part.start : part.end]
            assert 0 <= part.start < part.end <= len(pages[part.page_index].canonical)
            assert words == words.strip()


@given(st.lists(ODD, max_size=4).map("\f".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert structure(text_pages(text), numbered=False) == structure(text_pages(text), numbered=False)
