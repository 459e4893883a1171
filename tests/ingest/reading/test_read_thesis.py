"""The thesis, as PDF and as text: counts, places and short words of it, never its sentences."""

import re
import time
from pathlib import Path

import pytest
import yaml

from ingest.document import BlockKind, ReadDocument
from ingest.reading import boxes_of, read_document
from ingest.span import PageSpan, span_text

ROOT = Path(__file__).resolve().parents[3]
FORMS = ("joner-2022.txt", "joner-2022.pdf")


@pytest.fixture(scope="module")
def forms(thesis_dir: Path) -> tuple[ReadDocument, ReadDocument]:
    text, pdf = (read_document(thesis_dir / name, "joner-2022") for name in FORMS)
    return text, pdf


@pytest.fixture(scope="module", params=[0, 1], ids=FORMS)
def thesis(request: pytest.FixtureRequest, forms: tuple[ReadDocument, ReadDocument]) -> ReadDocument:
    return forms[request.param]


def blocks_on(document: ReadDocument, label: str, kind: BlockKind) -> list[str]:
    """Return the words of the blocks that begin on a page; of a table row what it says."""
    return [
        block.text or span_text(block.span, document.canonical)
        for block in document.blocks
        if block.kind is kind and document.pages[block.span[0].page_index].label == label
    ]


def test_both_forms_are_read_alike(forms: tuple[ReadDocument, ReadDocument]) -> None:
    text, pdf = forms
    assert len(text.pages) == len(pdf.pages) == 82
    assert [page.label for page in text.pages] == [page.label for page in pdf.pages]
    for one, two in zip(text.pages, pdf.pages, strict=True):
        assert one.canonical == two.canonical
    assert text.sections == pdf.sections
    assert text.blocks == pdf.blocks


def test_labels_and_headings_are_those_of_the_outline(thesis: ReadDocument) -> None:
    outline = yaml.safe_load((ROOT / "corpus" / "outlines" / "joner-2022.yaml").read_text(encoding="utf-8"))
    assert [page.label for page in thesis.pages] == outline["labels"]
    found = [
        {"number": s.number, "heading": s.heading, "page": thesis.pages[s.span[0].page_index].label}
        for s in thesis.sections[1:]
    ]
    assert found == [{key: s[key] for key in ("number", "heading", "page")} for s in outline["sections"]]
    assert len(found) == 43 and sum(s["number"] is not None for s in found) == 40


def test_paths(thesis: ReadDocument) -> None:
    paths = {section.number: section.path for section in thesis.sections}
    assert [entry.split()[0] for entry in paths["5.2.3"]] == ["5", "5.2", "5.2.3"]
    assert paths["3.1.3"][0] == "3 Teoretisk rammeverk"
    assert paths["6"] == ("6 Konklusjon",)


def test_page_numbers_are_out_and_hyphens_decided(thesis: ReadDocument) -> None:
    text = " ".join(thesis.canonical)
    assert not any(page.canonical.endswith(f" {page.label}") for page in thesis.pages)
    for kept in ("trust-based", "prinsipal-agent", "Halvorsen-Lowe", "mål- og resultatstyring", "«Bottom-up»"):
        assert kept in text
    assert "Masteroppgave" in text and "\x02" not in text and "\u00ad" not in text


def test_a_list_goes_on_overleaf(thesis: ReadDocument) -> None:
    assert [len(blocks_on(thesis, label, BlockKind.LIST_ITEM)) for label in ("16", "17")] == [2, 2]
    first = [words.split()[0] for label in ("16", "17") for words in blocks_on(thesis, label, BlockKind.LIST_ITEM)]
    assert first == ["Fjerne", "Fastholde", "Forankre", "Utvikle"]
    assert [words.split()[0] for words in blocks_on(thesis, "3", BlockKind.LIST_ITEM)] == [
        "Bedre",
        "Bedre",
        "Mer",
        "Bedre",
    ]


def test_paragraphs_are_joined_over_pages_and_around_figures(thesis: ReadDocument) -> None:
    over = [block for block in thesis.blocks if len(block.span) == 2 and block.kind is BlockKind.PARAGRAPH]
    labels = [[thesis.pages[part.page_index].label for part in block.span] for block in over]
    for pair in (["2", "3"], ["4", "5"], ["17", "18"], ["23", "24"], ["29", "30"], ["43", "44"], ["76", "77"]):
        assert (pair in labels) == (pair != ["43", "44"])  # p. 43 ends with a figure, and its text has ended before it
    around = span_text(over[labels.index(["23", "24"])].span, thesis.canonical)
    assert "som fungerer" in around and "Nedfrysing" not in around
    assert blocks_on(thesis, "23", BlockKind.CAPTION)[-1].split() == ["Opptining", "Endringsfase", "Nedfrysing"]
    assert len(blocks_on(thesis, "21", BlockKind.CAPTION)) == 2


