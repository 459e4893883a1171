"""The wire: chat completions over loopback, and what is said when it goes wrong."""

import socket

import pytest

from evals.chat_server import ask
from evals.judging import JudgeError, JudgeGone
from evals.model_settings import ModelSettings, ModelSettingsError
from tests.evals.talking import Raw, completion, talking

SET = {"TILLITSKILDEN_LLM_URL": "http://localhost:8080/v1", "TILLITSKILDEN_LLM_MODEL": "norsk"}


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is reached without the machine's proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_a_prompt_is_asked_as_a_chat_with_the_key() -> None:
    with talking(lambda prompt: f"Du sa {prompt}") as talker:
        assert ask(ModelSettings(talker.url, "prøve", "hemmelig"), "hei på deg") == "Du sa hei på deg"
        assert ask(ModelSettings(f"{talker.url}/", "prøve"), "hei") == "Du sa hei"
    assert talker.paths == ["/v1/chat/completions"] * 2
    assert talker.keys == ["Bearer hemmelig", None]
    assert talker.bodies[0] == {
        "model": "prøve",
        "messages": [{"role": "user", "content": "hei på deg"}],
        "temperature": 0,
        "max_tokens": 1024,
    }


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (Raw(500, "oops\n  again"), "Tjeneren svarte med feil 500: oops again"),
        (Raw(429, ""), "Tjeneren svarte med feil 429"),
        (Raw(400, "context of 2048 exceeded " * 20), "Tjeneren svarte med feil 400: context of 2048 exceeded "),
        (Raw(200, "<html>hei</html>"), "Tjeneren svarte med noe annet enn en samtale (chat completions)."),
        (Raw(200, '{"choices": []}'), "Tjeneren svarte med noe annet enn en samtale (chat completions)."),
        (Raw(200, "[]"), "Tjeneren svarte med noe annet enn en samtale (chat completions)."),
        (Raw(200, '{"choices": null}'), "Tjeneren svarte med noe annet enn en samtale (chat completions)."),
    ],
)
def test_failures_that_concern_one_answer(raw: Raw, told: str) -> None:
    with talking(lambda _: raw) as talker, pytest.raises(JudgeError) as raised:
        ask(ModelSettings(talker.url, "prøve"), "hei")
    assert not isinstance(raised.value, JudgeGone)
    assert raised.value.told.startswith(told)
    assert len(raised.value.told) < 300


def test_a_model_that_says_nothing_has_no_reply() -> None:
    with talking(lambda _: Raw(200, completion(None))) as talker:
        assert ask(ModelSettings(talker.url, "prøve"), "hei") == ""


def test_a_model_that_takes_too_long() -> None:
    with talking(lambda _: Raw(body=None)) as talker, pytest.raises(JudgeError) as raised:
        ask(ModelSettings(talker.url, "prøve"), "hei", timeout=0.2)
    assert not isinstance(raised.value, JudgeGone)
    assert raised.value.told == "Språkmodellen svarte ikke på 0.2 sekunder."


@pytest.mark.parametrize(
    ("status", "key", "told"),
    [
        (401, "feil", "Språkmodellen avviste nøkkelen.\n→ Rett TILLITSKILDEN_LLM_KEY."),
        (403, "feil", "Språkmodellen avviste nøkkelen.\n→ Rett TILLITSKILDEN_LLM_KEY."),
        (401, "", "Språkmodellen krever en nøkkel.\n→ Sett TILLITSKILDEN_LLM_KEY."),
        (404, "", "Tjeneren har ikke språkmodellen prøve på denne adressen.\n→ Se på TILLITSKILDEN_LLM_MODEL og "),
    ],
)
def test_refusals_that_concern_every_answer(status: int, key: str, told: str) -> None:
    with talking(lambda _: Raw(status, '{"error": "feil"}')) as talker, pytest.raises(JudgeGone) as raised:
        ask(ModelSettings(talker.url, "prøve", key), "hei")
    assert raised.value.told.startswith(told)


def test_a_server_that_is_away() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nothing listens on it, and nothing else can
        with pytest.raises(JudgeGone) as raised:
            ask(ModelSettings(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", "prøve"), "hei")
    assert raised.value.told == "Språkmodellen er borte.\n→ Se at tjeneren på TILLITSKILDEN_LLM_URL går."


def test_a_server_that_hangs_up() -> None:
    def gone(prompt: str) -> str:
        raise ConnectionAbortedError  # the handler's thread ends without a response

    with talking(gone) as talker, pytest.raises(JudgeError, match="brast"):
        ask(ModelSettings(talker.url, "prøve"), "hei")


def test_settings_are_read_and_the_key_is_never_shown() -> None:
    found = ModelSettings.from_environment({**SET, "TILLITSKILDEN_LLM_KEY": " hemmelig\n"})
    assert found == ModelSettings("http://localhost:8080/v1", "norsk", "hemmelig")
    assert "hemmelig" not in repr(found)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "Sett TILLITSKILDEN_LLM_URL og TILLITSKILDEN_LLM_MODEL."),
        ({"TILLITSKILDEN_LLM_URL": "http://x/v1"}, "Sett TILLITSKILDEN_LLM_MODEL."),
        ({"TILLITSKILDEN_LLM_URL": " ", "TILLITSKILDEN_LLM_MODEL": "m"}, "Sett TILLITSKILDEN_LLM_URL."),
        (SET | {"TILLITSKILDEN_LLM_URL": "localhost:8080/v1"}, "TILLITSKILDEN_LLM_URL er ikke en nettadresse."),
        (SET | {"TILLITSKILDEN_LLM_URL": "http://"}, "TILLITSKILDEN_LLM_URL er ikke en nettadresse."),
        (SET | {"TILLITSKILDEN_LLM_URL": "http://a:b/v1"}, "TILLITSKILDEN_LLM_URL er ikke en nettadresse."),
        (SET | {"TILLITSKILDEN_LLM_KEY": "nøkkel"}, "TILLITSKILDEN_LLM_KEY har tegn som ingen nøkkel har."),
        (SET | {"TILLITSKILDEN_LLM_KEY": "a\nb"}, "TILLITSKILDEN_LLM_KEY har tegn som ingen nøkkel har."),
    ],
)
def test_settings_that_cannot_be_used_are_named(environment: dict[str, str], told: str) -> None:
    with pytest.raises(ModelSettingsError) as raised:
        ModelSettings.from_environment(environment)
    assert told in raised.value.told
