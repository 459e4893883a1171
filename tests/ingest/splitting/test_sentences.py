"""Sentence ends, in invented text; "/" marks where one sentence ends and the next begins."""

import pytest

from ingest.splitting import split_sentences

CASES = {
    "nb": [
        "Det står på s. 27 og s.28. / Resten er borte.",
        "Vi har møter, f.eks. om turnus. / Det tar tid.",
        "Vi har møter, f. eks. på mandager. / Det tar tid.",
        "Flere ledere, bl.a. Hansen og Olsen, sa nei.",
        "Se jf. kap. 4 og nr. 12. / Der står det.",
        "Planen ble utsatt pga. Covid-19. / Ingen protesterte.",
        "Hansen m.fl. (2018) fant det samme. / Olsen mfl. var uenige.",
        "Det gjaldt turnus, ferie osv. / Ledelsen svarte ikke.",
        "Det gjaldt turnus, ferie osv. og mye annet.",
        "Dvs. at ca. 40 ansatte fikk kr. 500 hver. / De ble glade.",
        "I St.meld. nr. 30 og Meld. St. 6 står det lite.",
        "Boka av L. B. Hansen er god. / Den er lang.",
        "På 20. og 21. århundre var det slik. / Nå er det annerledes.",
        "Den 13.10.21 kom planen. / Den var tynn.",
        "Den 3. Mai skulle vi svare.",
        "Kapittel 5.2.1 handler om dette. / Kapittel 5.3 gjør det ikke.",
        "Hagen tørster (Hansen, 2001, s. 4). / Den må vannes.",
        "Hagen tørster. (Hansen, 2001, s. 4). / Den må vannes.",
        "Hagen tørster (Hansen, 2001, s. 4) / Den må vannes.",
        "Ifølge Hansen (2001) tørster hagen. / Olsen (2002) er enig.",
        "Hun sa at «hagen tørster». / Ingen hørte.",
        "Hun sa at «hagen tørster.» / Ingen hørte.",
        "«Hagen tørster. / Den må vannes», sa hun ikke.",
        "Hun sa «Hagen tørster. Den må vannes» og gikk.",
        "Hun oppsummerte slik: / «Hagen tørster. / Den må vannes.»",
        "Hansen definerer hage slik: «Et sted der noe gror».",
        "Hva skal vi gå på? / Det vet ingen!",
        "«Tørster hagen?» spurte han. / «Ja!» / Så gikk han.",
        "Det var slik den ble stående på. / Å vente er lett.",
        "Slik ville de ha det, nå som da, om de måtte å. / Så var det slutt.",
        "Vi begynte i 2012. / Danmark var først.",
        "Det finnes grunner (se fig. 4). / De er mange.",
        "Det finnes grunner … / Mange er glemt.",
        "Det finnes grunner ... men de er glemt.",
        "«Hagen (…) tørster» står det. / Det stemmer.",
        "Plan B. / Den feilet.",
        "De valgte alternativ B. / Det gikk bra.",
        "Vi tok ut fire. / 15 ble igjen.",
        "Les mer på naob.no og lo.no. / Der står det.",
        "Vi lover følgende; mer tid, mer tillit: og mer ro.",
        "Det gikk greit. / – Vi var heldige, sier hun.",
        "Prisen var 12.500 kr. / Ingen kjøpte.",
        "(Se også kap. 3.) / Ellers står det lite.",
    ],
    "nn": [
        "Det står m.a. på s. 12. / Kva tyder det?",
        "Dette gjeld t.d. Odda og Voss. / Ikkje andre.",
        "Leiarane, medrekna dei i nr. 4, var samde. / Eg var usamd.",
    ],
    "da": [
        "Det sker bl.a. i Aarhus. / Det er nyt.",
        "Jf. afsnit 3 f.eks. om tillid. / Det er kort.",
        "Det koster 3 mio. kr. / Ingen betaler.",
        "Hun sagde: »Det er godt.« / Så gik hun.",
    ],
    "sv": [
        "Det gäller t.ex. Malmö. / Det är nytt.",
        "Se kap. 2 m.m. / Där står det.",
        "Enligt Bergs m.fl. (2018) räcker det. / Vi håller med.",
        "Hon sade att ”det går bra”. / Sedan gick hon.",
    ],
    "en": [
        "See e.g. Smith et al. (2018) on p. 4. / They disagree.",
        "Report no. 4 is short. / Nobody read it.",
        "Dr. Smith and Mrs. Jones met at 5 p.m. / It went well.",
        'He said "It works. It helps" and left.',
        "Is it so? / Perhaps.",
    ],
}


@pytest.mark.parametrize(("language", "marked"), [(key, case) for key, cases in CASES.items() for case in cases])
def test_sentences_end_where_a_reader_ends_them(language: str, marked: str) -> None:
    expected = marked.split(" / ")
    text = " ".join(expected)
    assert [text[start:end] for start, end in split_sentences(text, language)] == expected


def test_a_forgotten_blank_hides_no_end() -> None:
    assert split_sentences("Slik gikk det.Så var det slutt.") == [(0, 14), (14, 31)]


def test_no_is_a_number_in_english_alone() -> None:
    text = "Svaret var no. 4 leiarar sa ja."
    assert len(split_sentences(text, "nn")) == 2
    assert len(split_sentences(text, "en")) == 1


@pytest.mark.parametrize("text", ["", "  ", "\n\t "])
def test_nothing_gives_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


def test_a_book_in_one_block_is_split_in_linear_time() -> None:
    text = "Hansen (2001) sier «det går bra» og mener det (se s. 4). " * 5000
    assert len(split_sentences(text)) == 5000
