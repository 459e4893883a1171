"""Who speaks in a sentence: the document's author, or a work that the author reports."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """One voice.

    Attributes:
        kind: "author" when the document's own author speaks, "reported" for a work that it reports.
        source: id of whoever speaks: the document's own source for "author", the work's for "reported".
        via: the document that reports the work; None for "author".
    """

    kind: Literal["author", "reported"]
    source: str
    via: str | None = None
