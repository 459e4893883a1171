"""A question's text -> the names, places and numbers in it, and whether a text has them; knows no source."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

NAME = re.compile(r"(?<=[\w,«(] )[A-ZÆØÅÄÖ][\w-]+")
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+")

Name = tuple[str, ...]
"""Forms of one name, lower case; any of them means it."""


def find_names(text: str) -> tuple[Name, ...]:
    """Give the names of a question, each once: places in any language, capitalised words inside it, and numbers.

    The first word counts only when it is a place, because every first word is capitalised.

    >>> find_names("Hva har Köpenhamn og Berg-Dahl gjort i 2019?")
    (('københavn', 'köpenhamn', 'copenhagen', 'kobenhavn'), ('berg',), ('dahl',), ('2019',))
    """
    return tuple(dict.fromkeys([*_places(text), *_capitalised(text), *((number,) for number in NUMBER.findall(text))]))


def stands_in(name: Name, text: str) -> bool:
    """Say whether a lower-cased text has a name in one of its forms, at the beginning of a word; a number stands alone.

    >>> stands_in(("nav",), "om å navigere"), stands_in(("nav",), "navs ledere"), stands_in(("2019",), "12019")
    (False, True, False)
    """
    return any(re.search(_pattern(form), text) for form in name)


def _pattern(form: str) -> str:
    if form.isdigit():
        return rf"(?<!\d){form}(?!\d)"
    if form in _beginnings():
        return rf"(?<!\w){re.escape(form)}"
    return rf"(?<!\w){re.escape(form)}(?:s|'s)?(?!\w)"


def _places(text: str) -> Iterator[Name]:
    words = WORD.findall(text.lower())
    for group in _groups():
        if any(word.startswith(form) for word in words for form in group):
            yield group


def _capitalised(text: str) -> Iterator[Name]:
    for found in NAME.findall(text):
        for part in found.split("-"):
            form = part.lower()
            if part[:1].isupper() and not form.startswith(_beginnings()):
                yield (form.removesuffix("s") if len(form) > 3 else form,)


@cache
def _groups() -> Sequence[Name]:
    found = tomllib.loads((files("app.engine") / "places.toml").read_text(encoding="utf-8"))
    return tuple(tuple(group) for group in found["groups"])


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(form for group in _groups() for form in group)
