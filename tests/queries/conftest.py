"""The corpus in the stores that it is asked in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhaoshang.queries.ports import Oxigraph
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .corpus import journal_at


@pytest.fixture(scope="session")
def triples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    folder: Path = tmp_path_factory.mktemp("triples")
    settings = Settings.at(folder)
    with journal_at(folder) as journal, TripleStore.current(settings, journal) as store:
        yield Oxigraph(store.store, store.base)
