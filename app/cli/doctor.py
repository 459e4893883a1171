"""The installation -> findings, one a line; mends nothing."""

import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from app.service import open_service
from ingest.embedding.encoder import load_encoder
from ingest.errors import TillitskildenError
from ingest.offline import forbid_network
from ingest.pipeline import stamp_for
from ingest.settings import IngestSettings
from ingest.storing import open_index

OLDEST_SQLITE = (3, 35)
PROBE = "Hva kjennetegner tillitsbasert ledelse?"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is as it should be, and what to do when it is not."""

    what: str
    good: bool
    remedy: str = ""


def examine(settings: IngestSettings, offline: bool) -> Iterator[Finding]:
    """Look at the machine, the model and the index; with `offline` also hold a question to using no network."""
    yield _python()
    yield _sqlite()
    yield Finding(f"chromadb {version('chromadb')}, llama-index-core {version('llama-index-core')}", True)
    model_id = cache(lambda: load_encoder(settings.model, settings.cache_dir, batch_size=settings.batch_size).model_id)
    yield _try(lambda: f"Språkmodellen er klar ({model_id()})")
    yield _try(lambda: f"Indeksen er hel ({_passages(settings, model_id())} avsnitt)")
    if offline:
        yield _no_network(settings)


def _python() -> Finding:
    good = sys.version_info[:2] == (3, 11)
    return Finding(f"Python {platform.python_version()}", good, "" if good else "Installer Python 3.11.")


def _sqlite() -> Finding:
    good = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    return Finding(f"SQLite {sqlite3.sqlite_version}", good, "" if good else "Chroma trenger SQLite 3.35 eller nyere.")


def _passages(settings: IngestSettings, model_id: str) -> int:
    index = open_index(settings.data_dir, stamp_for(model_id), settings.chroma_url)
    try:
        return len(index.all_ids())
    finally:
        index.close()


def _no_network(settings: IngestSettings) -> Finding:
    with forbid_network() as attempts:
        finding = _try(lambda: "Et spørsmål ble besvart" if open_service(settings).ask(PROBE) else "")
    if attempts.seen:
        return Finding(f"Noe prøvde å bruke nettet: {'; '.join(attempts.seen)}", False, "Se innstillingene i README.")
    if not finding.good:
        return finding
    return Finding("Et spørsmål ble besvart uten forsøk på å bruke nettet eller slå opp et navn", True)


def _try(look: Callable[[], str]) -> Finding:
    try:
        return Finding(look(), True)
    except TillitskildenError as error:
        return Finding(error.message, False, error.remedy)
