import re
import zlib
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from ferry_report import LABELS, new_pdf, put, write_report_pdf

from ingest.document import BlockKind, Page, ReadDocument
from ingest.errors import TillitskildenError
from ingest.reading import UnreadableDocument, boxes_of, read_document
from ingest.span import PageSpan, Span, span_text


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def text_inside(path: Path, span: Span, pages: tuple[Page, ...]) -> str:
    """Return what pdfium finds inside a span's rectangles."""
    document = pypdfium2.PdfDocument(path)
    found = ""
    for box in boxes_of(span, pages):
        text = document[box.page_index].get_textpage()
        height = document[box.page_index].get_height()
        top, bottom = height - box.top, height - box.top - box.height
        found += text.get_text_bounded(box.left, bottom, box.left + box.width, top) + " "
    return found


def sentences(document: ReadDocument) -> list[Span]:
    """Return rough sentences: what full stops part inside paragraphs on one page."""
    spans: list[Span] = []
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and len(block.span) == 1:
            part = block.span[0]
            for found in re.finditer(r"[^.]+\.", span_text(block.span, document.canonical)):
                spans.append((PageSpan(part.page_index, part.start + found.start(), part.start + found.end()),))
    return spans


def test_labels_of_the_file(report_pdf: Path) -> None:
    assert tuple(page.label for page in read_document(report_pdf, "x").pages) == LABELS


def test_printed_numbers_when_the_file_has_no_labels(tmp_path: Path) -> None:
    write_report_pdf(tmp_path / "a.pdf", labelled=False)
    assert tuple(page.label for page in read_document(tmp_path / "a.pdf", "x").pages) == LABELS


def test_counted_pages_when_nothing_is_printed(tmp_path: Path) -> None:
    pdf = new_pdf()
    for words in ("Den første siden", "Den andre siden"):
        pdf.add_page()
        put(pdf, 40, words)
    pdf.output(str(tmp_path / "a.pdf"))
    assert [page.label for page in read_document(tmp_path / "a.pdf", "x").pages] == ["1", "2"]


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    put(pdf, 40, "Noe står her.")
    pdf.add_page()
    pdf.rect(20, 20, 50, 50)
    pdf.output(str(tmp_path / "a.pdf"))
    document = read_document(tmp_path / "a.pdf", "x")
    assert document.warnings == ("«a.pdf», side 2: siden har ingen tekst.",)
    assert document.pages[1].canonical == ""


def test_rectangles_hold_the_words_of_their_sentence(report_pdf: Path) -> None:
    document = read_document(report_pdf, "x")
    spans = sentences(document)
    assert len(spans) == 8
    for span in spans:
        assert letters(text_inside(report_pdf, span, document.pages)) == letters(raw_text(span, document))


def raw_text(span: Span, document: ReadDocument) -> str:
    """Return a span's text as printed, with the hyphens of broken words."""
    (part,) = span
    page = document.pages[part.page_index]
    return page.raw[page.raw_offsets[part.start] : page.raw_offsets[part.end]]


def test_one_rectangle_per_line_and_page(report_pdf: Path) -> None:
    document = read_document(report_pdf, "x")
    block = next(block for block in document.blocks if len(block.span) == 2)
    boxes = boxes_of(block.span, document.pages)
    # three lines at the foot of page 3 (index 2), one at the head of the next
    assert [box.page_index for box in boxes] == [2, 2, 2, 3]
    width, height = document.pages[2].size or (0, 0)
    assert all(0 < box.left < box.left + box.width < width and 0 < box.top < height for box in boxes)
    assert boxes[0].top < boxes[1].top < boxes[2].top


def test_short_lines_have_rectangles_of_their_own(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    put(pdf, 40, "Ja")
    put(pdf, 46, "og nei")
    pdf.output(str(tmp_path / "a.pdf"))
    document = read_document(tmp_path / "a.pdf", "x")
    assert len(boxes_of((PageSpan(0, 0, len("Ja og nei")),), document.pages)) == 2


def test_a_turned_page_has_its_rectangles_as_seen(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    put(pdf, 40, "Ferja går hver time.")
    pdf.output(str(tmp_path / "upright.pdf"))
    document = pypdfium2.PdfDocument(tmp_path / "upright.pdf")
    document[0].set_rotation(90)
    document.save(str(tmp_path / "turned.pdf"))
    upright, turned = (read_document(tmp_path / name, "x") for name in ("upright.pdf", "turned.pdf"))
    (box,), (other,) = (boxes_of(found.blocks[0].span, found.pages) for found in (upright, turned))
    assert turned.pages[0].canonical == upright.pages[0].canonical
    assert upright.pages[0].size and turned.pages[0].size
    # turned clockwise: the distance from the top becomes the distance from the right edge
    assert other.left == pytest.approx(turned.pages[0].size[0] - box.top - box.height, abs=0.5)
    assert (other.top, other.width, other.height) == pytest.approx((box.left, box.height, box.width), abs=0.5)


def test_a_locked_file(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_encryption(owner_password="eier", user_password="hemmelig")
    pdf.output(str(tmp_path / "låst.pdf"))
    with pytest.raises(UnreadableDocument, match=r"«låst\.pdf» kan ikke leses: filen er låst med passord"):
        read_document(tmp_path / "låst.pdf", "x")


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.set_encryption(owner_password="eier")
    pdf.add_page()
    put(pdf, 40, "Alle kan lese dette.")
    pdf.output(str(tmp_path / "a.pdf"))
    assert read_document(tmp_path / "a.pdf", "x").pages[0].canonical == "Alle kan lese dette."


@pytest.mark.parametrize("data", [b"", b"Ikke en PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj\n<<"])
def test_broken_files(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(UnreadableDocument, match="skadet"):
        read_document(tmp_path / "a.pdf", "x")


def test_a_file_cut_short_gives_a_named_error_or_pages(report_pdf: Path) -> None:
    data = report_pdf.read_bytes()
    for share in (0.2, 0.5, 0.8, 0.95):
        report_pdf.write_bytes(data[: int(len(data) * share)])
        try:
            assert read_document(report_pdf, "x").pages
        except TillitskildenError as error:
            assert report_pdf.name in error.message and error.remedy


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    (tmp_path / "bombe.pdf").write_bytes(bomb())
    with pytest.raises(UnreadableDocument, match="pakker seg ut"):
        read_document(tmp_path / "bombe.pdf", "x")


def bomb() -> bytes:
    """Return a PDF of some kilobytes whose page, twice deflated, unpacks to 120 MB."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 2**20) for _ in range(120)) + packer.flush()
    stream = zlib.compress(once, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    return (
        data
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )
