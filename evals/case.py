"""What a gold case is, field by field; the meaning of each field is told in evals/gold/README.md."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Language = Literal["nb", "nn", "sv", "da", "en"]
Style = Literal["plain", "misspelled", "keywords", "follow-up"]
Answered = Literal["factoid", "definition", "list", "comparison", "synthesis", "author-view", "named-study", "method"]
Unanswered = Literal["unanswerable-near", "unanswerable-far", "false-premise"]
Reason = Literal["not-in-sources", "wrong-source", "wrong-year", "not-reported", "underspecified", "false-premise"]
FULL = 2  # grade of a place that answers alone


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Where(_Part):
    source: Slug
    page: Words
    section: Words

    @property
    def key(self) -> str:
        """The page as "source:label"."""
        return f"{self.source}:{self.page}"


class Place(_Where):
    """A place that answers, or helps to.

    Attributes:
        source, page, section: id in references.bib, printed label, heading number or name.
        grade: 2 answers alone, 1 supports.
        spans: [start, end] in the page's canonical text, for the sentences meant.
    """

    grade: Literal[1, 2]
    spans: tuple[tuple[int, int], ...] = ()


class Contradiction(_Where):
    """A place that says otherwise than a false premise."""


class Fact(_Part):
    """A key fact: any alternative says it, and says it when all its pieces occur."""

    statement: Words
    any_of: Annotated[tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...], Field(min_length=1)]
    vital: bool


class Voice(_Part):
    """Who must be named as saying it."""

    kind: Literal["author", "reported"]
    source: Slug | None = None
    via: Slug | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.source is not None, self.via is not None) != (self.kind == "reported",) * 2:
            raise ValueError("a reported voice has source and via, the author's has neither")
        return self


class Search(_Part):
    """A term that was searched for, and every page that holds it."""

    term: Words
    pages: tuple[str, ...]


class Absence(_Part):
    """Why the sources do not answer, and how that was seen."""

    reason: Reason
    searched: tuple[Search, ...]
    note: Words
    contradicted_by: tuple[Contradiction, ...] = ()


class Turn(_Part):
    """An earlier turn of the conversation; with a null answer the engine's own is meant."""

    question: Words
    answer: str | None = None


class Case(_Part):
    """A question, and what is right about it."""

    id: Slug
    question: Words
    lang: Language
    type: Literal[Answered, Unanswered]
    style: Style
    origin: Literal["contents", "text"]
    cluster: Words
    split: Literal["dev", "test"]
    answerable: bool
    twin_of: Slug | None
    evidence: tuple[Annotated[tuple[Place, ...], Field(min_length=1)], ...]
    facts: tuple[Fact, ...]
    voice: Voice | None
    absence: Absence | None = None
    history: tuple[Turn, ...] = ()
    standalone: str | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.answerable != bool(self.evidence) or self.answerable != any(fact.vital for fact in self.facts):
            raise ValueError("an answerable case has evidence and a vital fact, another has neither")
        if self.answerable == (self.absence is not None):
            raise ValueError("absence is recorded for a case without an answer, and for no other")
        if (self.style == "follow-up") != bool(self.history) or bool(self.history) != bool(self.standalone):
            raise ValueError("a follow-up has history and its standalone question, another case has neither")
        return self

    @property
    def grades(self) -> dict[str, int]:
        """Every page that is evidence, with its highest grade."""
        grades: dict[str, int] = {}
        for place in (place for places in self.evidence for place in places):
            grades[place.key] = max(place.grade, grades.get(place.key, 0))
        return grades

    @property
    def page_sets(self) -> tuple[frozenset[str], ...]:
        """The sets of pages that answer the question, each whole."""
        whole = [places for places in self.evidence if len(places) > 1 or places[0].grade == FULL]
        return tuple(frozenset(place.key for place in places) for places in whole or self.evidence)

    @property
    def vital(self) -> tuple[Fact, ...]:
        """The facts that an answer must say."""
        return tuple(fact for fact in self.facts if fact.vital)
