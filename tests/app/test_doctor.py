"""The doctor's finding about the network, with a service that tries or does not."""

import socket
from collections.abc import Callable
from contextlib import suppress

import pytest

from app.cli.doctor import Finding, examine
from ingest.errors import TillitskildenError
from ingest.settings import IngestSettings
from ingest.storing import IndexMissing
from tests.ingest.storing.conftest import HashEncoder


class Service:
    def __init__(self, ask: Callable[[], None]) -> None:
        self._ask = ask

    def ask(self, question: str) -> str:
        self._ask()
        return question


def last_finding(ask: Callable[[], None], settings: IngestSettings, monkeypatch: pytest.MonkeyPatch) -> Finding:
    monkeypatch.setattr("app.cli.doctor.load_encoder", lambda *given, **named: HashEncoder())
    monkeypatch.setattr("app.cli.doctor.open_service", lambda given: Service(ask))
    return list(examine(settings, offline=True))[-1]


def look_up() -> None:
    socket.getaddrinfo("tillitskilden.invalid", 443)


def look_up_quietly() -> None:
    with suppress(OSError, TillitskildenError):
        look_up()


@pytest.mark.parametrize("ask", [look_up, look_up_quietly])
def test_an_attempt_is_told_also_when_its_error_is_swallowed(
    ask: Callable[[], None], settings: IngestSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = last_finding(ask, settings, monkeypatch)
    assert not found.good
    assert "tillitskilden.invalid" in found.what
    assert found.remedy


def test_no_attempt_is_good(settings: IngestSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    found = last_finding(lambda: None, settings, monkeypatch)
    assert (found.good, "uten forsøk" in found.what) == (True, True)


def test_a_question_that_fails_is_no_proof(settings: IngestSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise IndexMissing

    found = last_finding(missing, settings, monkeypatch)
    assert not found.good
    assert "ingest" in found.remedy
