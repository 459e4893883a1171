"""Content -> what stands above the tables: which run this is, how many were asked, and what to beware of."""

from evals.report.content import Content
from evals.report.words import SOURCES, SPLITS, when


def facts_of(content: Content) -> list[tuple[str, str]]:
    """Give name and value of everything that tells this run from another."""
    about = content.about
    found = {
        "Commit": str(about.get("commit") or "ukjent"),
        "Kjørt": when(about["when"]) if about.get("when") else "ukjent",
        "Spørsmål": " og ".join(SPLITS[split] for split in _splits(content)),
        "Kilder": _named(SOURCES, about.get("sources")),
        "Indeks": str(about.get("stamp") or "ukjent"),
        "Gullsett": str(about.get("gold") or "ukjent"),
        "Terskel": "ukjent" if content.threshold is None else f"{content.threshold:.3f}",
    }
    for name, told in (("types", "Bare typene"), ("langs", "Bare språkene")):
        if about.get(name):
            found[told] = ", ".join(about[name])
    return list(found.items())


def lead_of(content: Content) -> str:
    """Tell in two sentences what was asked, and how often the assistant answered or abstained wrongly."""
    answerable = [one for one in content.scored if one.case.answerable]
    others = [one for one in content.scored if not one.case.answerable]
    refused = sum(one.outcome.abstained for one in answerable)
    answered = sum(not one.outcome.abstained for one in others)
    return (
        f"Tillitskilden fikk {len(content.scored)} spørsmål: {len(answerable)} som kildene svarer på, og "
        f"{len(others)} som de ikke svarer på. Den avslo {refused} av de første og svarte på {answered} av de siste."
    )


def warnings_of(content: Content) -> list[str]:
    """Tell what makes the figures say less than they seem to."""
    found = []
    if content.about.get("gold") != content.gold_now:
        found.append(f"Gullsettet er endret siden kjøringen. Tallene er regnet med dagens ({content.gold_now}).")
    if str(content.about.get("commit", "")).endswith("+"):
        found.append("Koden hadde endringer som ikke lå i commiten (+).")
    if "dev" in _splits(content):
        found.append("Utviklingsdelen er det lov å justere etter. Tallene viser ikke hvordan det går på nye spørsmål.")
    if "test" in _splits(content):
        found.append("Testdelen er til å rapportere. Bruk ikke tilfellene herfra til å justere noe.")
    return found


def _splits(content: Content) -> list[str]:
    return sorted({one.case.split for one in content.scored})


def _named(names: dict[str, str], key: object) -> str:
    return names.get(str(key), str(key or "ukjent"))
