"""A real HTTP server that replays recorded answers of an OpenAI-compatible endpoint, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).with_name("recorded")
"""``NAME.json``: what the endpoint answered, whole; the first line of the article that it was asked about is the name."""


class Endpoint(ThreadingHTTPServer):
    """``plan`` holds (status, body) to answer with before anything recorded; ``asked`` the bodies that came, ``keys`` their keys."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan: list[tuple[int, str]] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        if self.path != "/v1/chat/completions":
            status, text = 404, "{}"
        elif self.server.plan:
            status, text = self.server.plan.pop(0)
        else:
            title = body["messages"][1]["content"].split("\n\n", 1)[1].split("\n", 1)[0]
            file = RECORDED / f"{title}.json"
            status, text = (200, file.read_text("utf-8")) if file.is_file() else (404, '{"error": "nothing recorded"}')
        raw = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """A server for the length of the context."""
    server = Endpoint()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
