"""The service over the sample corpus, read by the real pipeline; a real uvicorn on loopback."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from click.testing import CliRunner

from zhaoshang.cli.main import cli
from zhaoshang.service.app import create_app
from zhaoshang.service.dossiers.text import Reader
from zhaoshang.stores.settings import Settings


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder with the sample corpus in it."""
    folder = tmp_path_factory.mktemp("sample")
    done = CliRunner().invoke(cli, ["ingest", "--sample"], env={"ZHAOSHANG_DATA": str(folder)}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return Settings.at(folder)


def serve(settings: Settings, reader: Reader | None = None) -> Iterator[httpx.Client]:
    """A client of the service at a free port, until the generator is closed; ``reader`` understands free text."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(settings, reader), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the service did not start"
        time.sleep(0.02)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, headers={"accept": "application/json"}) as client:
        yield client
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def client(sample: Settings) -> Iterator[httpx.Client]:
    """A client of the service over the sample corpus."""
    yield from serve(sample)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a service whose journal is empty; ``empty.headers["x-data"]`` names its data folder."""
    settings = Settings.at(tmp_path / "data")
    for client in serve(settings):
        client.headers["x-data"] = str(settings.data)
        yield client
