"""What the report calls things, in Bokmål; the running text is in the templates."""

from collections.abc import Iterable
from datetime import UTC, datetime

MEASURES = {
    "hit@1": ("Første side rett", "Den øverste siden har belegg."),
    "hit@5": ("Rett side blant fem", "Minst én av de fem øverste sidene har belegg."),
    "MRR@10": ("Plassen til første rette side", "1 delt på plassen: øverst gir 1, nummer to gir 0.5."),
    "nDCG@10": ("Rekkefølgen", "Hvor høyt sidene med belegg står; de som svarer alene, teller dobbelt."),
    "recall@5": ("Alle rette sider", "Andelen av alle sider med belegg som er blant de fem øverste."),
    "page recall@5": ("Sidedekning", "Andelen av ett helt beleggs sider som står i de fem første avsnittene."),
    "fact recall": ("Fakta sagt", "Andelen av de nødvendige faktaene som svaret sier; et avslag sier ingen."),
    "citation precision": ("Henvisninger til rett side", "Andelen av henvisningene som går til en side med belegg."),
    "citation recall": ("Utsagn med støtte", "Andelen av utsagnene som har en henvisning som støtter dem."),
    "quote validity": ("Ordrette sitater", "Andelen av utsagnene som står ord for ord der de skal; må være 1."),
    "voice": ("Rett stemme", "Andelen svar der den som skal si det, er den som sier mest."),
    "false refusals": ("Feilaktige avslag", "Andelen avslått av spørsmålene kildene svarer på; lavest er best."),
    "false answers": ("Feilaktige svar", "Andelen besvart av spørsmålene kildene ikke svarer på; lavest er best."),
}
SYSTEMS = {"ours": "Tillitskilden", "bm25": "BM25", "dense": "Vektorer", "rrf": "RRF", "llamaindex": "LlamaIndex"}
GROUPINGS = {"type": "Type spørsmål", "lang": "Språk", "style": "Måte å spørre på"}
GROUPS = {
    "alle": "alle",
    "factoid": "enkelt faktum",
    "definition": "definisjon",
    "list": "liste",
    "comparison": "sammenligning",
    "synthesis": "sammenheng",
    "author-view": "forfatterens syn",
    "named-study": "navngitt studie",
    "method": "metode",
    "unanswerable-near": "uten svar, nær emnet",
    "unanswerable-far": "uten svar, langt fra emnet",
    "false-premise": "feil forutsetning",
    "nb": "bokmål",
    "nn": "nynorsk",
    "sv": "svensk",
    "da": "dansk",
    "en": "engelsk",
    "plain": "vanlig",
    "misspelled": "feilstavet",
    "keywords": "stikkord",
    "follow-up": "oppfølging",
}
SPLITS = {"dev": "utviklingsdelen", "test": "testdelen"}
SOURCES = {"thesis": "bare masteroppgaven", "notes": "bare notatene", "both": "masteroppgaven og notatene"}
REASONS = {
    "not-in-sources": "står ikke i kildene",
    "wrong-source": "feil kilde",
    "wrong-year": "feil år",
    "not-reported": "står i et arbeid som er sitert, men ikke i det vi har",
    "underspecified": "for ubestemt; burde vært spurt tilbake",
    "false-premise": "feil forutsetning",
}
VERDICTS = {"weak": "støttes bare delvis", "not_found": "ikke funnet på stedet"}
PASSAGES = {"original": "originalen", "note": "notat"}
KINDS = {
    "answered": ("Besvart, men kildene svarer ikke", "De sikreste først."),
    "refused": ("Avslått, men kildene svarer", "De minst sikre først."),
    "weak": ("Svakeste svar", "Etter hvor mye som mangler av fakta, henvisninger til rett side og rett første side."),
}
MONTHS = "januar februar mars april mai juni juli august september oktober november desember"


def when(moment: str) -> str:
    """Write a moment out.

    >>> when("2026-11-24T12:30:44+00:00")
    '24. november 2026 kl. 12.30 (UTC)'
    """
    at = datetime.fromisoformat(moment).astimezone(UTC)
    return f"{at.day}. {MONTHS.split()[at.month - 1]} {at.year} kl. {at:%H.%M} (UTC)"


def voice(name: str) -> str:
    """Write a statement's voice out.

    >>> voice("reported:bentzen-2016"), voice("author:joner-2022")
    ('bentzen-2016, gjengitt', 'joner-2022, forfatteren selv')
    """
    kind, _, source = name.partition(":")
    return f"{source}, gjengitt" if kind == "reported" else f"{source}, forfatteren selv"


def in_order(groups: Iterable[str]) -> list[str]:
    """Sort the names of groups as they are listed here; unknown ones come last.

    >>> in_order(["sv", "nb", "alle", "xx"])
    ['alle', 'nb', 'sv', 'xx']
    """
    places = {group: place for place, group in enumerate(GROUPS)}
    return sorted(groups, key=lambda group: (places.get(group, len(places)), group))
