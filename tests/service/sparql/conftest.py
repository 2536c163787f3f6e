"""Services that may be written to: each its own copy of the sample's data, with a key."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from zhaoshang.service.access import KeyRing
from zhaoshang.stores.settings import Settings

from ..conftest import serve

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"


@pytest.fixture(scope="module")
def own(sample: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of the sample's journal that this file's tests may write to."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("journal.db", "journal.db-wal"):
        if (sample.data / name).exists():
            shutil.copy(sample.data / name, folder / name)
    return replace(Settings.at(folder), rate=0)


@pytest.fixture(scope="module")
def writer(own: Settings) -> Iterator[httpx.Client]:
    """A client with a key that may write."""
    _, secret = KeyRing(own.data).create("editor", "write")
    for client in serve(own):
        client.headers["authorization"] = f"Bearer {secret}"
        yield client


def rows(client: httpx.Client, query: str, **params: str | list[str]) -> list[dict[str, str]]:
    """The rows of a SELECT, each variable's value."""
    answer = client.get("/sparql", params={"query": query, **params})
    assert answer.status_code == 200, answer.text
    return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]


def update(client: httpx.Client, text: str, **params: str) -> httpx.Response:
    """An update, as the body."""
    return client.post("/sparql", params=params, content=text.encode(), headers={"content-type": UPDATE})
