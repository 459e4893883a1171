"""A stretch of code -> whether it tried to reach another machine; stops it, and knows nothing of why it tried."""

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from ingest.errors import TillitskildenError

LOOK_UPS = {
    "socket.getaddrinfo",
    "socket.gethostbyname",  # gethostbyname_ex raises this one too
    "socket.gethostbyaddr",
    "socket.getnameinfo",
}
SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}  # connect_ex raises "socket.connect"


class NetworkForbiddenError(TillitskildenError):
    """Something tried to reach another machine, or to look up a name."""


@dataclass(slots=True)
class Attempts:
    """What was tried, one line each, in order; also what the caller swallowed the error of."""

    seen: list[str] = field(default_factory=list)


_active: list[Attempts] = []
_state = Lock()
_hooked: list[bool] = []


@contextmanager
def forbid_network() -> Iterator[Attempts]:
    """Refuse, in every thread, connections outside loopback and look-ups of anything but loopback's own names.

    Python's audit events are used, so that no library can hold an older, unguarded function; native code that
    calls the system itself, and child processes, are not seen. Unix sockets are loopback.

    Raises:
        NetworkForbiddenError: from within the code that tried.
    """
    attempts = Attempts()
    with _state:
        if not _hooked:  # a hook can never be taken away again: it is added once, and idle when nothing is active
            sys.addaudithook(_audit)
            _hooked.append(True)
        _active.append(attempts)
    try:
        yield attempts
    finally:
        with _state:
            _active[:] = [other for other in _active if other is not attempts]


def is_loopback(host: Any) -> bool:
    """Say whether a host is this machine: a loopback address, "localhost", or empty (the wildcard)."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _active:
        return
    if event in LOOK_UPS:
        target = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
    elif event in SENDS and isinstance(arguments[1], tuple):
        target = arguments[1][0]
    else:
        return
    if is_loopback(target):
        return
    line = f"{event.removeprefix('socket.')} {target}"
    for attempts in tuple(_active):
        attempts.seen.append(line)
    raise NetworkForbiddenError(
        f"Noe prøvde å bruke nettet ({line}), og det er ikke tillatt her.",
        "Se om TILLITSKILDEN_MODEL eller TILLITSKILDEN_CHROMA_URL peker ut av maskinen.",
    )
