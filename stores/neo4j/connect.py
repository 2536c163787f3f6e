"""How to reach the property graph: the server that ``ZHAOSHANG_NEO4J_URI`` names, else the managed one."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from zhaoshang.stores.settings import Settings

from .launch import USER
from .leases import Lease
from .record import HOST
from .report import Report, silent
from .server import Managed


@dataclass(frozen=True, slots=True)
class Address:
    """A Neo4j that a driver can connect to."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"
    managed: bool = False

    @property
    def auth(self) -> tuple[str, str] | None:
        """What a driver wants as ``auth``; None for a server without authentication."""
        return (self.user, self.password) if self.user else None


@dataclass(slots=True)
class Connection:
    """An address that is good until it is closed: a managed server is held running so long."""

    address: Address
    lease: Lease | None = None

    def close(self) -> None:
        """Let go; may be called twice."""
        if self.lease:
            self.lease.release()
            self.lease = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def connect(settings: Settings, report: Report = silent) -> Connection:
    """The address of the graph; the managed server is fetched and started where it is needed and does not run.

    With ``neo4j_uri`` set nothing is managed and nothing is looked at. Raises ToolError, StoreError, BusyError.
    """
    if settings.neo4j_uri:
        named = Address(settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)
        return Connection(named)
    record, password, lease = Managed(settings.data, report).use()
    return Connection(Address(f"bolt://{HOST}:{record.bolt}", USER, password, "neo4j", managed=True), lease)
