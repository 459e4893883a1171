"""Which answers are judged, how replies are read, and what is kept when a judge fails."""

from collections.abc import Callable

import pytest

from evals.judging import Given, JudgeError, JudgeGone, Opinion, answers_of, judge_all, read_reply
from evals.printed import printed_verdicts
from evals.statistics.intervals import wilson
from tests.evals.conftest import answered, case, said, unanswerable

GIVEN = [Given(f"c{n}", f"Hva er {n}?", f"Det er {n}.", ("ord",)) for n in range(10)]


def silent(done: int, total: int, label: str) -> None:
    pass


def judge(*replies: str | BaseException) -> Callable[[Given], str]:
    """Reply one after the other; an error is raised."""
    waiting = iter(replies)

    def reply(given: Given) -> str:
        found = next(waiting)
        if isinstance(found, BaseException):
            raise found
        return found

    return reply


def test_answers_are_judged_by_their_statements_and_the_passages_found() -> None:
    follow_up = {"style": "follow-up", "history": ({"question": "Hva er a?"},), "standalone": "Hva er b hos a?"}
    outcomes = [
        answered("a", said("En."), said("To."), pages=["1", "2"]),
        answered("avslag"),
        answered("ukjent", said("Tre.")),
        answered("b", said("Fire.")),
        answered("u", said("Fem.")),
    ]
    cases = [case("a"), case("avslag"), case("b", **follow_up), unanswerable("u")]
    assert answers_of(outcomes, cases) == [
        Given("a", "Hva er a?", "En. To.", ("ord", "ord")),
        Given("b", "Hva er b hos a?", "Fire.", ()),
        Given("u", "Hva er u?", "Fem.", ()),
    ]


def test_a_limit_draws_the_same_answers_each_time_in_their_order() -> None:
    names = [f"c{n}" for n in range(50)]
    outcomes, cases = [answered(name, said("Ja.")) for name in names], [case(name) for name in names]
    drawn = [given.case for given in answers_of(outcomes, cases, 10)]
    assert drawn == [given.case for given in answers_of(outcomes, cases, 10)]
    assert len(set(drawn)) == 10
    assert drawn == sorted(drawn, key=names.index)
    assert drawn != names[:10]
    assert len(answers_of(outcomes, cases, 50)) == len(answers_of(outcomes, cases, 99)) == 50


@pytest.mark.parametrize("reply", ["YES", "yes.", " **Yes** – it stands there.", "Answer: YES", "Ja, det står der.",
                                   "<think>NO? No.</think>\n\nYES"])  # fmt: skip
def test_replies_that_mean_yes(reply: str) -> None:
    assert read_reply(reply).holds is True


@pytest.mark.parametrize("reply", ["NO", "No, yes would be wrong", "Svar: nei", "no\nyes", "<think>yes</think>NO"])
def test_replies_that_mean_no(reply: str) -> None:
    assert read_reply(reply).holds is False


@pytest.mark.parametrize("reply", ["", "Yesterday", "North", "Empty Response", "I think so: YES", "<think>YES"])
def test_other_replies_mean_nothing(reply: str) -> None:
    opinion = read_reply(reply)
    assert opinion.holds is None
    assert opinion.words == f"Ikke YES eller NO: «{reply}»"


def test_shares_count_the_opinions_that_there_are() -> None:
    judges = {
        "faithfulness": judge("YES", "NO, not there", "YES", JudgeError("For sent.")),
        "relevancy": judge("YES", "YES", "Kanskje", "YES"),
    }
    steps: list[tuple[int, int, str]] = []
    judged = judge_all(GIVEN[:4], judges, lambda *step: steps.append(step))
    figures = judged.figures()
    assert (figures["faithfulness"].mean, figures["faithfulness"].n) == (2 / 3, 3)
    assert figures["faithfulness"].interval == wilson(2, 3)
    assert (figures["relevancy"].mean, figures["relevancy"].n) == (3 / 3, 3)
    assert (judged.failed, judged.left, judged.stopped) == (2, 0, "")
    assert judged.verdicts[1].opinions["faithfulness"] == Opinion(False, "NO, not there")
    assert judged.verdicts[3].opinions == {
        "faithfulness": Opinion(None, "For sent."),
        "relevancy": Opinion(True, "YES"),
    }
    assert steps == [(n, 4, "Vurderer svar") for n in (1, 2, 3, 4)]


def test_what_was_judged_is_kept_when_the_judge_goes() -> None:
    judges = {"faithfulness": judge("YES", "NO", "YES"), "relevancy": judge("YES", "NO", JudgeGone("Borte.", "Se."))}
    judged = judge_all(GIVEN, judges, silent)
    assert [verdict.case for verdict in judged.verdicts] == ["c0", "c1"]
    assert (judged.failed, judged.left, judged.stopped) == (0, 8, "Borte.\n→ Se.")


def test_three_failures_in_a_row_are_enough() -> None:
    late = JudgeError("For sent.")
    judged = judge_all(GIVEN, {"faithfulness": judge(late, late, "YES", late, late, late)}, silent)
    assert (len(judged.verdicts), judged.failed, judged.left) == (6, 5, 4)
    assert judged.stopped == "3 svar på rad lot seg ikke vurdere. For sent."
    assert judge_all(GIVEN[:3], {"faithfulness": judge(late, late, late)}, silent).stopped == ""


def test_replies_without_yes_or_no_do_not_stop_it() -> None:
    judged = judge_all(GIVEN, {"faithfulness": judge(*["Tja"] * 10)}, silent)
    assert (judged.failed, judged.left, judged.stopped, judged.figures()) == (10, 0, "", {})


def test_an_interruption_keeps_what_was_judged() -> None:
    judged = judge_all(GIVEN, {"faithfulness": judge("YES", KeyboardInterrupt())}, silent)
    assert (len(judged.verdicts), judged.left, judged.stopped) == (1, 9, "Avbrutt.")


def test_what_is_printed() -> None:
    judges = {
        "faithfulness": judge("YES", "NO,\nnot there", JudgeGone("Borte.")),
        "relevancy": judge("Tja", "YES"),
    }
    text = printed_verdicts(judge_all(GIVEN[:3], judges, silent))
    low, high = wilson(1, 2)
    assert text.splitlines() == [
        "1 svar vurdert, 1 uten full vurdering, 1 ikke vurdert",
        f"faithfulness          0.500 [{low:.3f}–{high:.3f}]    2",
        f"relevancy             1.000 [{wilson(1, 1)[0]:.3f}–1.000]    1",
        "",
        "Stanset: Borte.",
        f"? c0{'':35}relevancy{'':12}Ikke YES eller NO: «Tja»",
        "",
        "− c1  Hva er 1?",
        "  svar:   Det er 1.",
        "  dommer: NO, not there",
    ]
