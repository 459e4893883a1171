"""One entry of references.bib as the product uses it; not how BibTeX is read or written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A work.

    Attributes:
        id: the BibTeX key, e.g. "bentzen-2016".
        authors: surnames in printed order ("Lavik", "Johansen"); an organisation's name whole.
        year: four digits, or "" when undated.
        title: as far as known, may be "".
        kind: "masteroppgave", "ph.d.-avhandling", "lærebok" …, may be "".
        country: lower case Norwegian name, may be "".
        language: "nb", "nn", "sv", "da", "en", or "".
        aliases: other ways in which documents name it ("Johansen, Svare og Wittrock 2021").
        fields: every field of the entry as it stands, for the bibliography tools.
    """

    id: str
    authors: tuple[str, ...]
    year: str
    title: str = ""
    kind: str = ""
    country: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def short(self) -> str:
        """Author and year as in running text: "Bentzen (2016)", "Lavik og Johansen (2021)", "Eide mfl. (2018)"."""
        year = f" ({self.year or 'udatert'})"
        if not self.authors:
            return (self.title or self.id) + year
        if len(self.authors) <= 2:
            return " og ".join(self.authors) + year
        return f"{self.authors[0]} mfl.{year}"
