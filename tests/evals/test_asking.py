"""Cases put to systems that take down what they are asked."""

from evals.asking import WARM_UP, ask_all
from evals.outcome import Outcome
from evals.systems import System
from tests.evals.conftest import case

CASES = [case("a"), case("b")]


def test_every_system_is_asked_every_question_in_order_after_one_that_warms_it() -> None:
    asked: list[tuple[str, str, str]] = []

    def named(name: str) -> System:
        def ask(about: str, question: str) -> Outcome:
            asked.append((name, about, question))
            return Outcome(about, (), milliseconds=float(len(asked)))

        return System(name, ask)

    found = ask_all(CASES, [named("x"), named("y")], lambda done, total, label: None)
    assert asked == [
        ("x", "", WARM_UP), ("x", "a", "Hva er a?"), ("x", "b", "Hva er b?"),
        ("y", "", WARM_UP), ("y", "a", "Hva er a?"), ("y", "b", "Hva er b?"),
    ]  # fmt: skip
    assert {name: [(one.case, one.milliseconds) for one in listed] for name, listed in found.items()} == {
        "x": [("a", 2.0), ("b", 3.0)],  # 1 and 4 were the warm ones
        "y": [("a", 5.0), ("b", 6.0)],
    }


def test_progress_is_told_after_each_question() -> None:
    told: list[tuple[int, int, str]] = []
    ask_all(CASES, [System("x", lambda about, question: Outcome(about, ()))], lambda *step: told.append(step))
    assert told == [(1, 2, "Spør x"), (2, 2, "Spør x")]


def test_nothing_asked_gives_nothing() -> None:
    assert ask_all([], [System("x", lambda about, question: Outcome(about, ()))], lambda *step: None) == {"x": ()}
    assert ask_all(CASES, [], lambda *step: None) == {}
