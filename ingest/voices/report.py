"""The clues of a section's sentences -> who speaks in each; does not know text, pages or sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.voices.clues import Clues

AUTHOR = "author"
Speakers = frozenset[str]
_NEAR = 3  # "they" are authors named in the latest so many sentences that name any
_OWN: Speakers = frozenset({AUTHOR})


@dataclass(slots=True)
class _Label:
    """Who speaks, and whether a citation further on may still claim the sentence."""

    speakers: Speakers
    open: bool


class Report:
    """Follows who is being reported through one section, paragraph by paragraph.

    Args:
        topic: works that the section's heading names; its paragraphs report them until something else is said.
        authors: gives the number of authors of a work.
    """

    def __init__(self, topic: Speakers, authors: Callable[[str], int]) -> None:
        self.topic = topic
        self._authors = authors
        self._current: Speakers = frozenset()  # being reported; empty while the author speaks
        self._firm = False  # whether plain sentences go on reporting it
        self._history: list[Speakers] = []  # works of each sentence that named any
        self._before: Clues | None = None
        self._near: Speakers = frozenset()  # what "the study" is: reported in this paragraph, or just before it
        self._listing = False

    def paragraph(self, sentences: Sequence[Clues], item: bool = False) -> list[Speakers]:
        """Return the speakers of each sentence of a paragraph, or of a list item."""
        leads = self._before is not None and self._before.leads_in
        self._listing = item and (leads or self._listing)
        if leads and self._current:
            self._firm = True  # what a colon leads in is the report itself
        elif not self._listing:
            self._near = self._current
            self._current, self._firm = self.topic, bool(self.topic)
        labels: list[_Label] = []
        for clues in sentences:
            labels.append(self._label(clues))
            self._before = clues
        self._close_after_author(sentences, labels)
        self._cover(sentences, labels)
        return [label.speakers for label in labels]

    def _label(self, clues: Clues) -> _Label:
        if clues.works:
            return self._named(clues)
        if clues.first_person or clues.plan or (clues.own_work and self._author_is_near()):
            return self._author_speaks()
        meant = self._meant(clues)
        if meant:
            self._current, self._firm = meant, True
            return _Label(meant, open=False)
        if clues.question or clues.hedge:
            return self._author_speaks()
        if self._current and (self._firm or clues.going_on or clues.page or self._listing):
            return _Label(self._current, open=not self._firm)
        self._current = frozenset()
        return _Label(_OWN, open=True)

    def _author_is_near(self) -> bool:
        return not self._current and (not self._near or (self._before is not None and self._before.own))

    def _author_speaks(self) -> _Label:
        self._current, self._firm = frozenset(), False
        return _Label(_OWN, open=False)

    def _named(self, clues: Clues) -> _Label:
        """Label a sentence that names works: theirs, the author's, or both."""
        tells_plan = (clues.plan or clues.first_person) and not (clues.opinion or clues.claims)
        if not clues.cited and (tells_plan or (clues.question and not clues.claims and not clues.opens)):
            self._history.append(clues.works)
            return self._author_speaks()
        speakers = clues.works
        if clues.one_first and len(self._current) == 1:
            speakers |= self._current
        after_own = self._before is not None and self._before.own and not self._current
        own = clues.first_person or (clues.we and after_own and not clues.named)
        self._history.append(speakers)
        self._current = self._near = speakers
        self._firm = speakers == self.topic or not clues.cited
        return _Label(speakers | _OWN if own else speakers, open=False)

    def _meant(self, clues: Clues) -> Speakers:
        """Return the works that a pronoun or a word like "studien" stands for; none if there is no such word."""
        if not self._history:
            return frozenset()
        if clues.several:
            here = self._history[-_NEAR:]
            return self._latest(here, lambda works: len(works) > 1 or self._authors(*works) > 1) or self._history[-1]
        if clues.one or clues.one_first:
            return self._latest(self._history, lambda works: len(works) == 1 and self._authors(*works) == 1)
        if clues.work:
            return self._current or self._near
        return frozenset()

    def _latest(self, history: Sequence[Speakers], fits: Callable[[Speakers], bool]) -> Speakers:
        if self._current and fits(self._current):
            return self._current
        return next((works for works in reversed(history) if fits(works)), frozenset())

    def _close_after_author(self, sentences: Sequence[Clues], labels: Sequence[_Label]) -> None:
        """Let a sentence right after the author's be hers, if it leans on it or has no more words of the next one."""
        for index in range(1, len(labels) - 1):
            before, here, after = sentences[index - 1 : index + 2]
            if labels[index].open and before.own:
                nearer = len(here.stems & after.stems) > len(here.stems & before.stems)
                labels[index].open = nearer and not here.going_on

    def _cover(self, sentences: Sequence[Clues], labels: Sequence[_Label]) -> None:
        """Give sentences before a citation in brackets to the works cited, as far back as nobody else speaks."""
        reach: Speakers = frozenset()
        for clues, label in zip(reversed(sentences), reversed(labels), strict=True):
            if clues.works:
                reach = clues.cited if not clues.named else frozenset()
            elif label.open:
                label.speakers = reach or label.speakers
            elif label.speakers != reach:
                reach = frozenset()
