"""Many articles at once: a pool of processes that keeps their order, memory flat and one article's crash to itself.

At most ``IN_FLIGHT`` articles a worker are under way, so that neither a slow article nor a slow consumer piles up readings. A worker
that dies (out of memory, a fault in native code) costs the article it was on, which is read once more alone; if that fails as
well, its reading is empty and carries a `Doubt`.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Doubt, Reading

from .pipeline import read_article

Reader = Callable[[Article], Reading]

IN_FLIGHT = 4
"""How many articles wait or run for each worker."""


def read_articles(articles: Iterable[Article], jobs: int = 1, reader: Reader = read_article) -> Iterator[Reading]:
    """The readings of ``articles`` in their order, by ``reader`` (which can be pickled); ``jobs`` worker processes, none for 1."""
    guarded = partial(_guarded, reader)
    if jobs <= 1:
        yield from map(guarded, articles)
        return
    waiting = iter(articles)
    pending: deque[tuple[Article, Future[Reading]]] = deque()
    pool = _pool(jobs)
    try:
        for article in waiting:
            pending.append((article, _submit(pool, guarded, article)))
            if len(pending) >= jobs * IN_FLIGHT:
                pool, reading = _settled(pool, jobs, guarded, pending)
                yield reading
        while pending:
            pool, reading = _settled(pool, jobs, guarded, pending)
            yield reading
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _submit(pool: ProcessPoolExecutor, guarded: Reader, article: Article) -> Future[Reading]:
    try:
        return pool.submit(guarded, article)
    except BrokenProcessPool as error:
        broken: Future[Reading] = Future()
        broken.set_exception(error)
        return broken


def _settled(
    pool: ProcessPoolExecutor, jobs: int, guarded: Reader, pending: deque[tuple[Article, Future[Reading]]]
) -> tuple[ProcessPoolExecutor, Reading]:
    """The reading of the first pending article, and the pool to go on with: a new one if a worker has died."""
    article, future = pending.popleft()
    try:
        return pool, future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
        reading = _alone(guarded, article)
        fresh = _pool(jobs)
        again = [(later, _submit(fresh, guarded, later)) for later, _ in pending]
        pending.clear()
        pending.extend(again)
        return fresh, reading


def _alone(guarded: Reader, article: Article) -> Reading:
    """Read one article in a process of its own, so that only it can be to blame."""
    with _pool(1) as pool:
        try:
            return pool.submit(guarded, article).result()
        except BrokenProcessPool:
            return _failed(article, "the process that read this article died")


def _guarded(reader: Reader, article: Article) -> Reading:
    try:
        return reader(article)
    except Exception as error:  # noqa: BLE001 - one article's fault must not end the run
        return _failed(article, f"{type(error).__name__}: {error}")


def _failed(article: Article, why: str) -> Reading:
    return Reading(article.name, str(article.published or ""), doubts=(Doubt("the article could not be read", detail=why),))
