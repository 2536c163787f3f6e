"""The service as a process of its own: its log, and its end while a request is under way."""

import gzip
import http.server
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

COMMAND = [sys.executable, "-c", "from zhaoshang.cli.main import main; main()", "serve", "--port"]


class Service:
    """`zhaoshang serve`, and the lines of its log."""

    def __init__(self, data: Path, **env: str) -> None:
        given = {**os.environ, "ZHAOSHANG_DATA": str(data), **env}
        self.process = subprocess.Popen([*COMMAND, "0"], stderr=subprocess.PIPE, text=True, env=given)
        self.lines: list[str] = []
        self.port = 0
        for line in self.process.stderr or ():
            self.lines.append(line)
            if found := re.search(r"running on http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break
        assert self.port, "".join(self.lines)
        self._reading = threading.Thread(target=lambda: self.lines.extend(self.process.stderr or ()), daemon=True)
        self._reading.start()

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=30)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self._reading.join()
        return code


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    one = Service(tmp_path, ZHAOSHANG_LOG="json")
    yield one
    one.process.kill()
    one.process.wait()


def test_a_json_log_has_one_object_a_request(service: Service) -> None:
    service.get("/questions/none%0A%7B%22forged%22%3A1%7D", **{"x-request-id": "trip-7"})
    service.get("/healthz")
    service.end()
    lines = [json.loads(line) for line in service.lines]
    assert all(line["time"].endswith("Z") and line["level"] for line in lines)
    told = [line for line in lines if line["logger"] == "zhaoshang.requests"]
    assert [(t["request"], t["method"], t["route"], t["status"]) for t in told] == [("trip-7", "GET", "/questions/{name}", 404)]
    assert told[0]["ms"] > 0
    assert told[0]["client"] == "127.0.0.1"


def test_a_request_under_way_is_answered_after_sigterm(service: Service) -> None:
    body = b'{"statement": "statement/0", "verdict": "accept"}'
    head = f"POST /review HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as slow:
        slow.sendall(head.encode() + body[:10])
        service.get("/healthz")  # by now the server has seen the first half
        service.process.send_signal(signal.SIGTERM)
        until_closed(service.port)
        slow.sendall(body[10:])
        answer = b"".join(iter(lambda: slow.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"application/problem+json" in answer
    assert service.process.wait(timeout=60) in (0, -signal.SIGTERM)


def until_closed(port: int) -> None:
    """Return when nobody listens any more; the fixture's time limit ends a server that goes on."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            return


def test_traces_go_to_the_collector_that_is_named(tmp_path: Path) -> None:
    got: list[tuple[str, bytes]] = []

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            got.append((self.path, gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body))
            self.send_response(200)
            self.end_headers()

    collector = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    service = Service(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.server_port}")
    trace = "0af7651916cd43dd8448eb211c80319c"
    service.get("/questions/none", traceparent=f"00-{trace}-b7ad6b7169203331-01", **{"x-request-id": "trip-7"})
    service.get("/healthz")
    service.end()  # what is not sent yet is sent before it ends
    collector.shutdown()
    assert {path for path, _ in got} == {"/v1/traces"}
    sent = b"".join(body for _, body in got)
    assert b"GET /questions/{name}" in sent
    assert bytes.fromhex(trace) in sent
    assert b"trip-7" in sent
    assert b"healthz" not in sent
