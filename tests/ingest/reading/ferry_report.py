"""An invented report on a fjord's ferries, page by page, as text and as PDF."""

from pathlib import Path

from fpdf import FPDF

HEAD = "Ferjerapporten"

# One string per printed line; "" is a blank line, "# " marks bold, three spaces part columns.
REPORT: tuple[tuple[str, ...], ...] = (
    (
        "# Forord",
        "",
        "Denne rapporten ble til fordi mannskapet ba om den. Vi takker alle som",
        "har svart på spørsmål om vakter, vær og ventetid denne vinteren.",
    ),
    (
        "# Sammendrag",
        "",
        "Ferjene går oftere i rute når mannskapet selv setter opp vaktene. Ledel-",
        "sen bør gi dem tid til det, og be om færre skjemaer i bytte.",
    ),
    (
        "# 1.0 Innledning",
        "",
        "Fjorden har tre ferjer og to kaier. Rapporten spør hva som får dem til å",
        "gå i rute, og hva ledelsen på land kan gjøre for mannskapet.",
        "",
        "# 1.1 Spørsmål",
        "",
        "Vi spør om dette:",
        "",
        "1. Hvem bør sette opp vaktene?",
        "2. Hva bør rapporteres, og til hvem?",
        "",
        "# 1.2. Om mannskapet, ledelsen på land og alle de andre som har noe å",
        "# si om vaktene",
        "",
        "Mannskapet er på tolv. Ledelsen på land er to, og de har drifts- og",
        "vaktansvar. Flere har arbeidet om bord i mer enn ti år, og kjenner både",
        "båtene og hverandre så godt at mye av arbeidet går av seg selv når bare",
    ),
    (
        "været er med. Ledelsen kjenner vi mindre til.",
        "",
        "# 2.0 Funn",
        "",
        "Hva er en god vakt?",
        "",
        "En god vakt er en som alle har sagt ja til. Ifølge Lund-",
        "Berg (2019) er det tre ting som teller:",
        "",
        "• tid til å snakke sammen før båten går fra kai, også når det er kø, og",
        "det er mange som vil om bord",
        "• en plan som står i ro",
    ),
    (
        "• en å ringe til",
        "",
        "Vaktene ble prøvd på tre båter:",
        "",
        "Båt   Ordning   Turer",
        "Alken   Egne vakter   41",
        "Terna   Faste vakter   38",
        "Lomvi   Blandet   40",
        "",
        "Alken gikk oftest i rute, og mannskapet der var mest fornøyd med vaktene",
        "sine. På de andre båtene var det ledelsen som satte dem opp, og det var",
        "Mannskap",
        "Ledelse",
        "Passasjerer",
    ),
    (
        "Figur 1. Hvem som snakker med hvem om bord (Ferjerapporten).",
        "",
        "flere som ba om å få bytte. Det er et funn som ledelsen bør merke seg.",
        "",
        "# 2.1 Veien videre",
        "Vi foreslår at mannskapet på alle båtene setter opp vaktene sine selv i",
        "et prøveår, og at de rapporterer til hverandre.",
    ),
)
LABELS = ("i", "ii", "1", "2", "3", "4")


def report_text() -> str:
    """Return the report as text: head, blank line, page, blank line, page number; form feeds between."""
    pages = []
    for label, lines in zip(LABELS, REPORT, strict=True):
        body = "\n".join(line.removeprefix("# ") for line in lines)
        pages.append(f"{HEAD}\n\n{body}\n\n{label}\n")
    return "\f".join(pages)


def write_report_pdf(path: Path, labelled: bool = True) -> None:
    """Write the report as a PDF with real bold headings, columns and page labels."""
    pdf = new_pdf()
    for label, lines in zip(LABELS, REPORT, strict=True):
        pdf.add_page()
        if labelled and label in ("i", "1"):
            pdf.set_page_label(label_style="r" if label == "i" else "D", label_start=1)
        put(pdf, 20, HEAD)
        for row, line in enumerate(lines):
            y = 40 + 6 * row
            for column, words in enumerate(line.removeprefix("# ").split("   ")):
                if words.startswith("• "):
                    put(pdf, y, "\xb7", font="Symbol")
                    put(pdf, y, words[2:], x=25)
                else:
                    put(pdf, y, words, x=20 + 50 * column, bold=line.startswith("# "))
        put(pdf, 280, label, x=100)
    pdf.output(str(path))


def new_pdf() -> FPDF:
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    return pdf


def put(pdf: FPDF, y: float, words: str, x: float = 20, *, bold: bool = False, font: str = "Helvetica") -> None:
    """Put words on the open page at millimetres from its top left corner."""
    pdf.set_font(font, style="B" if bold else "", size=11)
    pdf.text(x, y, words)
