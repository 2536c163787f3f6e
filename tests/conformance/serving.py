"""The service to be tested: the application as it is, over an empty data folder, with a key that may write.

Its default graph is its own, as the suites have it, not the union of all graphs; nothing else is set otherwise.
"""

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import uvicorn

from zhaoshang.service.access import KeyRing
from zhaoshang.service.app import create_app
from zhaoshang.stores.settings import Settings

from .engines import Service

MEMORY = Path("/dev/shm")  # the suites write six hundred times; on a disk that is six hundred times fsync


@contextmanager
def serving() -> Iterator[Service]:
    """The service, for the length of the context."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, ignore_cleanup_errors=True) as folder:
        settings = replace(Settings.at(Path(folder)), rate=0, default_graph="own")
        _, secret = KeyRing(settings.data).create("conformance", "write")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.02)
        headers = {"authorization": f"Bearer {secret}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, headers=headers) as client:
            yield Service(client, f"{settings.base}/id/")
        server.should_exit = True
        thread.join()
