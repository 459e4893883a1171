"""A sentence -> what in it tells who speaks; does not know the sentences around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.voices.markers import Markers, unquoted
from ingest.voices.mentions import Mention, page_alone

_STEM = 6  # letters that are enough to tell that two words are of one family
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Clues:
    """What one sentence shows.

    Attributes:
        named: works named in the running text.
        cited: works named in brackets.
        opens: it opens with the name of a work, which is then what it tells of.
        first_person, own_work, opinion, we, plan, hedge, question: the writer's own hand (markers.yaml).
        claims: somebody is said to say something.
        one, one_first, several, work: a word that stands for a reported author or work.
        page: a page is cited and no work.
        going_on: the sentence leans on the one before it.
        leads_in: it ends in a colon or semicolon.
        stems: its longer words, cut.
    """

    named: frozenset[str]
    cited: frozenset[str]
    opens: bool
    first_person: bool
    own_work: bool
    opinion: bool
    claims: bool
    we: bool
    plan: bool
    hedge: bool
    question: bool
    one: bool
    one_first: bool
    several: bool
    work: bool
    page: bool
    going_on: bool
    leads_in: bool
    stems: frozenset[str]

    @property
    def works(self) -> frozenset[str]:
        """All works named."""
        return self.named | self.cited

    @property
    def own(self) -> bool:
        """Whether the sentence names no work and the writer shows herself in it."""
        return not self.works and (self.first_person or self.plan or self.hedge or self.question)


def read_clues(text: str, mentions: Sequence[Mention], markers: Markers) -> Clues:
    """Return the clues of a sentence with these mentions."""
    bare = unquoted(text).rstrip()
    return Clues(
        named=frozenset(mention.work for mention in mentions if not mention.bracket),
        cited=frozenset(mention.work for mention in mentions if mention.bracket),
        opens=any(mention.start == 0 and not mention.bracket for mention in mentions),
        first_person=markers.first_person(text),
        own_work=markers.own_work(text),
        opinion=markers.opinion(text),
        claims=markers.claims(text),
        we=markers.we(text),
        plan=markers.plan(text),
        hedge=markers.hedge(text),
        question=bare.endswith("?") and not bare.endswith("«»?"),
        one=markers.one(text),
        one_first=markers.one_first(text),
        several=markers.several(text),
        work=markers.work(text),
        page=page_alone(text),
        going_on=markers.going_on(text),
        leads_in=text.endswith((":", ";")),
        stems=frozenset(word.lower()[:_STEM] for word in _WORD.findall(bare)),
    )
