"""The environment -> which language model judges the answers; connects to nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import httpx

from ingest.errors import TillitskildenError


class ModelSettingsError(TillitskildenError):
    """No language model is set, or a setting of it cannot be used."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model behind an OpenAI-compatible server.

    Attributes:
        llm_url: base address, such as "http://localhost:8080/v1".
        llm_model: what the server calls the model.
        llm_key: sent as a bearer token, or "" for a server that wants none.
    """

    llm_url: str
    llm_model: str
    llm_key: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "ModelSettings":
        """Read `TILLITSKILDEN_LLM_URL`, `_MODEL` and `_KEY`.

        Raises:
            ModelSettingsError: address or model is missing, or a value cannot be what it should.
        """
        found = {one.name: environment.get(_variable(one.name), "").strip() for one in fields(cls)}
        if missing := [_variable(name) for name in ("llm_url", "llm_model") if not found[name]]:
            raise ModelSettingsError(
                "Ingen språkmodell er satt opp til å vurdere svarene.",
                f"Sett {' og '.join(missing)}. Adressen kan være http://localhost:8080/v1, og krever tjeneren en "
                f"nøkkel, settes den i {_variable('llm_key')}.",
            )
        if not _is_address(found["llm_url"]):
            raise ModelSettingsError(
                f"{_variable('llm_url')} er ikke en nettadresse.", "Den ser ut som http://localhost:8080/v1"
            )
        if not (found["llm_key"].isascii() and found["llm_key"].isprintable()):
            raise ModelSettingsError(f"{_variable('llm_key')} har tegn som ingen nøkkel har.", "Kopier den på nytt.")
        return cls(**found)


def _variable(name: str) -> str:
    return f"TILLITSKILDEN_{name.upper()}"


def _is_address(text: str) -> bool:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        return False
    return url.scheme in {"http", "https"} and bool(url.host)
