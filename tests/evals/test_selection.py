"""Which cases are asked."""

import pytest

from evals.selection import NothingSelected, select
from tests.evals.conftest import case, unanswerable

CASES = [
    case("a", type="list", lang="nb"),
    case("b", type="list", lang="sv"),
    case("c", type="method", lang="sv"),
    unanswerable("d", lang="nb"),
]


@pytest.mark.parametrize(
    ("types", "langs", "kept"),
    [
        (None, None, "abcd"),
        (["list"], None, "ab"),
        (None, ["sv"], "bc"),
        (["list", "unanswerable-near"], ["nb"], "ad"),
        (["method", "list"], ["sv"], "bc"),
    ],
)
def test_types_and_languages_must_both_fit(types: list[str] | None, langs: list[str] | None, kept: str) -> None:
    assert "".join(one.id for one in select(iter(CASES), types, langs)) == kept


@pytest.mark.parametrize(("types", "langs"), [(["liste"], None), (["method"], ["nb"]), ([], None)])
def test_none_left_says_what_there_is(types: list[str] | None, langs: list[str] | None) -> None:
    with pytest.raises(NothingSelected) as caught:
        select(CASES, types, langs)
    assert caught.value.told == (
        "Ingen spørsmål er slik.\n→ Typene er list, method, unanswerable-near; språkene er nb, sv."
    )
