import hashlib
from pathlib import Path

import pytest

from ingest.document import BlockKind
from ingest.reading import SUPPORTED_SUFFIXES, UnreadableDocument, UnsupportedFormat, read_document
from ingest.span import span_text


def test_both_forms_of_a_report_are_read_alike(report_txt: Path, report_pdf: Path) -> None:
    text, pdf = read_document(report_txt, "ferjer"), read_document(report_pdf, "ferjer")
    assert text.canonical == pdf.canonical
    assert [page.label for page in text.pages] == [page.label for page in pdf.pages] == ["i", "ii", "1", "2", "3", "4"]
    assert text.sections == pdf.sections
    assert text.blocks == pdf.blocks
    assert (text.media, pdf.media) == ("text", "pdf")


def test_what_the_report_holds(report_txt: Path) -> None:
    document = read_document(report_txt, "ferjer")
    assert [section.path[-1] for section in document.sections[1:]] == [
        "Forord",
        "Sammendrag",
        "1 Innledning",
        "1.1 Spørsmål",
        "1.2 Om mannskapet, ledelsen på land og alle de andre som har noe å si om vaktene",
        "2 Funn",
        "2.1 Veien videre",
    ]
    text = " ".join(document.canonical)
    assert "Ferjerapporten " not in text  # the running head
    assert "Ledelsen bør gi" in text and "drifts- og vaktansvar" in text and "Lund-Berg (2019)" in text
    kinds = [block.kind for block in document.blocks]
    assert kinds.count(BlockKind.LIST_ITEM) == 2 + 3
    assert kinds.count(BlockKind.TABLE_ROW) == 3
    over = [block for block in document.blocks if len(block.span) == 2]
    assert [[part.page_index for part in block.span] for block in over] == [[2, 3], [4, 5]]
    around = span_text(over[1].span, document.canonical)
    assert "satte dem opp, og det var flere som ba" in around and "Passasjerer" not in around


def test_name_and_version(report_txt: Path) -> None:
    document = read_document(report_txt, "ferjer")
    assert (document.source, document.name) == ("ferjer", "ferjer.txt")
    assert document.version == hashlib.sha256(report_txt.read_bytes()).hexdigest()


def test_reading_twice_gives_the_same(report_pdf: Path) -> None:
    assert read_document(report_pdf, "x") == read_document(report_pdf, "x")


@pytest.mark.parametrize(
    "data",
    ["Blåbær på øya".encode(), b"\xef\xbb\xbf" + "Blåbær på øya".encode(), "Blåbær på øya".encode("latin-1"),
     "Blåbær på øya".encode("utf-16"), "Bla\u030abær pa\u030a øya\r\n".encode()],
)  # fmt: skip
def test_encodings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_document(tmp_path / "a.txt", "x").canonical == ["Blåbær på øya"]


def test_a_text_without_page_numbers_has_no_labels(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bare litt tekst.")
    assert [page.label for page in read_document(tmp_path / "a.txt", "x").pages] == [None]


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text("")
    document = read_document(tmp_path / "tom.txt", "x")
    assert "«tom.txt» har ingen tekst" in document.warnings[0]
    assert document.blocks == ()


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "bilde.txt").write_bytes(b"\x89PNG" + bytes(range(16)) * 4 + bytes(40))
    with pytest.raises(UnreadableDocument, match="innholdet er ikke tekst"):
        read_document(tmp_path / "bilde.txt", "x")


def test_unknown_endings_are_named_with_what_to_do() -> None:
    with pytest.raises(UnsupportedFormat, match=r"«brev\.pages» er i et format") as caught:
        read_document(Path("brev.pages"), "x")
    assert all(suffix in caught.value.remedy for suffix in SUPPORTED_SUFFIXES)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"«borte\.txt» kan ikke leses"):
        read_document(tmp_path / "borte.txt", "x")
