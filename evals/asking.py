"""Cases and systems -> outcomes, with progress; scores nothing."""

from collections.abc import Sequence

from evals.case import Case
from evals.outcome import Outcome
from evals.systems.system import System
from ingest.progress import Progress

WARM_UP = "Hva handler dette om?"


def ask_all(cases: Sequence[Case], systems: Sequence[System], progress: Progress) -> dict[str, tuple[Outcome, ...]]:
    """Ask every system every case's question; one question before that warms each of them up.

    Args:
        cases: what is asked.
        systems: who is asked, one after the other.
        progress: called with (done, total, label).
    """
    found = {}
    for system in systems:
        system.ask("", WARM_UP)
        outcomes = []
        for done, case in enumerate(cases, 1):
            outcomes.append(system.ask(case.id, case.question))
            progress(done, len(cases), f"Spør {system.name}")
        found[system.name] = tuple(outcomes)
    return found
