"""Sentences and passages of whole documents: properties on arbitrary text, and rules on invented text."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Box, ReadDocument, Section
from ingest.passage import embedding_text
from ingest.span import JOINED_WORD, PageSpan, Span, merge_spans, span_text
from ingest.splitting import CHUNKING, split_document
from ingest.splitting.passages import MOST
from tests.ingest.splitting.made import CAPTION, HEADING, ITEM, ROW, SUBHEADING, make_document, read_document_of

WORDS = ["Hansen", "(2001)", "s. 4", "bl.a.", "slik", "«Ja.»", "nå?", "Det", "å", "…", "1.", "•", "\u00ad", " ", "\xa0"]
TEXT = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join) | st.text(max_size=80)


@st.composite
def documents(draw: st.DrawFn) -> ReadDocument:
    """Pages of any text, cut into blocks and sections anywhere."""
    pages = draw(st.lists(st.builds("{}{}".format, TEXT, st.sampled_from(["", JOINED_WORD])), min_size=1, max_size=4))
    places = [(page, offset) for page, text in enumerate(pages) for offset in range(len(text) + 1)]
    cuts = sorted({0, len(places) - 1, *draw(st.lists(st.integers(0, len(places) - 1), max_size=8))})
    blocks: list[Block] = []
    section = 0
    for (page, start), (last, end) in zip(
        [places[cut] for cut in cuts], [places[cut] for cut in cuts[1:]], strict=False
    ):
        kind = draw(st.sampled_from(list(BlockKind)))
        section += kind == BlockKind.HEADING
        blocks.append(Block(kind, _span(page, start, last, end, pages), section))
    sections = [Section(None, "", ("Kapittel",), ()) for _ in range(section + 1)]
    return read_document_of(pages, sections, blocks, "dokument-2020")


def _span(page: int, start: int, last: int, end: int, pages: list[str]) -> Span:
    if page == last:
        return (PageSpan(page, start, end),)
    between = [PageSpan(index, 0, len(pages[index])) for index in range(page + 1, last)]
    return (PageSpan(page, start, len(pages[page])), *between, PageSpan(last, 0, end))


@given(documents())
@settings(max_examples=150, deadline=None)
def test_every_span_gives_back_its_text_in_order(read: ReadDocument) -> None:
    split = split_document(read, [])
    before = (0, 0)
    for sentence in split.sentences:
        assert span_text(sentence.span, read.canonical) == sentence.text
        assert sentence.voices
        first, last = sentence.span[0], sentence.span[-1]
        assert before <= (first.page_index, first.start)
        before = (last.page_index, last.end)


@given(documents())
@settings(max_examples=100, deadline=None)
def test_sentences_cover_every_character_of_their_blocks(read: ReadDocument) -> None:
    split = split_document(read, [])
    for index, block in enumerate(read.blocks):
        said = "".join("".join(s.text.split()) for s in split.sentences if s.block == index)
        words = "".join(span_text(block.span, read.canonical).split())
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_ROW):
            assert said == words
        elif block.kind == BlockKind.LIST_ITEM:
            assert words.endswith(said)
            assert len(words) - len(said) <= 6  # a marker
        else:
            assert said == ""


@given(documents())
@settings(max_examples=100, deadline=None)
def test_passages_are_runs_of_sentences_of_one_section(read: ReadDocument) -> None:
    split = split_document(read, [])
    following = 0
    for passage in split.passages:
        run = split.sentences[passage.first : passage.last + 1]
        assert passage.first == following
        following = passage.last + 1
        assert {sentence.section for sentence in run} == {passage.section}
        assert "".join(passage.text.split()) == "".join("".join(s.text.split()) for s in run)
        assert passage.span == merge_spans([sentence.span for sentence in run])
        assert (passage.kind == "table") == (read.blocks[run[0].block].kind == BlockKind.TABLE_ROW)
    assert following == len(split.sentences)
    assert len({passage.id for passage in split.passages}) == len(split.passages)


def test_a_sentence_over_a_page_break_has_a_span_on_each_page() -> None:
    read = make_document("Hagen tørster. Den må|vannes. Ellers dør den.")
    assert [sentence.span for sentence in split_document(read, []).sentences] == [
        (PageSpan(0, 0, 14),),
        (PageSpan(0, 15, 21), PageSpan(1, 0, 7)),
        (PageSpan(1, 8, 23),),
    ]


def test_a_sentence_has_its_rectangles_where_the_page_has_geometry() -> None:
    read = make_document("Tørr. Våt.")
    letters = tuple((10.0 * index, 5.0, 10.0 * index + 8, 15.0) for index in range(10))
    drawn = replace(read, pages=(replace(read.pages[0], char_boxes=letters),))
    assert [sentence.boxes for sentence in split_document(read, []).sentences] == [(), ()]
    assert [sentence.boxes for sentence in split_document(drawn, []).sentences] == [
        (Box(0, 0.0, 5.0, 48.0, 10.0),),  # five letters, 10 apart and 8 wide
        (Box(0, 60.0, 5.0, 38.0, 10.0),),  # four letters, from the seventh on
    ]


def test_a_word_over_a_page_break_is_whole() -> None:
    read = make_document(f"Hagen tør{JOINED_WORD}|ster. Den må vannes.")
    first, second = split_document(read, []).sentences
    assert first.text == "Hagen tørster."
    assert first.span == (PageSpan(0, 0, 10), PageSpan(1, 0, 5))
    assert second.span == (PageSpan(1, 6, 20),)


def test_headings_and_captions_say_nothing_and_markers_are_left_out() -> None:
    read = make_document(
        (HEADING, "Hva er en hage?"),
        (SUBHEADING, "Kort sagt."),
        "Tre ting trengs:",
        (ITEM, "1. Jord"),
        (ITEM, "• Vann"),
        (ITEM, "c) Tid. Den går."),
        (CAPTION, "Figur 1. En hage."),
    )
    texts = [sentence.text for sentence in split_document(read, []).sentences]
    assert texts == ["Tre ting trengs:", "Jord", "Vann", "Tid.", "Den går."]


def test_a_row_is_one_sentence_and_tables_stand_alone() -> None:
    read = make_document("Før tabellen.", (ROW, "Eple. Rødt."), (ROW, "Pære. Grønn."), "Etter tabellen.")
    split = split_document(read, [])
    assert [sentence.text for sentence in split.sentences][1:3] == ["Eple. Rødt.", "Pære. Grønn."]
    assert [(passage.kind, passage.text) for passage in split.passages] == [
        ("text", "Før tabellen."),
        ("table", "Eple. Rødt.\nPære. Grønn."),
        ("text", "Etter tabellen."),
    ]


def _paragraph(sentences: int) -> str:
    """A paragraph of sentences of 99 characters, 100 with the blank between them."""
    return " ".join(["A" + "b" * 97 + "."] * sentences)


def test_small_paragraphs_share_a_passage_and_a_long_one_is_cut_at_a_sentence() -> None:
    small = split_document(make_document(*[_paragraph(3)] * 5), [])
    assert [len(passage.text) for passage in small.passages] == [5 * 299 + 4]
    long = split_document(make_document(_paragraph(30)), [])
    assert all(1200 <= len(passage.text) <= MOST for passage in long.passages)
    assert sum(len(passage.text) + 1 for passage in long.passages) == 3000


def test_a_long_run_is_cut_between_paragraphs_rather_than_inside_them() -> None:
    split = split_document(make_document(*[_paragraph(13)] * 3), [])
    assert [(passage.first, passage.last) for passage in split.passages] == [(0, 12), (13, 25), (26, 38)]


def test_a_list_stays_with_its_lead_in() -> None:
    items = [(ITEM, f"{number}) " + _paragraph(1)) for number in range(1, 14)]
    read = make_document(
        _paragraph(11) + " Slik er det med hager.", "Dette er noen av de mange grunnene til det:", *items
    )
    split = split_document(read, [])
    # 1122 characters come first: the lead-in would bring them nearer to 1200, and still it goes with its list
    assert [(passage.first, passage.last) for passage in split.passages] == [(0, 11), (12, 25)]


def test_sections_do_not_share_passages() -> None:
    read = make_document((HEADING, "En"), "Hagen tørster.", (HEADING, "To"), "Den må vannes.")
    split = split_document(read, [])
    assert [passage.section for passage in split.passages] == [1, 2]
    assert embedding_text(split.passages[1].text, read.sections[2].path) == "To\nDen må vannes."
    assert embedding_text(split.passages[1].text, ()) == "Den må vannes."


def test_ids_follow_from_version_stamp_and_place() -> None:
    read = make_document("Hagen tørster.")
    first, again = split_document(read, []).passages, split_document(read, []).passages
    assert first == again
    assert len(first[0].id) == 24
    assert CHUNKING.startswith("1200-1800/")
    assert split_document(make_document("Hagen tørster nå."), []).passages[0].id != first[0].id


def test_each_passage_has_its_language() -> None:
    read = make_document(
        "Hagen er tørr, og den må vannes hver dag.",
        (HEADING, "Abstract"),
        "The garden is dry, and it has to be watered every day.",
    )
    assert [passage.language for passage in split_document(read, []).passages] == ["nb", "en"]
