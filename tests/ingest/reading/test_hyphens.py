import pytest

from ingest.reading.hyphens import joints

FULL = "dette er en full linje uten noen delte ord i seg, slik de fleste er"


def decide(*lines: str, hyphenated: bool = False) -> str:
    """Return how the first line meets the second, in a document where few or many lines end in a hyphen."""
    filler = [FULL] * 200 if not hyphenated else []
    return joints([[*lines, *filler]])[0][0]


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "expected"),
    [
        ("mer ferje-", "trafikk i år", "ferjetrafikk er viktig", "join"),
        ("mer ferje-", "trafikk i år", "ferjetrafikken er viktig", "join"),  # another ending of the same word
        ("mål-", "og resultatstyring", "", " "),
        ("drifts-", "eller vaktansvar", "", " "),
        ("plan-", "och byggnad", "", " "),
        ("Ifølge Lund-", "Berg (2019)", "", ""),
        ("i KS-", "rapporten", "", ""),
        ("i A-", "laget", "", ""),
        ("fra 2017-", "2021", "", ""),
        ("de to nord-", "sør linjene", "en nord-sør akse", ""),
        ("en agent-", "prinsipal teori", "", ""),  # seen nowhere, in a document that is not hyphenated
        ("ikke delt", "her", "", " "),
    ],
)
def test_line_ends(first: str, second: str, elsewhere: str, expected: str) -> None:
    assert decide(first, second, elsewhere) == expected


def test_in_a_hyphenated_document_an_unseen_word_is_closed_up() -> None:
    assert decide("denne lange linjen har et delt ord, nemlig brygge-", "kant", hyphenated=True) == "join"
    assert decide("denne lange linjen har en engelsk form, nemlig trust-", "based", hyphenated=True) == ""


def test_over_a_page_break() -> None:
    pages = [["ferjetrafikk", "mer ferje-"], [], ["trafikk"], ["Lund-"], ["Berg"]]
    assert joints(pages) == [[" ", "join"], [], [""], ["glue"], [""]]
