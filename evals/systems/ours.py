"""The engine as a system: it retrieves, and answers or abstains."""

from app.engine.engine import Engine
from evals.outcome import Outcome, outcome_of
from evals.systems.system import OURS, System


def ours(engine: Engine) -> System:
    """Put the engine itself under evaluation, never over HTTP."""

    def ask(case: str, question: str) -> Outcome:
        return outcome_of(case, engine.ask(question))

    return System(OURS, ask)
