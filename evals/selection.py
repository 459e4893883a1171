"""Cases -> those of the wanted types and languages."""

from collections.abc import Iterable, Sequence

from evals.case import Case
from ingest.errors import TillitskildenError


class NothingSelected(TillitskildenError):
    """No case is of the wanted kind."""


def select(cases: Iterable[Case], types: Sequence[str] | None, langs: Sequence[str] | None) -> list[Case]:
    """Keep the cases of the given types and languages; None keeps all.

    Raises:
        NothingSelected: none is left.
    """
    cases = list(cases)
    kept = [case for case in cases if (types is None or case.type in types) and (langs is None or case.lang in langs)]
    if not kept:
        known = ", ".join(sorted({case.type for case in cases})), ", ".join(sorted({case.lang for case in cases}))
        raise NothingSelected("Ingen spørsmål er slik.", f"Typene er {known[0]}; språkene er {known[1]}.")
    return kept
