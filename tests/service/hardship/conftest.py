"""A service of its own over a copy of the sample, and the rule of this folder: what strangers send writes nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from ..conftest import serve

SECONDS = 6.0
FIRMS = "/questions/firms-visited"


@pytest.fixture(scope="session")
def tried(sample: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The sample's journal in a folder of its own; queries have six seconds."""
    data: Path = tmp_path_factory.mktemp("tried") / "data"
    shutil.copytree(sample.data, data, ignore=shutil.ignore_patterns("triples*", "*-wal", "*-shm"))
    return replace(Settings.at(data), query_seconds=SECONDS)


@pytest.fixture(scope="session")
def stranger(tried: Settings) -> Iterator[httpx.Client]:
    """A client of that service, at this machine but without a key."""
    yield from serve(tried)


@pytest.fixture(autouse=True)
def unwritten(tried: Settings) -> Iterator[None]:
    """Whatever a test does here, the journal ends as it was."""
    with Journal.open(tried.journal) as journal:
        before = journal.head()
        yield
        assert journal.head() == before


def clear(answer: httpx.Response) -> str:
    """The words of an answer that is either good or a clear error of the caller's; anything else fails."""
    assert answer.status_code < 500 or answer.status_code in (503, 504), f"{answer.request.url} {answer.status_code} {answer.text[:300]}"
    media = answer.headers.get("content-type", "")
    page = media.startswith("text/html") and "text/html" in answer.request.headers["accept"]
    if answer.status_code >= 400 and not page and not answer.request.url.path.startswith("/db/"):  # Neo4j's clients get Neo4j's shape
        assert media.startswith("application/problem+json"), f"{answer.request.url} {answer.text[:300]}"
        assert answer.json()["detail"]
    return answer.text
