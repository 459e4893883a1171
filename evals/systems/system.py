"""What an evaluated system is: a name, and a question that becomes an outcome."""

from collections.abc import Callable
from dataclasses import dataclass

from evals.outcome import Outcome

OURS = "ours"
BASELINES = ("bm25", "dense", "rrf", "llamaindex")
SHOWN = 10  # passages taken down


@dataclass(frozen=True, slots=True)
class System:
    """A system under evaluation.

    Attributes:
        name: `OURS` or one of `BASELINES`.
        ask: from a case's id and its question to an outcome.
    """

    name: str
    ask: Callable[[str, str], Outcome]
