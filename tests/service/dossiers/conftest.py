"""A service over a copy of the sample's journal, so that dossiers can be written; the real pipeline reads its free text."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import serve
from zhaoshang.ingest.pipeline import read_article
from zhaoshang.stores.settings import Settings


def copy_of(sample: Settings, folder: Path) -> Settings:
    """A data folder with the sample's journal, as it is at this moment; its projections are made anew."""
    folder.mkdir(parents=True)
    with sqlite3.connect(sample.data / "journal.db") as one, sqlite3.connect(folder / "journal.db") as other:
        one.backup(other)
    return Settings.at(folder)


@pytest.fixture(scope="module")
def own(sample: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder of this module's own with the sample corpus in it."""
    return copy_of(sample, tmp_path_factory.mktemp("dossiers") / "data")


@pytest.fixture(scope="module")
def desk(own: Settings) -> Iterator[httpx.Client]:
    """A client of the service over ``own``."""
    yield from serve(own, read_article)
