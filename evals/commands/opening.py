"""Settings -> an open library for a command."""

from evals.libraries import Library, Sources, prepare
from ingest.embedding.encoder import load_encoder
from ingest.progress import Progress
from ingest.settings import IngestSettings


def open_library(settings: IngestSettings, sources: Sources, progress: Progress) -> Library:
    """Load the model and bring the library up to date.

    Raises:
        TillitskildenError: no model, or the library cannot be made.
    """
    encoder = load_encoder(settings.model, settings.cache_dir, batch_size=settings.batch_size)
    return prepare(settings, sources, encoder, progress)
