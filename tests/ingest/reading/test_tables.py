from pathlib import Path

from ferry_report import new_pdf

from ingest.document import BlockKind
from ingest.reading import read_document
from ingest.reading.cells import Stack, Word, divide
from ingest.reading.reader import structure
from ingest.reading.text import text_pages

LONG = "Mannskapet på ferja har satt opp vaktene sine selv siden i fjor høst, og det er bra.\n"

WORKS = """Forfatter
/år
Spørsmål Type
Metode Land
Lie,
2019
Hvem setter
opp vaktene?
Artikkel
Intervju Norge
Moe og
Vik, 2020
Hva skjer når
vinden øker?
Rapport
Spørreskjema Sverige
Aas
2021
Hvorfor går
ferja ikke?
Artikkel
Intervju Norge
"""

SEARCHES = """Base Ord
Treff Utvalg
Valgt
Fjordsøk
ferje vakt
120 Bare norske
12
Fjordsøk
kai kø
45 Bare nye
3
Fjordsøk
båt rute
77 Bare korte
4
"""


def rows(text: str) -> list[str]:
    blocks = structure(text_pages(text), numbered=False)[2]
    assert all(block.text is None for block in blocks if block.kind is not BlockKind.TABLE_ROW)
    return [block.text or "" for block in blocks if block.kind is BlockKind.TABLE_ROW]


def test_a_stack_with_authors_and_years() -> None:
    assert rows(f"{LONG * 3}\n{WORKS}\n{LONG * 3}") == [
        "Lie, 2019 – Spørsmål: Hvem setter opp vaktene?; Type: Artikkel; Metode: Intervju; Land: Norge.",
        "Moe og Vik, 2020 – Spørsmål: Hva skjer når vinden øker?; Type: Rapport; Metode: Spørreskjema; Land: Sverige.",
        "Aas 2021 – Spørsmål: Hvorfor går ferja ikke?; Type: Artikkel; Metode: Intervju; Land: Norge.",
    ]


def test_a_row_goes_on_overleaf_cell_by_cell() -> None:
    broken = "Dahl,\nEng,\nHvem bør\nArtikkel\nIntervju og\nNorge\f\nFoss og\nGran 2022\n\nringe?\n\nsamtale\n"
    found = rows(f"{LONG * 3}\n{WORKS}{broken}\n{LONG * 3}")
    assert found[3].startswith("Dahl, Eng, Foss og Gran 2022 – Spørsmål: Hvem bør ringe?")


def test_a_stack_whose_rows_begin_alike() -> None:
    assert rows(f"{LONG * 3}\n{SEARCHES}\n{LONG * 3}") == [
        "Fjordsøk – Ord: ferje vakt; Treff: 120; Utvalg: Bare norske; Valgt: 12.",
        "Fjordsøk – Ord: kai kø; Treff: 45; Utvalg: Bare nye; Valgt: 3.",
        "Fjordsøk – Ord: båt rute; Treff: 77; Utvalg: Bare korte; Valgt: 4.",
    ]


def test_a_row_without_some_of_its_cells() -> None:
    found = rows(
        f"{LONG * 3}\n{SEARCHES}Fjordsøk\nhavn og\nkai i nord\n300\nFjordsøk\nbåt\n99 Bare lange\n\n{LONG * 3}"
    )
    assert found[3] == "Fjordsøk – Ord: havn og kai i nord; Treff: 300."
    assert found[4] == "Fjordsøk – Ord: båt; Treff: 99; Utvalg: Bare lange."


def test_columns_of_a_text() -> None:
    table = "Båt      Ordning        Turer\nAlken    Egne vakter       41\nTerna    Faste vakter      38\n"
    assert rows(f"{LONG}\n{table}\n{LONG}") == [
        "Alken – Ordning: Egne vakter; Turer: 41.",
        "Terna – Ordning: Faste vakter; Turer: 38.",
    ]


def test_cells_of_a_pdf_that_take_several_lines(tmp_path: Path) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 6, LONG.strip() + " " + LONG.strip())
    pdf.ln(4)
    with pdf.table(col_widths=(20, 40, 15), line_height=6) as table:
        for cells in (
            ("Ferje", "Tiltak", "Svar"),
            ("Alken", "Faste møter hver fredag med alle som har vakt den helgen", "31"),
            ("Terna", "Åpne kalendere", "18"),
            ("Lomvi", "Felles vaktbok", "7"),
        ):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    pdf.output(str(tmp_path / "tabell.pdf"))
    document = read_document(tmp_path / "tabell.pdf", "x")
    assert [block.text for block in document.blocks if block.kind is BlockKind.TABLE_ROW] == [
        "Alken – Tiltak: Faste møter hver fredag med alle som har vakt den helgen; Svar: 31.",
        "Terna – Tiltak: Åpne kalendere; Svar: 18.",
        "Lomvi – Tiltak: Felles vaktbok; Svar: 7.",
    ]


def test_cells_hold_all_words_in_order() -> None:
    words = ("Lie", "skrev", "Artikkel", "12", "Norge")
    cells = divide([Stack(tuple(Word(word, 1) for word in words), 1)], 4)[0]
    assert len(cells) == 4
    assert " ".join(cell for cell in cells if cell) == " ".join(words)


def test_a_run_of_short_lines_without_rows_is_one_row() -> None:
    stack = "\n".join(["Hvem", "Alle", "Hva", "Vakter", "Når", "Alltid", "Hvor", "Overalt"])
    assert rows(f"{LONG * 3}\n{stack}\n\n{LONG * 3}") == ["Hvem Alle Hva Vakter Når Alltid Hvor Overalt."]
