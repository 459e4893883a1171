"""Settings -> something that answers and keeps up with the library; each question reads the state current then."""

from collections.abc import Mapping
from threading import Lock

from app.engine.abstain import load_abstention
from app.engine.engine import Engine
from app.engine.values import Answer
from ingest.embedding.encoder import Encoder, load_encoder
from ingest.pipeline import stamp_for
from ingest.settings import IngestSettings
from ingest.source import Source
from ingest.storing import Index, open_index


class Service:
    """Answers from the current state of the library.

    Threads may share it. When a new state has become current it is opened; the old one closes itself when the last
    question that reads it has been answered.
    """

    def __init__(self, settings: IngestSettings, encoder: Encoder) -> None:
        self._settings = settings
        self._encoder = encoder
        self._turn = Lock()
        self._index: Index | None = None

    def ask(self, question: str) -> Answer:
        """Answer a question from the state that is current now.

        Raises:
            TillitskildenError: the index is missing, of another stamp, damaged or locked.
        """
        return self.engine().ask(question)

    def sources(self) -> Mapping[str, Source]:
        """Give the bibliography of the current state by id."""
        return self.engine().index.sources()

    def engine(self) -> Engine:
        """Give the engine over the current state."""
        with self._turn:
            if self._index is None or not self._index.is_current():
                self._index = open_index(
                    self._settings.data_dir, stamp_for(self._encoder.model_id), self._settings.chroma_url
                )
            return Engine(self._index, self._encoder, load_abstention())


def open_service(settings: IngestSettings) -> Service:
    """Load the model and open the current state, so that what is wrong shows at once.

    Raises:
        TillitskildenError: no model, or the index is missing, of another stamp, damaged or locked.
    """
    service = Service(settings, load_encoder(settings.model, settings.cache_dir, batch_size=settings.batch_size))
    service.engine()
    return service
