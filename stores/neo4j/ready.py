"""Waiting until a server that was just started answers questions, not only connections."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from zhaoshang.ontology.errors import StoreError

from .record import HOST, answers

if TYPE_CHECKING:
    from .record import Record

SECONDS = 120.0
"""How long a start may take; on two idle cores it is 5 s, and the first one on a slow disk a minute."""


def answers_questions(record: Record, user: str, password: str) -> bool:
    """True once a query on the database comes back; raises StoreError if the password is refused."""
    if not answers(record.bolt):
        return False
    from neo4j import GraphDatabase
    from neo4j.exceptions import AuthError, Neo4jError
    from neo4j.exceptions import DriverError as Unready

    try:
        uri = f"bolt://{HOST}:{record.bolt}"
        with GraphDatabase.driver(uri, auth=(user, password), connection_timeout=5) as driver, driver.session() as session:
            session.run("RETURN 1").consume()
    except AuthError as error:
        raise StoreError(f"the managed Neo4j refuses its password: {error.message}", where=uri) from error
    except (Neo4jError, Unready):
        return False
    return True


def wait(record: Record, user: str, password: str, seconds: float) -> bool:
    """Ask until it answers; False if the process has ended or the time is over."""
    until = time.monotonic() + seconds
    while record.process.alive and time.monotonic() < until:
        if answers_questions(record, user, password):
            return True
        time.sleep(0.1)
    return False
