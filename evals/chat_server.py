"""A prompt -> what a language model on an OpenAI-compatible server answers, by chat completions; judges nothing."""

from typing import NoReturn

import httpx

from evals.judging import JudgeError, JudgeGone
from evals.model_settings import ModelSettings

CONNECT = 10.0  # seconds until a server that does not take the call counts as away
TIMEOUT = 300.0  # seconds until an answer is given up; a small machine reads a long prompt slowly
MAX_TOKENS = 1024  # of an answer: room for a model that thinks before it answers
TOLD = 200  # characters of a server's own message that are passed on


def ask(model: ModelSettings, prompt: str, timeout: float = TIMEOUT) -> str:
    """Give the model's answer at temperature 0; each question is a conversation of its own.

    Args:
        model: which one, and where.
        prompt: the user's words.
        timeout: seconds.

    Raises:
        JudgeError: no answer to this one: it took too long, or the server failed.
        JudgeGone: the server is away, or does not take the key, the model or the address.
    """
    question = {
        "model": model.llm_model,
        "messages": [{"role": "user", "content": prompt}],
        "temperature": 0,
        "max_tokens": MAX_TOKENS,
    }
    try:
        response = httpx.post(
            f"{model.llm_url.rstrip('/')}/chat/completions",
            json=question,
            headers={"Authorization": f"Bearer {model.llm_key}"} if model.llm_key else {},
            timeout=httpx.Timeout(timeout, connect=min(CONNECT, timeout)),
        )
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise JudgeGone("Språkmodellen er borte.", "Se at tjeneren på TILLITSKILDEN_LLM_URL går.") from error
    except httpx.TimeoutException as error:
        raise JudgeError(f"Språkmodellen svarte ikke på {timeout:g} sekunder.") from error
    except httpx.HTTPError as error:
        raise JudgeError(f"Forbindelsen til språkmodellen brast ({type(error).__name__}).") from error
    if not response.is_success:
        _refuse(model, response)
    try:
        return str(response.json()["choices"][0]["message"]["content"] or "")
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise JudgeError("Tjeneren svarte med noe annet enn en samtale (chat completions).") from error


def _refuse(model: ModelSettings, response: httpx.Response) -> NoReturn:
    status = response.status_code
    if status in (401, 403):
        if not model.llm_key:
            raise JudgeGone("Språkmodellen krever en nøkkel.", "Sett TILLITSKILDEN_LLM_KEY.")
        raise JudgeGone("Språkmodellen avviste nøkkelen.", "Rett TILLITSKILDEN_LLM_KEY.")
    if status == 404:
        raise JudgeGone(
            f"Tjeneren har ikke språkmodellen {model.llm_model} på denne adressen.",
            "Se på TILLITSKILDEN_LLM_MODEL og TILLITSKILDEN_LLM_URL; adressen slutter gjerne på /v1.",
        )
    told = " ".join(response.text.split())[:TOLD]
    raise JudgeError(f"Tjeneren svarte med feil {status}: {told}".removesuffix(": "))
