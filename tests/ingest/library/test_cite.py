"""What may stand between the brackets of a citation."""

import pytest

from ingest.library.cite import CitationError, read_group
from ingest.passage import CitedPlace

DAHL = CitedPlace("dahl-2010", (), None, ())


@pytest.mark.parametrize(
    ("inside", "places"),
    [
        ("@dahl-2010", [DAHL]),
        ("@dahl-2010, s. 9", [CitedPlace("dahl-2010", ("9",), None, ())]),
        ("@dahl-2010, s. iv", [CitedPlace("dahl-2010", ("iv",), None, ())]),
        ("@dahl-2010, s. 9, 12", [CitedPlace("dahl-2010", ("9", "12"), None, ())]),
        ("@dahl-2010, s. 9–11", [CitedPlace("dahl-2010", ("9", "10", "11"), None, ())]),
        ("@dahl-2010, s. 9-10, 20", [CitedPlace("dahl-2010", ("9", "10", "20"), None, ())]),
        ("@dahl-2010; @lie-1999, s. 4", [DAHL, CitedPlace("lie-1999", ("4",), None, ())]),
        ("@lie-1999; gjengitt i @dahl-2010, s. 9", [CitedPlace("lie-1999", (), "dahl-2010", ("9",))]),
        ("@lie-1999, s. 4; gjengitt i @dahl-2010", [CitedPlace("lie-1999", ("4",), "dahl-2010", ())]),
        ("@dahl-2010; @lie-1999; gjengitt i @vik-2001", [DAHL, CitedPlace("lie-1999", (), "vik-2001", ())]),
        ("@lie-1999,\n  s. 4;\n  gjengitt i @vik-2001", [CitedPlace("lie-1999", ("4",), "vik-2001", ())]),
    ],
)
def test_groups_become_places(inside: str, places: list[CitedPlace]) -> None:
    assert read_group(inside) == places


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("se @dahl-2010", "«se» foran @dahl-2010"),
        ("-@dahl-2010", "«-» foran @dahl-2010"),
        ("gjengitt i @dahl-2010", "skriv «gjengitt i» etter et verk"),
        ("@a-1; gjengitt i @b-2; gjengitt i @c-3", "foran @c-3"),
        ("@dahl-2010; ", "«» er ikke en henvisning"),
        ("@dahl-2010 s. 9", "er ikke en henvisning"),
        ("@dahl-2010, kap. 3", "er ikke en henvisning"),
        ("@dahl-2010, s. ni", "«ni» er ikke et sidetall"),
        ("@dahl-2010, s. ii–iv", "er ikke et sidetall"),
        ("@dahl-2010, s. ii–4", "«ii–4» er ikke et sideintervall"),
        ("@dahl-2010, s. 9–7", "«9–7» er ikke et sideintervall"),
        ("@dahl-2010, s. 1–900", "«1–900» er ikke et sideintervall"),
    ],
)
def test_what_is_not_of_the_form_is_said(inside: str, said: str) -> None:
    with pytest.raises(CitationError, match=said):
        read_group(inside)
