"""A server on loopback that speaks chat completions, and says what a test tells it to."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Raw:
    """A response as it stands; None hangs until the test is over."""

    status: int = 200
    body: str | None = None


Say = Callable[[str], str | Raw]


@dataclass
class Talker:
    """What was asked of the server: paths, authorizations and bodies, in order."""

    url: str
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def talking(say: Say) -> Iterator[Talker]:
    """Serve on a free port: `say` turns the prompt into the model's words, or into a raw response."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            talker.paths.append(self.path)
            talker.keys.append(self.headers["Authorization"])
            talker.bodies.append(body)
            said = say(body["messages"][0]["content"])
            raw = said if isinstance(said, Raw) else Raw(200, completion(said))
            if raw.body is None:
                over.wait(30)
                return
            sent = raw.body.encode()
            self.send_response(raw.status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    talker = Talker(f"http://127.0.0.1:{server.server_port}/v1")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield talker
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(words: str | None) -> str:
    """Give a chat completion as a server sends it."""
    return json.dumps({
        "id": "c1", "object": "chat.completion", "created": 0, "model": "prøve",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}],
    })  # fmt: skip
