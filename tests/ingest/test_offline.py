"""The guard against the network: loopback passes, all else is refused and noted."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from ingest.offline import NetworkForbiddenError, forbid_network, is_loopback

OUTSIDE = "192.0.2.1"  # a documentation address (RFC 5737): nobody is there


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    connection.sendall(b"hei")
                    connection.close()

        threading.Thread(target=answer, daemon=True).start()
        yield listening.getsockname()


def test_a_loopback_server_is_reached(server: tuple[str, int]) -> None:
    with forbid_network() as attempts:
        for host in ("127.0.0.1", "localhost"):
            with socket.create_connection((host, server[1])) as connection:
                assert connection.recv(3) == b"hei"
    assert attempts.seen == []


@pytest.mark.parametrize(
    ("attempt", "noted"),
    [
        (lambda: socket.create_connection((OUTSIDE, 80)), f"getaddrinfo {OUTSIDE}"),
        (lambda: socket.socket().connect((OUTSIDE, 80)), f"connect {OUTSIDE}"),
        (lambda: socket.socket().connect_ex((OUTSIDE, 80)), f"connect {OUTSIDE}"),
        (lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 80)), "connect 2001:db8::1"),
        (lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", (OUTSIDE, 53)), f"sendto {OUTSIDE}"),
        (lambda: socket.socket(type=socket.SOCK_DGRAM).sendmsg([b""], [], 0, (OUTSIDE, 53)), f"sendmsg {OUTSIDE}"),
        (lambda: socket.getaddrinfo("example.invalid", 443), "getaddrinfo example.invalid"),
        (lambda: socket.gethostbyname("example.invalid"), "gethostbyname example.invalid"),
        (lambda: socket.gethostbyname_ex("example.invalid"), "gethostbyname example.invalid"),
        (lambda: socket.gethostbyaddr(OUTSIDE), f"gethostbyaddr {OUTSIDE}"),
        (lambda: socket.getnameinfo((OUTSIDE, 80), 0), f"getnameinfo {OUTSIDE}"),
    ],
)
def test_an_outside_address_or_name_is_refused_and_noted(attempt: Callable[[], object], noted: str) -> None:
    with forbid_network() as attempts, pytest.raises(NetworkForbiddenError, match="nettet"):
        attempt()
    assert attempts.seen == [noted]


def test_a_swallowed_refusal_is_still_noted() -> None:
    with forbid_network() as attempts, contextlib.suppress(NetworkForbiddenError):
        socket.getaddrinfo("example.invalid", 443)
    assert attempts.seen == ["getaddrinfo example.invalid"]


def test_other_threads_are_seen() -> None:
    def reach() -> None:
        with contextlib.suppress(NetworkForbiddenError):
            socket.socket().connect((OUTSIDE, 80))

    with forbid_network() as attempts:
        thread = threading.Thread(target=reach)
        thread.start()
        thread.join()
    assert attempts.seen == [f"connect {OUTSIDE}"]


def test_afterwards_the_network_is_as_before() -> None:
    with forbid_network() as attempts:
        pass
    with pytest.raises(socket.gaierror):  # ".invalid" is never registered (RFC 2606); an ordinary failure again
        socket.getaddrinfo("example.invalid", 443)
    assert attempts.seen == []


def test_an_inner_guard_does_not_end_the_outer_one() -> None:
    with forbid_network() as outer:
        with forbid_network() as inner:
            pass
        with pytest.raises(NetworkForbiddenError):
            socket.socket().connect((OUTSIDE, 80))
    assert (outer.seen, inner.seen) == ([f"connect {OUTSIDE}"], [])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", b"localhost", "", None])
def test_loopback(host: object) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "::2", "localhost.example.invalid", "0x7f.example.invalid", b"\xff"])
def test_not_loopback(host: object) -> None:
    assert not is_loopback(host)
