"""markers.toml as compiled patterns; knows no rules about what to do with them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Markers:
    """Patterns over lower-cased text; the question's are searched for, `leaning` matches at the start."""

    list: re.Pattern[str]
    author: re.Pattern[str]
    amount: re.Pattern[str]
    announcement: re.Pattern[str]
    leaning: re.Pattern[str]
    ordinal: re.Pattern[str]


@cache
def load_markers() -> Markers:
    """Read the file once."""
    found = tomllib.loads((files("app.engine") / "markers.toml").read_text(encoding="utf-8"))
    return Markers(**{name: _any_of(words) for part in found.values() for name, words in part.items()})


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(dict.fromkeys(words), key=len, reverse=True)
    patterns = [re.escape(word).replace(r"\*", r"\w*") for word in longest_first]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")
