"""What reading a file can end in, said to the person who put it there; not how it is read."""

from collections.abc import Iterable

from ingest.errors import TillitskildenError


class UnsupportedFormat(TillitskildenError):
    """The file's ending is none that can be read."""

    def __init__(self, name: str, supported: Iterable[str]) -> None:
        known = ", ".join(sorted(supported))
        super().__init__(
            f"«{name}» er i et format som ikke kan leses ennå.",
            f"Lagre den som PDF, ren tekst eller Markdown (kan leses nå: {known}), eller ta den ut av mappen.",
        )


class UnreadableDocument(TillitskildenError):
    """The file is broken, locked or would take too much to open."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"«{name}» kan ikke leses: {reason}.", remedy)
