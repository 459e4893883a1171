"""The command lines speak Norwegian, in their help and in their complaints."""

from collections.abc import Callable
from typing import Any

import pytest

from app.__main__ import main as app
from evals.__main__ import main as evals
from ingest.__main__ import main as ingest

ARGPARSE = (
    "usage", "options", "positional", "arguments", "show this", "exit", "choice", "choose", "required",
    "unrecognized", "expected", "invalid", "ambiguous", "error",
)  # fmt: skip


def said(main: Callable[[list[str]], int], arguments: list[str], code: int, capsys: Any) -> str:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == code
    printed = capsys.readouterr()
    text = printed.out + printed.err
    assert [word for word in ARGPARSE if word in text.lower()] == []
    return str(text)


@pytest.mark.parametrize(
    ("main", "arguments"),
    [
        *[(app, [*command, "--help"]) for command in ([], ["ask"], ["doctor"])],
        *[(ingest, [*command, "--help"]) for command in ([], ["check"], ["prepare"])],
        *[(evals, [*command, "--help"]) for command in ([], ["run"], ["fit"])],
    ],
)
def test_help_is_norwegian(main: Callable[[list[str]], int], arguments: list[str], capsys: Any) -> None:
    text = said(main, arguments, 0, capsys)
    assert text.startswith("bruk: python -m ")
    assert "vis denne hjelpen" in text


@pytest.mark.parametrize(
    ("main", "arguments", "complaint"),
    [
        (app, [], "Dette mangler: kommando"),
        (app, ["spå"], "kommando: 'spå' finnes ikke, velg blant 'ask', 'doctor'"),
        (app, ["ask", "Hva?", "--json=3"], "--json: tar ingen verdi, men fikk '3'"),
        (app, ["ask", "--file"], "--file: verdien mangler"),
        (app, ["ask", "Hva?", "--fasit"], "Ukjent: --fasit"),
        (evals, ["run", "--split", "alt"], "--split: 'alt' finnes ikke, velg blant 'dev', 'test'"),
    ],
)
def test_complaints_are_norwegian(
    main: Callable[[list[str]], int], arguments: list[str], complaint: str, capsys: Any
) -> None:
    assert complaint in said(main, arguments, 2, capsys)
