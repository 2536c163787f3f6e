"""Whose turn it is to write: the number that the database keeps, and transactions that only count where it has not moved."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from typing import Any

from neo4j import ManagedTransaction
from neo4j.exceptions import ConstraintError

from zhaoshang.ontology.errors import StoreError
from zhaoshang.ontology.graphmodel import schema_statements

from ..journal import Journal
from . import cypher
from .store import Bookkeeping, GraphStore

FORM = hashlib.sha256("\n".join(("1", *schema_statements())).encode()).hexdigest()[:16]
"""What the database was made by: a change of the schema, or of the number 1, has it made anew."""


class Moved(Exception):  # noqa: N818 - a signal, never seen outside
    """The database no longer stands where it stood when the work was planned."""


class Turns:
    """One pass's place: where the database stands and where the journal does. A graph of another form or journal is taken away first."""

    def __init__(self, store: GraphStore, journal: Journal) -> None:
        self.store = store
        self.head, self.origin = journal.head(), journal.origin()
        self.seq = self._begin(store.bookkeeping())
        self.fresh = self.seq == 0 and next(iter(store.stream(cypher.IS_EMPTY)))["empty"]

    def _begin(self, found: Bookkeeping) -> int:
        """The number to go on from."""
        foreign = found.seq > 0 and (found.origin != self.origin or found.seq > self.head)
        if foreign and not self.store.address.managed:
            remedy = "name another database with ZHAOSHANG_NEO4J_DATABASE, or wipe this one with: zhaoshang rebuild"
            raise StoreError("the database holds the graph of another journal", where=self.store.address.uri, remedy=remedy)
        if foreign or (found.seq > 0 and found.form != FORM):
            self.store.wipe()
            found = Bookkeeping()
        if not found.seq and (found.form, found.origin) != (FORM, self.origin):
            self._prepare()
        return found.seq

    def _prepare(self) -> None:
        """Make the schema, and note that this journal's graph is to come."""
        with self.store.session() as session:
            for statement in (*schema_statements(), "CALL db.awaitIndexes(120)"):
                session.run(_own(statement)).consume()
            session.run(cypher.HOLD, holder="", origin=self.origin).consume()
            session.run(cypher.ADVANCE, seq=0, origin=self.origin, form=FORM).consume()

    def commit(self, work: Callable[[ManagedTransaction], int | None]) -> None:
        """One transaction: wait for one's turn, see that nobody has moved the number, do the work."""

        def turn(tx: ManagedTransaction) -> int | None:
            row = tx.run(cypher.HOLD, holder=f"{socket.gethostname()}:{os.getpid()}", origin=self.origin).single(strict=True)
            if row["seq"] != self.seq or row["origin"] != self.origin:
                raise Moved
            return work(tx)

        try:
            with self.store.session() as session:
                reached = session.execute_write(turn)
        except ConstraintError as error:
            if self.fresh:  # it was committed, but the answer was lost, and then it was tried again
                raise Moved from error
            raise
        self.seq = self.seq if reached is None else reached

    def advance(self, tx: ManagedTransaction, seq: int) -> int:
        """Note in the transaction that the journal has been read up to ``seq``; that number."""
        tx.run(cypher.ADVANCE, seq=seq, origin=self.origin, form=FORM).consume()
        return seq


def _own(text: str) -> Any:
    """A statement of the house's own schema, which the driver's types take for a stranger's."""
    return text
