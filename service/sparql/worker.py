"""A process that answers SPARQL queries over a read-only view of the store, in each of its lanes one at a time.

pyoxigraph cannot cancel a query that it evaluates; a process can be killed. The view is the newest snapshot that the
store's owner left when it was opened, so the parent names the sequence number that it wants to see and the worker opens
anew when that has changed.
"""

from __future__ import annotations

import pickle
import resource
import signal
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection

from zhaoshang.ontology.errors import ZhaoshangError
from zhaoshang.stores.settings import Settings

from .. import heap
from .evaluate import Job, Reply, check, evaluate
from .questions import QuestionJob, answered
from .shut import shut_network
from .update import Update, UpdateJob
from .views import Views

MEMORY = 2 * 2**30
"""Bytes that a worker may have; a query that needs more ends it."""

AT_ONCE = 60_000
"""Bytes of a reply that a pipe holds without a reader; an empty message stands before a longer one."""


def main(settings: Settings, pipes: Sequence[Connection]) -> None:
    """Serve jobs from each of ``pipes`` until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    shut_network()
    heap.take_over()
    pipes[0].send_bytes(b"")  # ready: the time limit counts from here, not from the start of a process
    with Views(settings) as views:
        lanes = [threading.Thread(target=_serve, args=(pipe, views), name="lane") for pipe in pipes]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()


def _serve(pipe: Connection, views: Views) -> None:
    while True:
        try:
            job: Job | UpdateJob | QuestionJob = pipe.recv()
        except (EOFError, OSError):
            return
        reply = pickle.dumps(_reply(job, views))
        if len(reply) > AT_ONCE:
            pipe.send_bytes(b"")
        pipe.send_bytes(reply)


def _reply(job: Job | UpdateJob | QuestionJob, views: Views) -> Reply:
    try:
        if isinstance(job, UpdateJob):
            with views.at(job.head) as store, views.copying(store) as copy:
                return Reply(steps=tuple(Update(job, store, copy).steps()))
        if isinstance(job, QuestionJob):
            with views.at(job.head) as store:
                body, answer, truncated = answered(store, job)
            return Reply(body, job.media_type, truncated, answer=answer)
        check(job)
        with views.at(job.head, inferred=job.inferred) as store:
            return evaluate(store, job)
    except SyntaxError as error:
        return Reply(error=f"The query is malformed: {error}", remedy="correct the query")
    except ZhaoshangError as error:
        return Reply(error=error.what, where=error.where, remedy=error.remedy, kind=type(error).__name__)
    except (ValueError, OSError, RuntimeError, MemoryError) as error:
        return Reply(error=f"The query cannot be answered: {error}", remedy="correct the query")
