"""BibTeX as people and Zotero write it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library.bibliography import read_bibliography
from ingest.library.errors import BibliographyError
from ingest.source import Source

Write = Callable[[str], Path]


def only(path: Path) -> Source:
    (source,) = read_bibliography(path).values()
    return source


def test_an_entry_becomes_a_source_with_every_field_kept(bib: Write) -> None:
    source = only(
        bib(
            "@phdthesis{dahl-2010,\n  author = {Dahl, Kari and von Berg, Ola},\n  year = {2010},\n"
            "  title = {Ferger},\n  kind = {ph.d.-avhandling},\n  country = {norge},\n  language = {nb},\n"
            "  aliases = {Dahle 2010; Dahl og Berg ;},\n}\n"
        )
    )
    assert source == Source(
        id="dahl-2010",
        authors=("Dahl", "von Berg"),
        year="2010",
        title="Ferger",
        kind="ph.d.-avhandling",
        country="norge",
        language="nb",
        aliases=("Dahle 2010", "Dahl og Berg"),
        fields=(
            ("entrytype", "phdthesis"),
            ("author", "Dahl, Kari and von Berg, Ola"),
            ("year", "2010"),
            ("title", "Ferger"),
            ("kind", "ph.d.-avhandling"),
            ("country", "norge"),
            ("language", "nb"),
            ("aliases", "Dahle 2010; Dahl og Berg ;"),
        ),
    )
    assert source.short == "Dahl og von Berg (2010)"


@pytest.mark.parametrize(
    ("author", "surnames"),
    [
        ("Dahl", ("Dahl",)),
        ("Kari Dahl and Ola Berg", ("Dahl", "Berg")),
        ("J{\\o}rgensen, P{\\aa}l", ("Jørgensen",)),
        ("{\\'E}lan, B. and {\\AA}s, Eli", ("Élan", "Ås")),
        ("Ås, Eli and A\u030ase, Jo", ("Ås", "Åse")),  # the second Å is an A and a ring
        ("{Rederiet i Vik}", ("Rederiet i Vik",)),
        ("{Berg og Dahl AS} and Lie, Per", ("Berg og Dahl AS", "Lie")),
        ("Halvorsen Lunde, Eva", ("Halvorsen Lunde",)),
        ("Dahl, K. and others", ("Dahl",)),
    ],
)
def test_authors_are_surnames_and_an_organisation_stays_whole(bib: Write, author: str, surnames: tuple[str]) -> None:
    assert only(bib(f"@book{{dahl-2010,\n author = {{{author}}},\n}}\n")).authors == surnames


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("{Om {NAV} og {Vik}}", "Om NAV og Vik"),
        ("M{\\aa}l \\& mening", "Mål & mening"),
        ("Ros & ris", "Ros & ris"),
        ("{Ros} & ris", "Ros & ris"),
        ("100 % {NAV} i dag", "100 % NAV i dag"),
        ("100 \\% {NAV} i dag", "100 % NAV i dag"),
        ('\\"Ost og {\\AE}re', "Öst og Ære"),
    ],
)
def test_titles_lose_braces_and_latex_and_no_words(bib: Write, title: str, plain: str) -> None:
    assert only(bib(f"@book{{dahl-2010,\n title = {{{title}}},\n}}\n")).title == plain


def test_entries_keep_the_files_order(bib: Write) -> None:
    path = bib("@book{vik-2001,\n title = {V},\n}\n\n@book{aas-2002,\n title = {A},\n}\n")
    assert list(read_bibliography(path)) == ["vik-2001", "aas-2002"]


def test_field_names_in_capitals_are_the_same_fields(bib: Write) -> None:
    source = only(bib("@BOOK{dahl-2010,\n TITLE = {Ferger},\n Author = {Dahl, K.},\n}\n"))
    assert (source.title, source.authors) == ("Ferger", ("Dahl",))


def test_editors_stand_in_for_authors(bib: Write) -> None:
    assert only(bib("@book{dahl-2010,\n editor = {Dahl, K. and Berg, O.},\n}\n")).authors == ("Dahl", "Berg")


def test_undated_is_no_year(bib: Write) -> None:
    source = only(bib("@book{dahl,\n author = {Dahl},\n year = {udatert},\n}\n"))
    assert (source.year, source.short) == ("", "Dahl (udatert)")


def test_numbers_quotation_marks_and_strings_are_values_too(bib: Write) -> None:
    source = only(bib('@string{vik = {Vik forlag}}\n@book{dahl-2010,\n year = 2010,\n title = "B",\n note = vik\n}\n'))
    assert (source.year, source.title, dict(source.fields)["note"]) == ("2010", "B", "Vik forlag")


def test_no_file_is_no_sources(tmp_path: Path) -> None:
    assert read_bibliography(tmp_path / "references.bib") == {}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes("\ufeff@book{dahl-2010,\r\n title = {Ås},\r\n}\r\n".encode())
    assert only(path).title == "Ås"


GOOD = "@book{lie-1999,\n title = {L},\n}\n\n"  # four lines


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD + "@book{lie-1999,\n title = {M},\n}\n", 5, "«lie-1999» står to ganger"),
        (GOOD + "@book{dahl-2010,\n title = {X},\n title = {Y},\n}\n", 5, "«dahl-2010» har feltet «title» to ganger"),
        (GOOD + "@book{dahl-2010,\n title = {X,\n\n@book{vik-2001,\n title = {V},\n}\n", 5, "ikke BibTeX"),
        (GOOD + "@book{\n title = {X},\n}\n", 5, "ikke BibTeX"),
        (GOOD + "@book{dahl-2010,\n title = {X}\n year = {2010},\n}\n", 6, "«title» er ikke avsluttet"),
        (GOOD + "@book{dahl-2010,\n year = 2010\n title = {X},\n}\n", 6, "«year» er ikke avsluttet"),
        (GOOD + "@book{dahl-2010,\n author = {Dahl, K., jr., x, y},\n}\n", 5, "navnene i «dahl-2010»"),
    ],
)
def test_a_broken_entry_is_named_with_file_and_line(bib: Write, text: str, line: int, said: str) -> None:
    path = bib(text)
    with pytest.raises(BibliographyError, match=said) as caught:
        read_bibliography(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert f"references.bib, linje {line}:" in str(caught.value)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes(GOOD.encode() + "@book{dahl-2010,\n title = {Ås},\n}\n".encode("latin-1"))
    with pytest.raises(BibliographyError, match="UTF-8") as caught:
        read_bibliography(path)
    assert caught.value.line == 6


def test_the_parsers_own_log_stays_silent(bib: Write, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BibliographyError):
        read_bibliography(bib("@book{dahl-2010,\n title = {X,\n\n@book{vik,\n title = {V},\n}\n"))
    assert capfd.readouterr() == ("", "")
