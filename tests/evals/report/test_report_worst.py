"""Which cases are looked at, and what is marked in them."""

from evals.judgements import Judgements
from evals.report.worst import ANSWERED, REFUSED, WEAK, weakness, worst
from evals.scoring import Scored, score_all
from tests.evals.report.invented import CASES, OURS, case, outcome, scored

NOTHING = Judgements()


def names(looked: list[Scored], limit: int = 40) -> dict[str, list[str]]:
    return {kind.name: [look.scored.case.id for look in kind.looks] for kind in worst(looked, NOTHING, limit)}


def test_kinds_hold_what_failed_and_nothing_else() -> None:
    found = names(score_all(CASES, OURS, NOTHING))
    assert found == {ANSWERED: ["lonn"], REFUSED: ["hav"], WEAK: ["vakt-sv"]}


def test_weakness_adds_what_is_missing() -> None:
    one = scored("a", 0.9, 0.25, **{"citation precision": 0.5, "hit@1": 1.0})
    assert weakness(one) == (1 - 0.25) + (1 - 0.5) + (1 - 1.0)


def test_the_worst_come_first() -> None:
    right = {"citation precision": 1.0, "hit@1": 1.0}
    found = names(
        [
            scored("a", 0.9, 0.5, **right),
            scored("b", 0.9, 0.0, **right),
            scored("c", 0.9, 1.0, **right),
            scored("d", 0.6),
            scored("e", 0.7),
            scored("f", 0.3, 0.0, text=""),
            scored("g", 0.1, 0.0, text=""),
        ]
    )
    assert found == {ANSWERED: ["e", "d"], REFUSED: ["g", "f"], WEAK: ["b", "a"]}


def test_a_large_kind_hides_no_small_one() -> None:
    many = [scored(f"w{n}", 0.9, 0.0) for n in range(9)]
    kinds = worst([*many, scored("d", 0.6)], NOTHING, limit=4)
    assert [(kind.total, len(kind.looks)) for kind in kinds] == [(1, 1), (0, 0), (9, 3)]


def test_facts_and_pages_are_marked() -> None:
    said = {"statement": "Vaktene velges.", "any_of": [["vakt"]], "vital": True}
    unsaid = {"statement": "På broen.", "any_of": [["bro"]], "vital": False}
    asked = case("a", facts=[said, unsaid])
    judged = Judgements({"a": {"dahl-2020:9": 1, "dahl-2020:8": 0}})
    looked = score_all([asked], [outcome("a", page="8")], judged)
    look = worst(looked, judged)[2].looks[0]
    assert [is_said for _, is_said in look.facts] == [True, False]
    assert look.right == {"dahl-2020:7", "dahl-2020:9"}
    assert look.near == {"dahl-2020:8"}


def test_a_false_premise_shows_what_contradicts_it() -> None:
    against = [{"source": "dahl-2020", "page": "7", "section": "2"}]
    absence = {"reason": "false-premise", "searched": [], "note": "Omvendt.", "contradicted_by": against}
    asked = case("a", answerable=False, type="false-premise", absence=absence)
    look = worst(score_all([asked], [outcome("a")], NOTHING), NOTHING)[0].looks[0]
    assert look.right == {"dahl-2020:7"}
