"""The servers that are compared, each a process of its own on a free port, until the context ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhaoshang.stores.settings import Settings

Port = int
PATIENCE = 300.0


@contextmanager
def ours(settings: Settings) -> Iterator[Port]:
    """``zhaoshang serve`` as its users start it."""
    port = _free()
    env = {**os.environ, "ZHAOSHANG_DATA": str(settings.data)}
    with _running([str(Path(sys.executable).with_name("zhaoshang")), "serve", "--port", str(port)], port, env):
        yield port


@contextmanager
def bare(store: Path) -> Iterator[Port]:
    """`bench.bare` on the same uvicorn."""
    port = _free()
    with _running([sys.executable, "-m", "bench.bare", str(store), str(port)], port):
        yield port


@contextmanager
def oxigraph(store: Path) -> Iterator[Port]:
    """Oxigraph's own server, which the package ``oxigraph`` of the group ``bench`` brings."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert program, "Oxigraph's server is not installed; install it with: uv sync --group bench"
    port = _free()
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with _running(command, port):
        yield port


def _free() -> Port:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: Port, env: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not _open(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[:3]} did not start: {process.poll()}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(60)


def _open(port: Port) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
