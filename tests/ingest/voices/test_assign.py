"""Who speaks, in invented paragraphs. Each line is "who: sentence", where A is the document's author."""

import pytest

from ingest.document import BlockKind
from ingest.source import Source
from ingest.splitting import split_document
from ingest.voice import Voice
from tests.ingest.splitting.made import HEADING, ITEM, PARAGRAPH, ROW, SUBHEADING, make_document

SOURCES = (
    Source("hansen-2001", ("Hansen",), "2001", aliases=("Hanssen 2001",)),
    Source("hansen-2010", ("Hansen",), "2010"),
    Source("moe-dahl-2005", ("Moe", "Dahl"), "2005"),
    Source("berg-2012", ("Berg", "Lunde", "Vik"), "2012", fields=(("author", "Berg, Kari and Lunde and Vik"),)),
    Source("hageplanen-1999", (), "1999", title="Hageplanen"),
    Source("hagelaget-2003", ("Hagelaget i Bø",), "2003"),
)

A = "A"


def voices(*blocks: str | tuple[BlockKind, str]) -> tuple[list[str], list[str]]:
    """Return the expected and the found voices of paragraphs whose lines are "who: sentence"."""
    expected: list[str] = []
    plain: list[tuple[BlockKind, str]] = []
    for block in blocks:
        kind, text = (PARAGRAPH, block) if isinstance(block, str) else block
        lines = [line.strip().partition(": ") for line in text.strip().splitlines()]
        if kind in (HEADING, SUBHEADING):
            plain.append((kind, text))
            continue
        expected += [who for who, _, _ in lines]
        plain.append((kind, " ".join(sentence for _, _, sentence in lines)))
    split = split_document(make_document(*plain), SOURCES)
    found = ["+".join(A if v.kind == "author" else v.source for v in s.voices) for s in split.sentences]
    return expected, found


def check(*blocks: str | tuple[BlockKind, str]) -> None:
    expected, found = voices(*blocks)
    assert found == expected


def test_a_document_without_mentions_is_its_authors() -> None:
    split = split_document(make_document("Hagen tørster. Den må vannes."), SOURCES)
    assert [sentence.voices for sentence in split.sentences] == [(Voice("author", "dokument-2020"),)] * 2


def test_a_reported_work_is_told_with_the_document_that_reports_it() -> None:
    split = split_document(make_document("Ifølge Hansen (2001) tørster hagen."), SOURCES)
    assert split.sentences[0].voices == (Voice("reported", "hansen-2001", via="dokument-2020"),)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Hagen tørster (Hansen, 2001, s. 27).", "hansen-2001"),
        ("Hagen tørster (se Hanssen 2001).", "hansen-2001"),
        ("Hagen tørster (Hanson, 2001).", "hansen-2001"),
        ("Hagen tørster (Hansen, 2001 og 2010).", "hansen-2001+hansen-2010"),
        ("Hansen (2001 og 2010) vanner.", "hansen-2001+hansen-2010"),
        ("Hagen tørster (Hansen, 2001 og Moe og Dahl, 2005, s. 389).", "hansen-2001+moe-dahl-2005"),
        ("Hagen tørster (Hansen, 2001; Moe & Dahl, 2005).", "hansen-2001+moe-dahl-2005"),
        ("Både Hansen (2001) og Moe og Dahl (2005) vanner.", "hansen-2001+moe-dahl-2005"),
        ("Berg, Lunde og Vik (2012) vanner.", "berg-2012"),
        ("Berg m.fl. (2012) vanner.", "berg-2012"),
        ("Berg et al. (2012) vanner.", "berg-2012"),
        ("Berg og Vik (2012) vanner.", "berg-2012"),
        ("Studien til Kari Berg (2012) er grundig.", "berg-2012"),
        ("Hagen tørster (Buch m.fl., 2014).", "buch-2014"),
        ("Ifølge Øye og Ås (2013) tørster hagen.", "oye-as-2013"),
        ("Hagen tørster (Bø kommune, 2016).", "bo-kommune-2016"),
        ("Hagen tørster (Hagelaget i Bø, 2003).", "hagelaget-2003"),
        ("Hageplanen krever mer vann.", "hageplanen-1999"),
        ("Hagen var tørr høsten 2015 og i mai 2017.", A),
        ("I Norge (2015) var hagen tørr.", A),
        ("Figur 4 viser hagen (se kap. 3).", A),
        ("Dette er min egen tegning (Dokument, 2020).", "A+dokument-2020".replace("+dokument-2020", "")),
    ],
)
def test_works_are_recognised_as_documents_write_them(sentence: str, who: str) -> None:
    check(f"{who}: {sentence}")


def test_a_surname_alone_is_the_latest_of_the_section_or_else_the_most_cited() -> None:
    check(
        "hansen-2001: Hansen (2001) vanner.\nhansen-2001: Hansen (2001) luker.\nhansen-2010: Hansen (2010) graver.",
        "hansen-2010: Ifølge Hansen hjelper det.",
        (HEADING, "Neste"),
        "hansen-2001: Hansen peker på vannet.",
    )


def test_a_surname_that_is_also_a_word_is_none() -> None:
    check(
        "vann-2011: Mer vann hjelper (Vann, 2011).\nA: Mener noen noe annet?",
        "A: Vann er kaldt.",
    )


def test_a_report_is_carried_until_the_author_speaks() -> None:
    check(
        """hansen-2001: Hansen (2001) har studert hager.
        hansen-2001: Hun mener de tørster.
        hansen-2001: Vann gjør dem godt.
        hansen-2001: Videre skriver hun at tørke skader.
        A: Etter mitt syn er det riktig.
        A: Alle hager er ulike."""
    )


