"""Fixtures that tests of the app borrow: the invented library in memory, and a small corpus on disk."""

from tests.app.engine.conftest import library
from tests.ingest.storing.conftest import encoder, run, settings

__all__ = ["encoder", "library", "run", "settings"]