def test_lone_lines_are_subheadings(thesis: ReadDocument) -> None:
    assert blocks_on(thesis, "17", BlockKind.SUBHEADING) == ["Hva er tillit?"]
    assert blocks_on(thesis, "23", BlockKind.SUBHEADING) == ["Motstand mot endring"]
    assert blocks_on(thesis, "11", BlockKind.SUBHEADING) == ["PICO skjema", "Oversikt søkeprosessen"]


@pytest.mark.parametrize(
    ("work", "facts"),
    [
        ("Bentzen, 2016", "Type studie: PhD; Metode: Hermeneutisk; Sitert av: 21; Land: Danmark"),
        ("Bringselius, 2018", "SOU; Svensk statlig; Forskningsantologi; fokusgrupper; Sitert av: 21; Land: Sverige"),
        ("Johnsen, Svare og Wittrock, 2021", "Forskningsprosjekt; Kvantitativ; Sitert av: Ikke pub; Land: Norge"),
        ("Eide, Gullslett, Nilsen, Dugstad og Eide 2018", "Rapport; Mixed; Sitert av: 15; Land: Norge"),
        ("Lavik og Johansen, 2021", "Masteroppgave; Dokumentanalyse; Sitert av: Fremkommer ikke; Land: Norge"),
        ("Schwarz Husvik, 2020", "Masteroppgave; Intervju; Fremkommer ikke; Land: Norge"),
        ("Christensen, 2020", "Masteroppgave; tekstanalyse; Fremkommer ikke; Land: Norge"),
        ("Jørgensen, 2020", "Velferdsetaten; Masteroppgave; Semistrukturerte; Fremkommer ikke; Land: Norge"),
        ("Arnegaard og Halvorsen-Lowe, 2020", "Masteroppgave; dybdeuntervju; Fremkommer ikke; Land: Norge"),
        ("Vatn 2018", "Masteroppgave; dokumentanalyse; Fremkommer ikke; Land: Norge"),
    ],
)
def test_the_included_works(thesis: ReadDocument, work: str, facts: str) -> None:
    rows = [block.text or "" for block in thesis.blocks if block.kind is BlockKind.TABLE_ROW]
    (row,) = [row for row in rows if row.startswith(f"{work} – ")]
    for fact in facts.split("; "):
        assert fact in row


def test_a_row_that_goes_on_overleaf_knows_both_pages(thesis: ReadDocument) -> None:
    (row,) = [block for block in thesis.blocks if (block.text or "").startswith("Eide, Gullslett")]
    assert [thesis.pages[part.page_index].label for part in row.span] == ["13", "14"]


def test_the_searches(thesis: ReadDocument) -> None:
    rows = [row for label in ("11", "12") for row in blocks_on(thesis, label, BlockKind.TABLE_ROW)]
    searches = [row for row in rows if row.startswith("Google Scholar – ")]
    assert [re.findall(r"(Treff|Treff etter avgrensning|Lest|Inkludert): (\d+)", row) for row in searches] == [
        [("Treff", "68")],
        [("Treff", "68"), ("Treff etter avgrensning", "27"), ("Lest", "14"), ("Inkludert", "1")],
        [("Treff", "364"), ("Treff etter avgrensning", "78")],
        [("Treff", "364"), ("Treff etter avgrensning", "50"), ("Lest", "7"), ("Inkludert", "1")],
        [("Treff", "546")],
        [("Treff etter avgrensning", "35"), ("Lest", "27"), ("Inkludert", "9")],
    ]


def test_rectangles(forms: tuple[ReadDocument, ReadDocument]) -> None:
    text, pdf = forms
    assert all(boxes_of(block.span, text.pages) == () for block in text.blocks)
    for block in pdf.blocks:
        boxes = boxes_of(block.span, pdf.pages)
        assert {box.page_index for box in boxes} == {part.page_index for part in block.span}
        assert all(box.width > 0 and box.height > 0 for box in boxes)


def test_words_inside_rectangles(thesis_dir: Path, forms: tuple[ReadDocument, ReadDocument]) -> None:
    import pypdfium2  # type: ignore[import-untyped]

    pdf = forms[1]
    document = pypdfium2.PdfDocument(thesis_dir / FORMS[1])
    checked = 0
    for index in range(4, 82, 6):
        page = pdf.pages[index]
        for found in list(re.finditer(r"(?<=\. )[^.]{40,}\.", page.canonical))[:5]:
            inside = ""
            for box in boxes_of((PageSpan(index, *found.span()),), pdf.pages):
                bottom = page.size[1] - box.top - box.height if page.size else 0.0
                frame = (box.left, bottom, box.left + box.width, bottom + box.height)
                inside += document[index].get_textpage().get_text_bounded(*frame)
            assert re.sub(r"\W+", "", inside) == re.sub(r"\W+", "", found[0])
            checked += 1
    assert checked > 40


@pytest.mark.parametrize("name", FORMS)
def test_speed(thesis_dir: Path, name: str) -> None:
    start = time.perf_counter()
    read_document(thesis_dir / name, "joner-2022")
    assert time.perf_counter() - start < 10  # one to two seconds on a quiet machine
