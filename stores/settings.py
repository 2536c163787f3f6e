"""Where data lives and which limits hold: read once from the environment, then passed on as a frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from platformdirs import user_data_path

from zhaoshang.ontology.errors import UsageError

BASE = "https://zhaoshang.example"
"""The default of ZHAOSHANG_BASE: a host of the reserved top-level domain ``example`` (RFC 2606), to be replaced by one's own."""

JOURNAL_SCHEMES = frozenset({"sqlite", "postgresql", "postgres"})
BOLT_SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})
WEB_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a store needs to know. Empty ``neo4j_uri`` means the managed server, empty ``sparql`` the store on disk."""

    data: Path
    journal: str
    base: str = BASE
    neo4j_uri: str = ""
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    sparql: str = ""
    query_seconds: float = 30.0
    """After so many seconds a query is cancelled."""
    query_rows: int = 10_000
    """No answer has more rows; an answer that was cut says so."""
    busy_seconds: float = 60.0
    """How long to wait for another process that writes to the journal or owns the triple store."""
    rate: int = 1200
    """Requests a minute for one key or address; 0: no limit."""
    max_body_bytes: int = 32 * 2**20
    """No request to the service has more."""
    cors: tuple[str, ...] = ()
    """Origins whose pages may ask the service; ``*`` for all."""
    log: str = "text"
    """The form of the service's log: ``text`` or ``json``."""
    default_graph: str = "union"
    """What SPARQL reads where nothing names a graph: the ``union`` of all graphs, or the default graph of its ``own`` alone."""
    dossier_links: bool = False
    """Accepted links of dossiers stand in both stores, for all who may read them."""
    read_key_required: bool = False
    """Nothing but the service's health is shown to callers without a key."""

    @property
    def triples(self) -> Path:
        """The folder of the triple store."""
        return self.data / "triples"

    @classmethod
    def at(cls, data: Path, base: str = BASE) -> Settings:
        """The defaults with everything below the folder ``data``."""
        return cls(data=data, journal=_sqlite_url(data), base=base)

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read the ``ZHAOSHANG_*`` variables (docs/settings.md); raises UsageError naming the variable that is wrong."""
        env = os.environ if env is None else env
        folder = env.get("ZHAOSHANG_DATA", "").strip()
        data = Path(folder).expanduser().absolute() if folder else user_data_path("zhaoshang", appauthor=False)
        return cls(
            data=data,
            journal=_url(env, "ZHAOSHANG_JOURNAL", _sqlite_url(data), JOURNAL_SCHEMES),
            base=_url(env, "ZHAOSHANG_BASE", BASE, WEB_SCHEMES).rstrip("/"),
            neo4j_uri=_url(env, "ZHAOSHANG_NEO4J_URI", "", BOLT_SCHEMES),
            neo4j_user=env.get("ZHAOSHANG_NEO4J_USER", "neo4j"),
            neo4j_password=env.get("ZHAOSHANG_NEO4J_PASSWORD", ""),
            neo4j_database=env.get("ZHAOSHANG_NEO4J_DATABASE", "neo4j"),
            sparql=_url(env, "ZHAOSHANG_SPARQL", "", WEB_SCHEMES),
            query_seconds=_number(env, "ZHAOSHANG_QUERY_SECONDS", 30.0),
            query_rows=int(_number(env, "ZHAOSHANG_QUERY_ROWS", 10_000)),
            busy_seconds=_number(env, "ZHAOSHANG_BUSY_SECONDS", 60.0),
            rate=int(_number(env, "ZHAOSHANG_RATE", 1200, least=0)),
            max_body_bytes=int(_number(env, "ZHAOSHANG_MAX_BODY_BYTES", 32 * 2**20)),
            cors=_origins(env, "ZHAOSHANG_CORS"),
            log=_choice(env, "ZHAOSHANG_LOG", ("text", "json")),
            default_graph=_choice(env, "ZHAOSHANG_DEFAULT_GRAPH", ("union", "own")),
            dossier_links=_switch(env, "ZHAOSHANG_DOSSIER_LINKS"),
            read_key_required=_switch(env, "ZHAOSHANG_READ_KEY_REQUIRED"),
        )


def _sqlite_url(data: Path) -> str:
    return "sqlite://" + quote(str((data / "journal.db").absolute()))


def _url(env: Mapping[str, str], name: str, default: str, schemes: frozenset[str]) -> str:
    value = env.get(name, "").strip()
    if not value:
        return default
    if urlsplit(value).scheme not in schemes:
        raise UsageError(f"{value!r} is not an address for this setting", where=name, remedy=f"use one of {', '.join(sorted(schemes))}")
    return value


def _number(env: Mapping[str, str], name: str, default: float, least: float | None = None) -> float:
    """A number above zero, or not below ``least``."""
    value = env.get(name, "").strip()
    try:
        number = float(value) if value else default
    except ValueError:
        number = -1.0
    if not (number > 0 or number == least) or number == float("inf"):
        raise UsageError(f"{value!r} is not a number above zero", where=name, remedy="leave it out to use the default")
    return number


def _origins(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = tuple(part.strip().rstrip("/") for part in env.get(name, "").split(",") if part.strip())
    for one in found:
        parts = urlsplit(one)
        if one != "*" and (parts.scheme not in WEB_SCHEMES or not parts.netloc or parts.path):
            raise UsageError(
                f"{one!r} is no origin", where=name, remedy="write for example https://tools.example,http://localhost:3333, or *"
            )
    return found


def _choice(env: Mapping[str, str], name: str, offers: tuple[str, ...]) -> str:
    value = env.get(name, "").strip().lower() or offers[0]
    if value not in offers:
        raise UsageError(f"{value!r} is not one of these", where=name, remedy=f"use one of {', '.join(offers)}")
    return value


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value not in ("", "0", "1", "false", "true", "no", "yes"):
        raise UsageError(f"{value!r} is neither yes nor no", where=name, remedy="use 1 or 0")
    return value in ("1", "true", "yes")
