"""Settings come from the environment; what cannot be is said with the variable's name."""

from pathlib import Path

import pytest

from zhaoshang.ontology.errors import UsageError
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import BASE, Settings


def test_the_defaults_need_nothing() -> None:
    settings = Settings.from_env({})
    assert settings.data.name == "zhaoshang" and settings.base == BASE and settings.neo4j_uri == settings.sparql == ""
    assert settings.journal == f"sqlite://{settings.data}/journal.db"


def test_everything_can_be_set() -> None:
    env = {
        "ZHAOSHANG_DATA": "/srv/graph", "ZHAOSHANG_JOURNAL": "postgresql://me@db/j", "ZHAOSHANG_BASE": "https://graph.example/",
        "ZHAOSHANG_NEO4J_URI": "neo4j+s://x.example", "ZHAOSHANG_NEO4J_USER": "u", "ZHAOSHANG_NEO4J_PASSWORD": "p",
        "ZHAOSHANG_NEO4J_DATABASE": "d", "ZHAOSHANG_SPARQL": "https://s.example/sparql", "ZHAOSHANG_QUERY_SECONDS": "2.5",
        "ZHAOSHANG_QUERY_ROWS": "7", "ZHAOSHANG_BUSY_SECONDS": "1",
    }  # fmt: skip
    assert Settings.from_env(env) == Settings(
        Path("/srv/graph"), "postgresql://me@db/j", "https://graph.example", "neo4j+s://x.example", "u", "p", "d",
        "https://s.example/sparql", 2.5, 7, 1.0,
    )  # fmt: skip
    assert "'p'" not in repr(Settings.from_env(env))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZHAOSHANG_JOURNAL", "journal.db"), ("ZHAOSHANG_BASE", "graph.example"), ("ZHAOSHANG_NEO4J_URI", "http://localhost:7474"),
        ("ZHAOSHANG_QUERY_SECONDS", "soon"), ("ZHAOSHANG_QUERY_ROWS", "0"), ("ZHAOSHANG_BUSY_SECONDS", "nan"),
        ("ZHAOSHANG_RATE", "-1"), ("ZHAOSHANG_MAX_BODY_BYTES", "0"), ("ZHAOSHANG_CORS", "tools.example"),
        ("ZHAOSHANG_CORS", "https://tools.example/page"), ("ZHAOSHANG_LOG", "xml"), ("ZHAOSHANG_READ_KEY_REQUIRED", "maybe"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=name):
        Settings.from_env({name: value})


def test_what_the_service_allows_is_read_as_well() -> None:
    env = {
        "ZHAOSHANG_RATE": "0", "ZHAOSHANG_MAX_BODY_BYTES": "1000", "ZHAOSHANG_CORS": "https://tools.example/, http://localhost:3333",
        "ZHAOSHANG_LOG": "JSON", "ZHAOSHANG_READ_KEY_REQUIRED": "yes",
    }  # fmt: skip
    found = Settings.from_env(env)
    assert (found.rate, found.max_body_bytes, found.log, found.read_key_required) == (0, 1000, "json", True)
    assert found.cors == ("https://tools.example", "http://localhost:3333")


def test_a_folder_with_any_name_will_do(tmp_path: Path) -> None:
    data = tmp_path / "数据 100% #1?"
    with Journal.open(Settings.from_env({"ZHAOSHANG_DATA": str(data)}).journal) as journal:
        assert journal.head() == 0
    assert (data / "journal.db").exists()
