"""A command line's options -> a parser whose own words are Norwegian; knows no command."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_TOLD = (  # what argparse says, and what we say
    (r"the following arguments are required: (.*)", r"Dette mangler: \1"),
    (r"unrecognized arguments: (.*)", r"Ukjent: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 finnes ikke, velg blant \3"),
    (r"argument (.*): invalid \w+ value: (.*)", r"\1: \2 kan ikke brukes her"),
    (r"argument (.*): expected one argument", r"\1: verdien mangler"),
    (r"argument (.*): expected at (?:least|most) one argument", r"\1: feil antall verdier"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1: tar ingen verdi, men fikk \2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 kan ikke brukes sammen med \2"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 kan bety flere ting: \2"),
)


class CommandLine(argparse.ArgumentParser):
    """An argument parser that says usage, headings, help and errors in Bokmål; sub-commands are of the same kind."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, **options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "kommandoer og argumenter"
        self._optionals.title = "valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        """Say in Norwegian what is wrong with the call, and leave with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_norwegian(message)}\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "bruk: " if prefix is None else prefix)


def _norwegian(message: str) -> str:
    for pattern, words in _TOLD:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return found.expand(words)
    return message
