"""What can be wrong with the index, each with the command that mends it."""

from ingest.errors import TillitskildenError

BUILD = "Kjør `python -m ingest` (eller `make ingest`)."
REBUILD = "Kjør `python -m ingest --rebuild`; dokumenter og vektorer er i behold der de er hele."


class IndexUnusableError(TillitskildenError):
    """Base of everything that keeps the index from being read."""


class IndexMissing(IndexUnusableError):
    """Nothing has been read into the data folder yet."""

    def __init__(self) -> None:
        super().__init__("Det finnes ingen indeks ennå.", BUILD)


class IndexStampMismatch(IndexUnusableError):
    """The index was built with another model, other passages or another form."""

    def __init__(self, built: str, wanted: str) -> None:
        super().__init__(f"Indeksen er bygget med {built}, men innstillingene sier {wanted}.", BUILD)


class IndexLocked(IndexUnusableError):
    """Another process holds what is needed."""


class IndexDamaged(IndexUnusableError):
    """Files of the index are missing, cut off or unreadable."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Indeksen er skadet: {what}.", REBUILD)


class LibraryDamaged(IndexUnusableError):
    """The store itself cannot be read; only reading everything in again helps."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"Lageret {path} er skadet ({what}).",
            "Flytt filen til side og kjør `python -m ingest`; alt leses inn på nytt fra corpus/.",
        )
