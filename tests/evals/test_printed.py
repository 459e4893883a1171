"""The tables as a terminal shows them."""

from evals.compare import Change, Comparison
from evals.printed import SHORT, printed_comparison, printed_tables
from evals.scoring import MEASURES, Scored
from evals.statistics.randomisation import Difference
from tests.evals.conftest import answered, case


def test_every_system_with_intervals_then_the_first_by_group() -> None:
    ours = [
        Scored(case("a", lang="nb"), answered("a"), {"hit@1": 1.0, "fact recall": 0.5}),
        Scored(case("b", lang="sv"), answered("b"), {"hit@1": 0.0, "fact recall": 0.5}),
    ]
    bm25 = [Scored(case("a"), answered("a"), {"hit@1": 1.0})]
    lines = printed_tables({"ours": ours, "bm25": bm25}).splitlines()
    assert lines[0].split() == ["ours", "bm25"]
    by_measure = {line[:20].strip(): line[20:].split() for line in lines[1 : 1 + len(MEASURES)]}
    assert by_measure["hit@1"] == ["0.500", "[0.095–0.905]", "2", "1.000", "[0.207–1.000]", "1"]
    assert by_measure["fact recall"] == ["0.500", "[0.500–0.500]", "2", "–"]
    assert by_measure["voice"] == ["–", "–"]
    by_language = lines[lines.index(next(line for line in lines if line.startswith("ours, lang"))) :]
    assert by_language[0].split() == ["ours,", "lang", "n", "hit@1", "fakta"]
    assert [line.split() for line in by_language[1:4]] == [
        ["alle", "2", "0.500", "0.500"],
        ["nb", "1", "1.000", "0.500"],
        ["sv", "1", "0.000", "0.500"],
    ]


def test_a_measure_that_a_group_lacks_is_a_dash() -> None:
    given = [Scored(case("a", type="list"), answered("a"), {"hit@1": 1.0}), Scored(case("b"), answered("b"), {})]
    lines = printed_tables({"ours": given}).splitlines()
    assert ["factoid", "0", "–"] in [line.split() for line in lines]


def test_every_measure_has_a_short_name_of_its_own() -> None:
    assert set(SHORT) == set(MEASURES)
    assert len(set(SHORT.values())) == len(SHORT)
    assert max(map(len, SHORT.values())) < 8  # the width of a column


def test_a_comparison_shows_differences_and_which_way_each_case_went() -> None:
    found = Comparison(
        "a/ours",
        "b/ours",
        {"hit@1": Difference(0.125, (-0.25, 0.5), 0.21345, 8)},
        (
            Change("ferge", "Hvor ofte?", "hit@1", 0.0, 1.0),
            Change("lonn", "Hva tjener de?", "false answers", 0.0, 1.0),
            Change("avslag", "Hva?", "false refusals", 1.0, 0.0),
        ),
    )
    lines = printed_comparison(found).splitlines()
    assert lines[0] == "a/ours → b/ours"
    assert lines[1].split() == ["hit@1", "+0.125", "[-0.250,", "+0.500]", "p", "=", "0.2135", "n", "=", "8"]
    assert [line.split()[:2] for line in lines[2:]] == [["+", "ferge"], ["−", "lonn"], ["+", "avslag"]]
    assert lines[2].split()[2:] == ["hit@1", "0.00", "→", "1.00", "Hvor", "ofte?"]
