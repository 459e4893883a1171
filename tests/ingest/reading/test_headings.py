from ingest.document import Section
from ingest.reading.reader import structure
from ingest.reading.text import text_pages

BODY = "Her står det en god del tekst om ferjer, og den fyller linjen helt ut.\n" * 3


def sections(*parts: str) -> list[tuple[str | None, str]]:
    return [(section.number, section.heading) for section in read("\n".join(parts))[1:]]


def read(text: str) -> tuple[Section, ...]:
    return structure(text_pages(text), numbered=False)[1]


def test_numbers_that_count_on_are_headings_whatever_their_style() -> None:
    found = sections("1.0 Innledning\n", BODY, "1.1. Bakgrunn\n", BODY, "1.1.1 Ferjer\n", BODY, "2 Metode\n", BODY)
    assert found == [("1", "Innledning"), ("1.1", "Bakgrunn"), ("1.1.1", "Ferjer"), ("2", "Metode")]


def test_paths_go_from_the_top() -> None:
    found = read("\n".join(["1 Funn\n", BODY, "1.1 Vakter\n", BODY, "1.1.1 Natt\n", BODY, "1.2 Vær\n", BODY]))
    assert [section.path for section in found] == [
        (),
        ("1 Funn",),
        ("1 Funn", "1.1 Vakter"),
        ("1 Funn", "1.1 Vakter", "1.1.1 Natt"),
        ("1 Funn", "1.2 Vær"),
    ]


def test_list_items_are_no_headings() -> None:
    items = "1. Hvem setter opp vaktene?\n2. Hvem svarer for dem?\n3. Hvem betaler?\n"
    found = sections("1.0 Innledning\n", BODY, "1.1 Spørsmål\n", items, "2.0 Metode\n", BODY)
    assert found == [("1", "Innledning"), ("1.1", "Spørsmål"), ("2", "Metode")]


def test_list_items_with_space_between_are_no_headings() -> None:
    items = "1. Hvem setter opp?\n\n2. Hvem svarer?\n\n3. Hvem betaler?\n"
    found = sections("1. Innledning\n", BODY, items, BODY, "2. Metode\n", BODY)
    assert found == [("1", "Innledning"), ("2", "Metode")]


def test_numbers_in_the_text_are_no_headings() -> None:
    found = sections(
        "1 Innledning\n", BODY, "14 Ferjer gikk i rute den dagen, og det var\nflere enn før.\n", "2 Slutt\n", BODY
    )
    assert found == [("1", "Innledning"), ("2", "Slutt")]


def test_a_heading_over_two_lines_and_one_without_space_after() -> None:
    long = "1.1 Om ferjene, mannskapet på dem og alle andre som har noe med dem\nå gjøre\n"
    found = sections("1 Innledning\n", BODY, long, BODY, "1.2 Kort og godt\n" + BODY)
    assert found[1] == ("1.1", "Om ferjene, mannskapet på dem og alle andre som har noe med dem å gjøre")
    assert found[2] == ("1.2", "Kort og godt")


def test_a_missing_heading_does_not_end_the_count() -> None:
    assert sections("1 En\n", BODY, "1.1 To\n", BODY, "1.3 Tre\n", BODY) == [("1", "En"), ("1.1", "To"), ("1.3", "Tre")]


def test_unnumbered_ones_at_the_top_of_a_page_before_the_first_number() -> None:
    text = f"Forord\n\n{BODY}\f1 Innledning\n\n{BODY}\fHva er en ferje?\n\n{BODY}\fLitteratur\n\n{BODY}"
    found = read(text)
    assert [(section.number, section.heading) for section in found[1:]] == [
        (None, "Forord"),
        ("1", "Innledning"),
        (None, "Litteratur"),
    ]


def test_text_before_any_heading_has_a_section_without_a_place() -> None:
    first = read(BODY)[0]
    assert (first.number, first.heading, first.path, first.span) == (None, "", (), ())


def test_a_table_of_contents_is_no_row_of_headings() -> None:
    contents = "1 Innledning . . . . . . 1\n\n2 Funn ............ 2\n\n"
    assert sections(contents, "\f1 Innledning\n", BODY, "2 Funn\n", BODY) == [("1", "Innledning"), ("2", "Funn")]
