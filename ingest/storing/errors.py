"""What can be wrong with the index, each with the command that mends it."""

from shlex import quote

from ingest.errors import TillitskildenError

BUILD = "Kjør `python -m ingest` (eller `make ingest`)."
REBUILD = "Kjør `python -m ingest --rebuild`; dokumentene og vektorene er i behold, så det går fort."


class IndexUnusableError(TillitskildenError):
    """Base of everything that keeps the index from being read."""


class IndexMissing(IndexUnusableError):
    """Nothing has been read into the data folder yet."""

    def __init__(self) -> None:
        super().__init__("Det finnes ingen indeks ennå.", BUILD)


class IndexStampMismatch(IndexUnusableError):
    """The index was built with another model, other passages or another form."""

    def __init__(self, built: str, wanted: str, remedy: str = BUILD) -> None:
        super().__init__(f"Indeksen er bygget med {built}, men innstillingene sier {wanted}.", remedy)


class IndexLocked(IndexUnusableError):
    """Another process holds what is needed."""


class IndexClosed(IndexUnusableError):
    """The index was closed while somebody still asked it."""

    def __init__(self) -> None:
        super().__init__("Biblioteket ble oppdatert mens det ble lett i det.", "Still spørsmålet en gang til.")


class DataFolderUnwritable(IndexUnusableError):
    """The disk is full, or the folder may not be written to."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"Kan ikke skrive i {path} ({what}).",
            "Frigjør plass eller gi skriverettigheter, og kjør `python -m ingest` igjen.",
        )


class ChromaUnreachable(IndexUnusableError):
    """The Chroma server that the settings name does not answer."""

    def __init__(self, url: str, what: str) -> None:
        super().__init__(
            f"Chroma-tjeneren på {url} svarer ikke ({what}).",
            "Start den med `chroma run --path MAPPE`, eller fjern TILLITSKILDEN_CHROMA_URL og kjør `python -m ingest`.",
        )


class IndexDamaged(IndexUnusableError):
    """Files of the index are missing, cut off or unreadable."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Indeksen er skadet: {what}.", REBUILD)
        self.what = what


class LibraryDamaged(IndexUnusableError):
    """The store itself cannot be read; only reading everything in again helps."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"Lageret {path} er skadet ({what}).", put_aside(path))


def put_aside(path: str) -> str:
    """Say how to begin again with an empty store."""
    move = f"mv {quote(path)} {quote(f'{path}.gammel')}"
    return f"Kjør `{move}` og så `python -m ingest`; alt leses inn på nytt fra corpus/."
