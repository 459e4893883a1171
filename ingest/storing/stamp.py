"""What an index was made with, as one value that is compared when it is opened."""

from dataclasses import dataclass

SCHEMA = 2  # of the store's tables and a state's files


@dataclass(frozen=True, slots=True)
class Stamp:
    """Everything that two vectors or passages must share to be compared.

    Attributes:
        model: `Encoder.model_id`.
        chunking: how documents are split into passages.
        words: version of `analyse`.
        schema: `SCHEMA`.
    """

    model: str
    chunking: str
    words: str
    schema: int = SCHEMA

    def __str__(self) -> str:
        return f"modell {self.model}, oppdeling {self.chunking}, ord {self.words}, skjema {self.schema}"