@pytest.mark.parametrize(
    "words",
    [
        "Jeg tenker at hager er ulike.",
        "Slik jeg ser det er hager ulike.",
        "Kanskje er hager ulike.",
        "Man kan spørre om hager er ulike.",
        "Er alle hager ulike?",
        "I dette kapittelet ser vi på hager.",
    ],
)
def test_the_author_breaks_a_report(words: str) -> None:
    check(f"hansen-2001: Hansen (2001) vanner.\nA: {words}\nA: Hager er grønne.")


def test_they_are_the_authors_named_together() -> None:
    check(
        """hansen-2001+moe-dahl-2005: Hansen (2001) og Moe og Dahl (2005) vanner.
        hansen-2001: Hansen (2001) luker også.
        hansen-2001+moe-dahl-2005: De mener begge deler trengs."""
    )


def test_the_study_is_the_one_reported_last() -> None:
    check(
        "hansen-2001: Hansen (2001) vannet i ti år.",
        "hansen-2001: Studien viser at det hjalp.\nhansen-2001: Funnene er tydelige.",
    )


def test_a_paragraph_of_its_own_is_the_authors_again() -> None:
    check("hansen-2001: Hansen (2001) vanner.", "A: Hager er grønne.")


def test_a_closing_citation_covers_its_paragraph_back_to_the_author() -> None:
    check(
        """hansen-2001: Hager tørster.
        hansen-2001: Særlig om sommeren.
        hansen-2001: Da må de vannes (Hansen, 2001).
        A: Roser er røde.""",
        """A: Jeg tror roser tørster mest.
        moe-dahl-2005: Bedene trenger daglig vanning.
        moe-dahl-2005: Daglig vanning krever folk (Moe og Dahl, 2005).""",
    )


def test_a_citation_does_not_reach_back_over_another_work() -> None:
    check(
        """hansen-2001: Hager tørster (Hansen, 2001).
        moe-dahl-2005: Bed kan graves.
        moe-dahl-2005: Spaden er nyttig (Moe og Dahl, 2005)."""
    )


def test_the_author_and_a_work_can_share_a_sentence() -> None:
    check("A+hansen-2001: Jeg mener hagen må vannes hver dag (Hansen, 2001).")


def test_what_the_author_plans_to_do_with_a_work_is_the_authors() -> None:
    check("A: I dette kapittelet vil jeg presentere Hansen (2001).\nA: Så følger mer.")


def test_a_heading_that_names_a_work_says_who_is_reported() -> None:
    check(
        (HEADING, "Om Hansen (2001)"),
        "hansen-2001: Hager tørster.",
        "hansen-2001: De må vannes.\nA: Det tenker jeg er sant.",
        (HEADING, "Til slutt"),
        "A: Hager er grønne.",
    )


def test_a_subheading_ends_what_the_one_before_said() -> None:
    check((SUBHEADING, "Hansen (2001)"), "hansen-2001: Hager tørster.", (SUBHEADING, "Mer"), "A: Hager er grønne.")


def test_a_list_is_said_by_whoever_leads_it_in() -> None:
    check(
        "hansen-2001: Hansen (2001) nevner tre grunner:",
        (ITEM, "hansen-2001: Vann"),
        (ITEM, "hansen-2001: Sol"),
        "A: Hager er grønne.",
        "A: Jeg ser to grunner:",
        (ITEM, "A: Vann"),
    )


def test_what_a_colon_leads_in_is_the_works() -> None:
    check("hansen-2001: Hansen (2001) skriver at:", "hansen-2001: «Vi må vanne mer.»")
    check("hansen-2001: Slik står det i boka (Hansen, 2001):", "hansen-2001: Roser tåler lite.", "A: Hager er grønne.")


def test_first_person_in_a_quotation_is_not_the_authors() -> None:
    check("hansen-2001: Hansen (2001) spør: «Hva skal jeg vanne med?»")


def test_a_page_alone_goes_on_with_the_work() -> None:
    check("hansen-2001: Hager tørster (Hansen, 2001).\nhansen-2001: Roser dør (s. 36).")


def test_a_row_is_the_works_that_it_names() -> None:
    check((ROW, "hansen-2001: Hansen, 2001 – Metode - intervju."), (ROW, "A: Sum - tre."))


@pytest.mark.parametrize(
    "paragraph",
    [
        # Nynorsk
        """hansen-2001: Ifølgje Hansen (2001) treng hagen vatn kvar dag.
        hansen-2001: Ho meiner at det ikkje held med regn.
        hansen-2001: Vidare skriv ho at roser toler lite.
        A: Eg trur ikkje det gjeld alle hagar.""",
        # Danish
        """hansen-2001: Ifølge Hansen (2001) skal haven vandes hver dag.
        hansen-2001: Hun mener, at det ikke er nok med regn.
        hansen-2001: Videre skriver hun om roser.
        A: Efter min mening gælder det ikke alle haver.""",
        # Swedish
        """hansen-2001: Enligt Hansen (2001) måste trädgården vattnas varje dag.
        hansen-2001: Hon menar att det inte räcker med regn.
        hansen-2001: Studien visar att rosor inte tål mycket.
        A: Jag tror inte att det gäller alla.""",
        # English
        """hansen-2001: According to Hansen (2001) the garden has to be watered every day.
        hansen-2001: She argues that rain is not enough.
        hansen-2001: The findings are clear, i.e. the roses died.
        A: I do not think that it holds for all of them.
        hansen-2001+moe-dahl-2005: Others disagree (Hansen, 2001; Moe and Dahl, 2005).
        A: Is that so?""",
    ],
)
def test_reports_are_followed_in_other_languages(paragraph: str) -> None:
    check(paragraph)
