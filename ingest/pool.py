"""Many articles at once: a pool of processes that keeps their order, memory flat and one article's crash to itself.

Articles are read by the bunch, for the networks are quicker on many sentences; at most ``IN_FLIGHT`` bunches a worker are under way, so
that neither a slow article nor a slow consumer piles up readings. What fails with its bunch is read once more alone, and so is every
article of a bunch on which a worker died (out of memory, a fault in native code); if that fails as well, its reading is empty and
carries a `Doubt`.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Doubt, Reading

from .pipeline import read_many

IN_FLIGHT = 2
"""How many bunches wait or run for each worker."""


CHARACTERS = 20_000
"""With so many characters a bunch is full: a long article is read alone, or memory would grow with the bunch."""


@dataclass(frozen=True, slots=True)
class Reader:
    """``read`` gives the readings of so many articles in their order (and can be pickled, where there are workers)."""

    read: Callable[[Sequence[Article]], Iterable[Reading]]
    bunch: int = 8


RULES, FAST = Reader(read_many), Reader(partial(read_many, fast=True))

Bunch = list[Article]
Readings = list[Reading]


def read_articles(articles: Iterable[Article], jobs: int = 1, reader: Reader = RULES) -> Iterator[Reading]:
    """The readings of ``articles`` in their order, by ``reader``; ``jobs`` worker processes, none for 1."""
    guarded, bunches = partial(_guarded, reader), _bunches(articles, reader.bunch)
    if jobs <= 1:
        for bunch in bunches:
            yield from guarded(bunch)
        return
    pending: deque[tuple[Bunch, Future[Readings]]] = deque()
    pool = _pool(jobs)
    try:
        for bunch in bunches:
            pending.append((bunch, _submit(pool, guarded, bunch)))
            if len(pending) >= jobs * IN_FLIGHT:
                pool, readings = _settled(pool, jobs, guarded, pending)
                yield from readings
        while pending:
            pool, readings = _settled(pool, jobs, guarded, pending)
            yield from readings
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _bunches(articles: Iterable[Article], size: int) -> Iterator[Bunch]:
    bunch: Bunch = []
    for article in articles:
        bunch.append(article)
        if len(bunch) == size or sum(len(one.text) for one in bunch) >= CHARACTERS:
            yield bunch
            bunch = []
    if bunch:
        yield bunch


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _submit(pool: ProcessPoolExecutor, guarded: Callable[[Bunch], Readings], bunch: Bunch) -> Future[Readings]:
    try:
        return pool.submit(guarded, bunch)
    except BrokenProcessPool as error:
        broken: Future[Readings] = Future()
        broken.set_exception(error)
        return broken


def _settled(
    pool: ProcessPoolExecutor, jobs: int, guarded: Callable[[Bunch], Readings], pending: deque[tuple[Bunch, Future[Readings]]]
) -> tuple[ProcessPoolExecutor, Readings]:
    """The readings of the first pending bunch, and the pool to go on with: a new one if a worker has died."""
    bunch, future = pending.popleft()
    try:
        return pool, future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
        readings = [_alone(guarded, article) for article in bunch]
        fresh = _pool(jobs)
        again = [(later, _submit(fresh, guarded, later)) for later, _ in pending]
        pending.clear()
        pending.extend(again)
        return fresh, readings


def _alone(guarded: Callable[[Bunch], Readings], article: Article) -> Reading:
    """Read one article in a process of its own, so that only it can be to blame."""
    with _pool(1) as pool:
        try:
            return pool.submit(guarded, [article]).result()[0]
        except BrokenProcessPool:
            return _failed(article, "the process that read this article died")


def _guarded(reader: Reader, bunch: Bunch) -> Readings:
    try:
        return list(reader.read(bunch))
    except Exception as error:  # noqa: BLE001 - one article's fault must not end the run
        if len(bunch) == 1:
            return [_failed(bunch[0], f"{type(error).__name__}: {error}")]
        return [reading for article in bunch for reading in _guarded(reader, [article])]


def _failed(article: Article, why: str) -> Reading:
    return Reading(article.name, str(article.published or ""), doubts=(Doubt("the article could not be read", detail=why),))
